import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { type ChangeReference, createChangeReference } from './commands/change-reference.ts';
import { createHandle, type Handle } from './commands/handle.ts';
import { createJudging, type Judging } from './commands/judging.ts';
import { createPutBack, type PutBack } from './commands/put-back.ts';
import type { Database } from './db/database.ts';
import { createReference, type ReferenceStore } from './db/reference.ts';
import { openWorkspace, type Workspace } from './db/workspace.ts';
import { type Bell, createBell } from './feed/listen.ts';
import { type Accounts, createAccounts } from './sessions/accounts.ts';
import { createSessions, type Sessions } from './sessions/sessions.ts';

/** What works behind HTTP, and behind every tool that runs on the database without a server. */
export type Parts = {
  clock: Clock;
  database: Database;
  workspace: Workspace;
  bell: Bell;
  /** Reads people, teams and documents. */
  reference: ReferenceStore;
  /** Judges open tickets anew, where they changed. */
  judging: Judging;
  /** Changes them. */
  changeReference: ChangeReference;
  /** Changes tickets. */
  handle: Handle;
  /** Puts back to their teams the tickets of people who don't work there any more. */
  putBack: PutBack;
  accounts: Accounts;
  sessions: Sessions;
};

export async function createParts(
  { database, clock }: { database: Database; clock: Clock },
  failed: (failure: unknown, says: string) => void = () => undefined,
): Promise<Parts> {
  const workspace = await openWorkspace(database, 'Tierline');
  const bell = createBell(database, (failure) => failed(failure, 'consoles could not be told'));
  const reference = createReference({ database, clock });
  const judging = createJudging({
    ...{ database, reference, clock, bell },
    failed: (failure, id) => failed(failure, `judging ${id ? `ticket ${id}` : 'open tickets'} anew failed`),
  });
  const changeReference = createChangeReference({ reference, judging, bell });
  const handle = createHandle({ database, reference, clock, bell });
  const putBack = createPutBack({ database, reference, clock, handle, chance: randomBytes });
  const accounts = createAccounts({ database, reference, changeReference, clock });
  const sessions = createSessions({ database, reference, clock });
  return { clock, database, workspace, bell, reference, judging, changeReference, handle, putBack, accounts, sessions };
}
