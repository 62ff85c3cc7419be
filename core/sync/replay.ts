import type { Actor } from '../access.ts';
import type { Command } from '../commands/command.ts';
import { decide } from '../commands/decide.ts';
import { evolve, type Given } from '../commands/decision.ts';
import type { Moment } from '../commands/moment.ts';
import { isRefusal } from '../refusal.ts';
import type { TicketEvent } from '../ticket/events.ts';
import type { Message } from '../ticket/message.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** A command that waits for the server's word, with the moment that this console gives it until then. */
export type Pending = { command: Command; moment: Moment };

/** What the agent sees: the server's ticket with everything pending on top. `provisional` is what the server hasn't said yet. */
export type Seen = {
  ticket: Ticket | null;
  provisional: { events: TicketEvent[]; messages: Message[] };
};

/**
 * Nothing is rolled back, only replayed: pending commands are decided anew, in order, on what the server said.
 * One that is refused here leaves no trace; the server's own answer makes the card.
 */
export function replay(confirmed: Ticket | null, pending: readonly Pending[], by: Actor, given: Given): Seen {
  let ticket = confirmed;
  const provisional: Seen['provisional'] = { events: [], messages: [] };
  for (const { command, moment } of pending) {
    const decision = decide(ticket, command, by, moment, given);
    if (isRefusal(decision)) continue;
    ticket = evolve(ticket, decision.events, given.reference);
    provisional.events.push(...decision.events);
    provisional.messages.push(...decision.messages);
  }
  return { ticket, provisional };
}
