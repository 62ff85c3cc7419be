import { canHold, landingTeam } from '#core/commands/create.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Form } from './form.ts';

/** Where a new ticket will land: whether its maker can hold it there, and who will, in words. */
export type Landing = { canHold: boolean; says: string };

/** The server decides the same way, so what is said here holds offline too. */
export function landingOf({ teamId, mine }: Pick<Form, 'teamId' | 'mine'>, me: Person, reference: Reference): Landing {
  const by = { kind: 'person', person: me } as const;
  const team = landingTeam(teamId, by, reference);
  if (!team) return { canHold: false, says: 'There is no team to open it in.' };
  const holds = `${team.name} holds it until somebody takes it.`;
  if (!canHold(by, team.id)) {
    return {
      canHold: false,
      says: `${holds} You don’t take tickets there, so it can’t be yours; you go on seeing it.`,
    };
  }
  return { canHold: true, says: mine ? `You hold it, in ${team.name}.` : holds };
}
