import { randomBytes } from 'node:crypto';
import { PersonDraft } from '#core/admin/people.ts';
import { type PersonId, uuidv7 } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Clock } from '../clock.ts';
import type { ChangeReference } from '../commands/change-reference.ts';
import {
  anyAccount,
  type CodeKind,
  endCodes,
  endPassword,
  readCode,
  readPasswordHash,
  saveCode,
  savePasswordHash,
  takeCode,
} from '../db/accounts.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ReferenceStore } from '../db/reference.ts';
import { deleteSessionsOf } from '../db/sessions.ts';
import { hashPassword, passwordFits, passwordProblem } from './passwords.ts';
import { fingerprint, newCode } from './secrets.ts';

/** How long a one-time code opens something, ms. */
export const CODE_LASTS = 7 * 86_400_000;

/** What somebody with a code says of themselves; name and email count for the first administrator only. */
export type Redeemed = { code: string; name: string | null; email: string | null; password: string };
/** Why not, in the person's words, and which field it is about. */
export type Declined = { says: string; field: 'code' | 'password' | 'name' | 'email' };

export type Accounts = {
  /** The person whose address and password these are. */
  check(email: string, password: string): Promise<Person | null>;
  /** The same new password for each of these: for the demo and for tests. */
  setPasswords(on: Queryable, people: readonly PersonId[], password: string): Promise<void>;
  /** A new one-time code for a person, valid for seven days; earlier ones and the password end. Shown once, kept as a hash. */
  issueCode(kind: Exclude<CodeKind, 'first'>, personId: PersonId, on?: Queryable): Promise<string>;
  /** The code with which the first administrator signs in; null where somebody has a password already. */
  firstCode(): Promise<string | null>;
  /** Uses a code up: sets the password, ends the person's other sessions. */
  redeem(redeemed: Redeemed): Promise<Person | Declined>;
};

type Deps = { database: Database; reference: ReferenceStore; changeReference: ChangeReference; clock: Clock };

export function createAccounts({ database, reference, changeReference, clock }: Deps): Accounts {
  const issue = async (on: Queryable, kind: CodeKind, personId: PersonId | null) => {
    const code = newCode();
    await endCodes(on, personId, clock.now());
    if (personId !== null) await endPassword(on, personId, clock.now());
    await saveCode(on, fingerprint(code), { kind, personId }, clock.now() + CODE_LASTS);
    return code;
  };
  const used = { says: 'This code is not valid any more. Ask an administrator for a new one.', field: 'code' } as const;

  return {
    async check(email, password) {
      const wanted = email.trim().toLowerCase();
      const people = (await reference.current()).data.people;
      const person = people.find((one) => one.active && one.email.toLowerCase() === wanted);
      const hash = person ? await readPasswordHash(database, person.id) : null;
      return (await passwordFits(hash, password)) && person ? person : null;
    },
    async setPasswords(on, people, password) {
      const hash = await hashPassword(password);
      for (const personId of people) await savePasswordHash(on, personId, hash, clock.now());
    },
    issueCode: (kind, personId, on) =>
      on ? issue(on, kind, personId) : database.transact((tx) => issue(tx, kind, personId)),
    async firstCode() {
      if (await anyAccount(database)) return null;
      return database.transact((tx) => issue(tx, 'first', null));
    },
    async redeem({ code, name, email, password }) {
      const weak = passwordProblem(password);
      if (weak) return { says: weak, field: 'password' };
      const at = clock.now();
      const codeHash = fingerprint(code.trim().toLowerCase());
      const known = await readCode(database, codeHash, at);
      if (!known) return used;
      const person =
        known.personId === null
          ? firstAdministrator(name, email, at)
          : (await reference.current()).people.get(known.personId);
      if (person && 'says' in person) return person;
      if (!person?.active) return used;
      const passwordHash = await hashPassword(password);
      const settle = async (tx: Queryable) => {
        await savePasswordHash(tx, person.id, passwordHash, at);
        await deleteSessionsOf(tx, person.id);
      };
      let taken = false;
      if (known.personId === null) {
        await changeReference(async (edit, tx) => {
          taken = await takeCode(tx, codeHash, at);
          if (!taken) return;
          await edit.people([person]);
          await settle(tx);
        });
      } else {
        await database.transact(async (tx) => {
          taken = await takeCode(tx, codeHash, at);
          if (taken) await settle(tx);
        });
      }
      return taken ? person : used;
    },
  };
}

function firstAdministrator(name: string | null, email: string | null, at: number): Person | Declined {
  if (!name?.trim()) return { says: 'Say your name, so that others know who you are.', field: 'name' };
  const address = PersonDraft.shape.email.safeParse(email ?? '');
  if (!address.success) {
    const says = 'Give the email address you will sign in with, like name@example.org, without accents.';
    return { says, field: 'email' };
  }
  return {
    id: uuidv7(at, randomBytes(10)) as PersonId,
    name: name.trim(),
    email: address.data,
    zone: 'UTC',
    memberships: [],
    skills: [],
    managerId: null,
    deputyIds: [],
    workLimit: 0,
    administrator: true,
    auditor: false,
    active: true,
  };
}
