import { JournalKey } from '#core/bridge.ts';
import { createJournals } from '../../electron/main/journal.ts';

/** Appends for ever, several at a time, and says each id only when it is kept. Killed by its test. */
const [folder = '', key = ''] = process.argv.slice(2);
const journals = createJournals(folder);
const of = JournalKey.parse(JSON.parse(key));
let n = 0;

async function write(): Promise<void> {
  for (;;) {
    n += 1;
    const id = `w${n}`;
    await journals.append(of, [{ kind: 'draft', id, at: n, payload: 'x'.repeat(2_000) }]);
    process.send?.(id);
  }
}

await Promise.all([write(), write(), write()]);
