import type { Actor } from '../access.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { decideAnnounce, decideReport } from './alert.ts';
import { decideAssign, decideReassign, decideRelease, decideTake } from './assign.ts';
import { decideCategorise, decideRename, decideRequester, decideTag } from './classify.ts';
import { type Command, internalIntents } from './command.ts';
import { decideCreate } from './create.ts';
import { type Decision, type Given, type Outcome, stamped } from './decision.ts';
import { decideAccept, decideLapse, decideOffer, decideReaddress, decideReturn, decideWithdraw } from './handoff.ts';
import { decideCorrectVerdict, decideSettleTime } from './judge.ts';
import type { Moment } from './moment.ts';
import { decidePriority } from './priority.ts';
import { decideNote, decideReceive, decideReply } from './reply.ts';
import { decideStatus } from './status.ts';
import { decidePromise, decideWatch } from './watch.ts';

/**
 * What follows from a command, on a console as on the server. Pure: the same ticket, command, actor, moment and
 * documents always give the same events. `ticket` is null where there is none (yet).
 */
export function decide(
  ticket: Ticket | null,
  command: Command,
  by: Actor,
  at: Moment,
  given: Given,
): Decision | Refusal {
  if (by.kind === 'person' && internalIntents.has(command.type)) {
    return refuse('notAllowed', 'That is not for a console to ask.');
  }
  // Nothing happens to a ticket before there is one, whatever its device's clock proves.
  const then = ticket ? { ...at, effectiveAt: Math.max(at.effectiveAt, ticket.openedAt) } : at;
  const outcome = outcomeOf(ticket, command, by, then, given);
  if (isRefusal(outcome)) return outcome;
  return {
    events: stamped(ticket, command.id, command.ticketId, by, at, outcome.facts),
    messages: outcome.messages ?? [],
  };
}

function outcomeOf(ticket: Ticket | null, command: Command, by: Actor, at: Moment, given: Given): Outcome {
  if (command.type === 'createTicket') {
    if (ticket) return refuse('alreadyExists', 'This ticket is there already.');
    return decideCreate(command.ticketId, command.body, by, at, given);
  }
  if (!ticket) return refuse('notFound', 'There is no such ticket, or you may not see it.');
  const same = { ticket, ticketId: ticket.id, by, at, given, basis: command.basis ?? null };
  switch (command.type) {
    case 'reply':
      return decideReply({ ...same, body: command.body });
    case 'note':
      return decideNote({ ...same, body: command.body });
    case 'receive':
      return decideReceive({ ...same, body: command.body });
    case 'setStatus':
      return decideStatus({ ...same, body: command.body });
    case 'setPriority':
      return decidePriority({ ...same, body: command.body });
    case 'take':
      return decideTake({ ...same, body: command.body });
    case 'release':
      return decideRelease({ ...same, body: command.body });
    case 'assign':
      return decideAssign({ ...same, body: command.body });
    case 'reassign':
      return decideReassign({ ...same, body: command.body });
    case 'offerHandoff':
      return decideOffer({ ...same, body: command.body });
    case 'acceptHandoff':
      return decideAccept({ ...same, body: command.body });
    case 'returnHandoff':
      return decideReturn({ ...same, body: command.body });
    case 'withdrawHandoff':
      return decideWithdraw({ ...same, body: command.body });
    case 'lapseHandoff':
      return decideLapse({ ...same, body: command.body });
    case 'readdressHandoff':
      return decideReaddress({ ...same, body: command.body });
    case 'categorise':
      return decideCategorise({ ...same, body: command.body });
    case 'tag':
      return decideTag({ ...same, body: command.body });
    case 'rename':
      return decideRename({ ...same, body: command.body });
    case 'changeRequester':
      return decideRequester({ ...same, body: command.body });
    case 'watch':
      return decideWatch({ ...same, body: command.body }, true);
    case 'unwatch':
      return decideWatch({ ...same, body: command.body }, false);
    case 'promise':
      return decidePromise({ ...same, body: command.body });
    case 'settleTime':
      return decideSettleTime({ ...same, body: command.body });
    case 'correctVerdict':
      return decideCorrectVerdict({ ...same, body: command.body });
    case 'reportAlert':
      return decideReport({ ...same, body: command.body });
    case 'announceThreshold':
      return decideAnnounce({ ...same, body: command.body });
    default:
      return command satisfies never;
  }
}
