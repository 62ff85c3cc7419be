import type { Clock } from './clock.ts';
import { type ChangeReference, createChangeReference } from './commands/change-reference.ts';
import { createHandle, type Handle } from './commands/handle.ts';
import { createRejudge } from './commands/rejudge.ts';
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
  /** Changes them. */
  changeReference: ChangeReference;
  /** Changes tickets. */
  handle: Handle;
  accounts: Accounts;
  sessions: Sessions;
};

export async function createParts(
  { database, clock }: { database: Database; clock: Clock },
  failed: (failure: unknown) => void = () => undefined,
): Promise<Parts> {
  const workspace = await openWorkspace(database, 'Tierline');
  const bell = createBell(database, failed);
  const reference = createReference({ database, clock });
  const changeReference = createChangeReference({ reference, rejudge: createRejudge({ database, reference }), bell });
  const handle = createHandle({ database, reference, clock, bell });
  const accounts = createAccounts({ database, reference, changeReference, clock });
  const sessions = createSessions({ database, reference, clock });
  return { clock, database, workspace, bell, reference, changeReference, handle, accounts, sessions };
}
