import { createSystemClock } from '../../server/clock.ts';
import { openDatabase } from '../../server/db/open.ts';
import { bulkTickets } from '../../server/demo/bulk.ts';
import { firstFreeNumber, writeBulk } from '../../server/demo/bulk-write.ts';
import { seeded } from '../../server/demo/chance.ts';
import { demoSources, loadDemo } from '../../server/demo/load.ts';
import { createParts } from '../../server/parts.ts';

/** These sign in here: nobody at a desk holds a thousand tickets, so the bulk is their colleagues'. */
const AT_THE_DESK = ['Ines Kovač', 'Marta Vogl'];

/** Fills a server's folder with the demo and `count` more open tickets of the intake, while no server runs on it. */
export async function fill(folder: string, count: number): Promise<void> {
  const clock = createSystemClock();
  const database = await openDatabase({ kind: 'folder', folder });
  try {
    const parts = await createParts({ database, clock });
    await loadDemo({ ...parts, setPasswords: parts.accounts.setPasswords, chance: seeded(1) });
    const known = await parts.reference.current();
    const people = known.data.people.filter(({ name }) => !AT_THE_DESK.includes(name));
    const reference = { ...known, data: { ...known.data, people } };
    const team = known.data.teams.find(({ intake }) => intake);
    if (!team) throw new Error('the demo has no intake');
    const { wording } = demoSources();
    const firstNumber = await firstFreeNumber(database);
    const now = clock.now();
    const grown = bulkTickets({ count, seed: firstNumber, reference, wording, now, firstNumber, team });
    await writeBulk(database, grown, now);
  } finally {
    await database.close();
  }
}
