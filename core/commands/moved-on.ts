import { type Refusal, refuse } from '../refusal.ts';
import { type Status, statusWord } from '../ticket/history.ts';
import { type Case, clockTime, nameOf } from './decision.ts';

/**
 * Whether a change rests on something that is no more, and then the refusal of it: the first to commit wins. Who holds
 * the ticket matters to every change of state; `also` what else this one rests on. What nobody decided, or on a state
 * that isn't known, rests on nothing.
 */
export function movedOn(c: Case<unknown>, ...also: ('status' | 'priority')[]): Refusal | null {
  const { basis, ticket } = c;
  if (!basis) return null;
  const { teamId, personId } = ticket.accountable;
  if (basis.holder.teamId !== teamId || basis.holder.personId !== personId) return taken(c);
  if (also.includes('status') && kindOf(basis.status) !== kindOf(ticket.status)) {
    return became(c, statusWord[ticket.status]);
  }
  if (also.includes('priority') && basis.priority !== ticket.priority) return became(c, `P${ticket.priority}`);
  return null;
}

/** Somebody else holds it by now, or another team, or nobody. */
export function taken(c: Case<unknown>): Refusal {
  const { teamId, personId } = c.ticket.accountable;
  const since = c.ticket.history.findLast((point) => point.kind === 'holder' || point.kind === 'opened')?.at ?? null;
  const when = since === null ? '' : ` at ${clockTime(since)}`;
  return refuse('alreadyTaken', said(), { by: personId, at: since });

  function said(): string {
    if (personId) return `${nameOf(c.given, personId)} took it${when}. It stays with them.`;
    const team = c.basis && c.basis.holder.teamId !== teamId ? c.given.reference.teams.get(teamId) : null;
    const where = team ? `It went to ${team.name}` : 'It was put back';
    return `${where}${when}. Look at it, then decide anew.`;
  }
}

function became({ ticket }: Case<unknown>, what: string): Refusal {
  return refuse('notNow', `It became ${what} meanwhile. Look at it, then decide anew.`, { at: ticket.changedAt });
}

/** New and open are the same to who decides: somebody has only begun. */
function kindOf(status: Status): Status {
  return status === 'new' ? 'open' : status;
}
