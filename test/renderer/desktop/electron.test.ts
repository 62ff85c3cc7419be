import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Bridge, JournalEntry, JournalKey, NewsName } from '#core/bridge.ts';
import { ines } from '#test/core/desk.ts';
import { createJournals } from '../../../electron/main/journal.ts';
import { createElectronShell, journalOver } from '../../../renderer/desktop/electron.ts';
import { createMemoryJournal, type Journal } from '../../../renderer/store/journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'tierline-journal-'));
const journals = createJournals(folder);
afterAll(async () => {
  await journals.close();
  rmSync(folder, { recursive: true, force: true });
});
let count = 0;

/** One contract, two implementations: memory, and the file of Electron's main process behind the bridge. */
const implementations: [string, () => Journal][] = [
  ['memory', () => createMemoryJournal()],
  [
    "Electron's file",
    () => {
      count += 1;
      const serverId = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
      const bridge = {
        journalAppend: (key: JournalKey, entries: JournalEntry[]) => journals.append(key, entries),
        journalRead: (key: JournalKey) => journals.read(key),
        journalCompact: (key: JournalKey, entries: JournalEntry[]) => journals.compact(key, entries),
        journalWipe: (key: JournalKey) => journals.wipe(key),
      };
      return journalOver(bridge, { serverId, personId: ines.id });
    },
  ],
];

const entry = (n: number): JournalEntry => ({ kind: 'draft', id: `new/${n}`, at: n, payload: { body: `Text ${n}` } });

describe.each(implementations)('a journal in %s', (_name, open) => {
  it('gives back what was appended, oldest first', async () => {
    const journal = open();
    expect(await journal.read()).toEqual([]);
    await journal.append([entry(1), entry(2)]);
    await journal.append([entry(3)]);
    expect(await journal.read()).toEqual([entry(1), entry(2), entry(3)]);
  });

  it('is replaced whole by compacting, and empty after a wipe', async () => {
    const journal = open();
    await journal.append([entry(1), entry(2)]);
    await journal.compact([entry(2)]);
    await journal.append([entry(3)]);
    expect(await journal.read()).toEqual([entry(2), entry(3)]);
    await journal.wipe();
    expect(await journal.read()).toEqual([]);
    await journal.append([entry(4)]);
    expect(await journal.read()).toEqual([entry(4)]);
  });
});

describe('the shell over the bridge', () => {
  it('believes only what has the right shape', async () => {
    const heard: unknown[] = [];
    const storage = { getItem: () => null } as unknown as Storage;
    const listeners = new Map<NewsName, (said: never) => void>();
    const bridge = {
      about: async () => ({
        version: '1',
        platform: 'linux',
        server: 'http://127.0.0.1:4680/',
        vault: 'plainText',
        remembered: null,
        bootId: 'b1',
      }),
      presence: async () => 'here',
      on: (name: NewsName, listener: (said: never) => void) => {
        listeners.set(name, listener);
        return () => listeners.delete(name);
      },
    } as unknown as Bridge;
    const shell = await createElectronShell(bridge, storage);
    expect(shell).toMatchObject({
      kind: 'electron',
      server: 'http://127.0.0.1:4680',
      bootId: 'b1',
      vault: 'plainText',
    });
    expect(shell.lacks).toHaveLength(1);
    expect(shell.remembered()).toBeNull();
    shell.onOpen((open) => heard.push(open));
    const say = (name: NewsName, said: unknown) => listeners.get(name)?.(said as never);
    say('open', { ticketId: 'not an id', alertId: null, action: 'show' });
    say('open', { ticketId: ines.id, alertId: null, action: 'handOff' });
    say('presence', 'asleep');
    expect(heard).toEqual([{ ticketId: ines.id, alertId: null, action: 'handOff' }]);
    expect(shell.presence.get()).toBe('here');
    say('presence', 'locked');
    expect(shell.presence.get()).toBe('locked');
  });
});
