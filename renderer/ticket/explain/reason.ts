import type { Instant } from '#core/ids.ts';
import type { Segment } from '#core/sla/explain.ts';
import type { Accountable } from '#core/ticket/history.ts';
import { statusWord } from '../../ui/words.ts';
import type { Account } from './account.ts';
import { closedReason } from './closed-words.ts';
import { startReason } from './start-reason.ts';

/** Why a segment begins, in a colleague's words. `before`: the one it follows. */
export function reasonOf(segment: Segment, before: Segment | undefined, account: Account): string {
  const { because, from } = segment;
  switch (because.kind) {
    case 'started':
      return startReason(account);
    case 'held':
      return heldReason(because.by, from, account);
    case 'shift':
      return `${holderTeam(segment, account)} ${because.begins ? 'comes on' : 'goes off'} shift`;
    case 'down':
      return downReason(from, account);
    case 'waits':
      return waitReason(segment, because.on, account);
    case 'done':
      return 'Resolved, until it was reopened';
    case 'resumed':
      return resumeReason(from, before, account);
    case 'opens':
      return 'Opening time';
    case 'closed':
      return closedReason({ from, to: segment.to, day: because.day }, account.calendar);
    case 'clockChange':
      return `Clocks went ${because.seconds < 0 ? 'back' : 'forward'} ${shiftSize(because.seconds)}`;
    case 'policy':
      return `Policy ${because.name}, version ${because.version}`;
    case 'calendar':
      return `Calendar ${because.name}, version ${because.version}`;
    case 'priority':
      return `Priority became P${because.priority}`;
    default:
      return because satisfies never;
  }
}

/** `1 h`, `30 min`: by how much clocks were put forward or back. */
export function shiftSize(seconds: number): string {
  const minutes = Math.abs(seconds) / 60;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.round(minutes)} min`;
}

function heldReason({ teamId, personId }: Accountable, at: Instant, { ticket, reference }: Account): string {
  const accepted = ticket.escalations.find(
    (offer) => offer.state === 'accepted' && offer.settledAt === at && offer.to.teamId === teamId,
  );
  const person = personId && (reference.people.get(personId)?.name ?? 'Somebody');
  if (accepted) return `Handoff accepted by ${person ?? teamName(teamId, reference)}`;
  return person ? `${person} became accountable` : `${teamName(teamId, reference)} holds it, no person yet`;
}

function holderTeam({ holder }: Segment, { reference }: Account): string {
  return holder ? teamName(holder.teamId, reference) : 'The team';
}

function teamName(id: Accountable['teamId'], reference: Account['reference']): string {
  return reference.teams.get(id)?.name ?? 'A team';
}

function downReason(at: Instant, { reference }: Account): string {
  const down = reference.downtimes.find(({ from, to }) => from <= at && (to === null || at < to));
  return down?.says ? `System down: ${down.says}` : 'The system was down';
}

/** Waiting is charged to whom it waits for, also where this target goes on counting meanwhile. */
function waitReason({ from, state }: Segment, on: 'requester' | 'vendor' | null, { ticket }: Account): string {
  if (on === null) {
    const status = ticket.history.findLast((point) => point.kind === 'status' && point.at <= from);
    const word = statusWord[status?.kind === 'status' ? status.status : 'new'];
    return `Doesn’t run while ${word.toLocaleLowerCase('en-GB')}`;
  }
  const whom = on === 'vendor' ? 'Waiting on a vendor' : 'Waiting for the requester';
  return state === 'counts' ? `${whom}, which doesn’t pause this` : whom;
}

function resumeReason(at: Instant, before: Segment | undefined, { ticket }: Account): string {
  if (before?.state === 'done') return 'Reopened';
  if (before?.payer.to === 'system') return 'The system was up again';
  if (ticket.history.some((point) => point.kind === 'requesterMessage' && point.at === at)) {
    return 'The requester answered';
  }
  return 'The waiting ended';
}
