import { readFileSync } from 'node:fs';
import type { PersonId } from '#core/ids.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Queryable } from '../db/database.ts';
import { markDemo } from '../db/workspace.ts';
import type { Parts } from '../parts.ts';
import type { Chance } from './chance.ts';
import { readCut } from './cut.ts';
import { demoPassword } from './people.ts';
import { type DemoPlan, planDemo } from './plan.ts';
import { Wording } from './wording.ts';

/** The first demo ticket has this number. */
const FIRST_NUMBER = 48_100;
const UNFINISHED = 'Tierline demo, being filled';

type Filling = Pick<Parts, 'database' | 'clock' | 'reference' | 'changeReference' | 'handle'> & {
  chance: Chance;
  /** Gives people the password they sign in with. */
  setPasswords(tx: Queryable, people: readonly PersonId[], password: string): Promise<void>;
};

/**
 * Fills an empty database with the demo, once; answers how many tickets it made, 0 where there is a workspace already.
 * A start that was cut off halfway is done again: tickets come in one transaction, all or none.
 */
export async function loadDemo(parts: Filling): Promise<number> {
  if (!(await isEmpty(parts))) return 0;
  const plan = planDemo({ ...demoSources(), now: parts.clock.now(), chance: parts.chance });
  await saveReference(parts, plan.reference);
  await carryOut(parts, plan);
  await parts.changeReference((edit) => edit.workspaceName(plan.reference.workspace));
  return plan.tickets.length;
}

/** The incidents and the words that lie in `resources/demo`. */
export function demoSources() {
  const read = (name: string) => readFileSync(new URL(`../../resources/demo/${name}`, import.meta.url), 'utf8');
  return { cut: readCut(read('uci-incident-cut.csv')), wording: Wording.parse(JSON.parse(read('wording.json'))) };
}

async function isEmpty({ reference }: Filling): Promise<boolean> {
  const { data } = await reference.current();
  return data.people.length === 0 || data.workspace === UNFINISHED;
}

async function saveReference({ changeReference, setPasswords }: Filling, data: ReferenceData): Promise<void> {
  await changeReference(async (edit, tx) => {
    await forgetUnfinished(tx);
    await markDemo(tx);
    await edit.workspaceName(UNFINISHED);
    await edit.save('tier', data.tiers);
    await edit.save('team', data.teams);
    await edit.save('organisation', data.organisations);
    await edit.save('requester', data.requesters);
    await edit.save('service', data.services);
    await edit.save('category', data.categories);
    for (const calendar of data.calendars) await edit.calendar(calendar, null);
    for (const policy of data.policies) await edit.policy(policy, null);
    await edit.matrix(data.matrix, null);
    await edit.people(data.people);
    await setPasswords(
      tx,
      data.people.map(({ id }) => id),
      demoPassword,
    );
  });
}

async function carryOut({ handle }: Filling, { commands }: DemoPlan): Promise<void> {
  const answers = await handle.all(commands.map(({ command, actor: by, moment }) => ({ command, by, moment })));
  const refused = answers.find((answer) => answer.outcome === 'refused');
  if (refused) throw new Error(`the demo was refused: ${JSON.stringify(refused)}`);
}

/** What a start that was cut off left behind: a reference without a ticket. */
async function forgetUnfinished(tx: Queryable): Promise<void> {
  for (const table of ['accounts', 'documents', 'people']) await tx.query(`delete from ${table}`);
  await tx.query(`update counters set value = $1 where name = 'ticket'`, [FIRST_NUMBER - 1]);
}
