import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import type { CommandId, ConsoleId, Instant, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { apply } from '#core/ticket/apply.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Level } from '#core/ticket/history.ts';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Team } from '#core/workspace/team.ts';
import { textOf } from './act.ts';
import { between, type Chance, newId, pick, seeded } from './chance.ts';
import type { Story, Wording } from './wording.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A ticket with all that belongs to it, as the server would have stored it. */
export type Grown = { ticket: Ticket; events: TicketEvent[]; messages: Message[] };

export type BulkInput = {
  count: number;
  seed: number;
  reference: Reference;
  wording: Wording;
  now: Instant;
  /** The first ticket's number. */
  firstNumber: number;
  /** Only this team's; absent, seven in ten are the intake's and the rest everybody's. */
  team?: Team;
};

/**
 * Many plausible open tickets, for benches and loads: decided by the same functions as any, but judged once at the
 * end, and without a demo's stage. One at a time, so that fifty thousand need no memory.
 */
export function* bulkTickets({ count, seed, reference, wording, now, firstNumber, team }: BulkInput): Generator<Grown> {
  const chance = seeded(seed);
  const teams = reference.data.teams.filter(({ active }) => active);
  const intake = teams.find((one) => one.intake) ?? pick(teams, chance);
  for (let index = 0; index < count; index++) {
    const holding = team ?? (chance() < 0.7 ? intake : pick(teams, chance));
    const story = pick(wording.stories, chance);
    yield grow({ story, team: holding, number: firstNumber + index, reference, now, chance });
  }
}

type Seedling = { story: Story; team: Team; number: number; reference: Reference; now: Instant; chance: Chance };

function grow({ story, team, number, reference, now, chance }: Seedling): Grown {
  const openedAt = Math.round(now - between(chance, 5 * MINUTE, 30 * HOUR));
  const ticketId = newId<TicketId>(openedAt, chance);
  const consoleId = newId<ConsoleId>(openedAt, chance);
  const grown: { ticket: Ticket | null; events: TicketEvent[]; messages: Message[] } = {
    ticket: null,
    events: [],
    messages: [],
  };
  const play = (intent: Intent, by: Actor, at: Instant) => {
    const made = { device: at, offset: 0, offsetError: 0, measuredAt: at, monotonic: 0, bootId: 'bulk' };
    const id = newId<CommandId>(at, chance);
    const command: Command = { id, v: 1, ticketId, consoleId, seq: 1, made, causeId: null, ...intent };
    const moment = { effectiveAt: at, recordedAt: at, timing: 'exact' as const };
    const decision = decide(grown.ticket, command, by, moment, { reference, number });
    if (isRefusal(decision)) throw new Error(`a bulk ${intent.type} is refused: ${decision.says}`);
    for (const event of decision.events) grown.ticket = apply(grown.ticket, event);
    grown.events.push(...decision.events);
    grown.messages.push(...decision.messages);
  };

  const log: Actor = { kind: 'import', source: 'bulk' };
  const { requesters, people } = reference.data;
  const requesterId = requesters.length > 0 ? pick(requesters, chance).id : null;
  const body = openingOf(story, team, number, requesterId, reference, openedAt, chance);
  play({ type: 'createTicket', body }, log, openedAt);

  const agents = people.filter((person) => worksIn(person, team));
  if (agents.length > 0 && chance() < 0.85) {
    const by: Actor = { kind: 'person', person: pick(agents, chance) };
    const step = (now - openedAt) / 8;
    play({ type: 'take', body: {} }, by, Math.round(openedAt + step));
    if (chance() < 0.8) {
      const say = (text: string, at: Instant, thenWait: boolean) => {
        const seen = grown.ticket?.lastPublic?.id ?? null;
        const flags = { sendAnyway: false, thenWait, thenResolve: false, promisedUntil: null };
        play({ type: 'reply', body: { text: textOf(text, at, chance), seen, ...flags } }, by, at);
      };
      say(story.replies[0] ?? '', Math.round(openedAt + 2 * step), chance() < 0.2);
      if (chance() < 0.5) {
        const at = Math.round(openedAt + 4 * step);
        const text = textOf(story.answers[0] ?? '', at, chance);
        play({ type: 'receive', body: { text, requesterId, channel: 'email' } }, log, at);
        if (chance() < 0.6) say(story.replies[1] ?? '', Math.round(openedAt + 6 * step), false);
      }
    }
  }
  const ticket = evolve(grown.ticket, [], reference);
  if (!ticket) throw new Error('a bulk ticket was never opened');
  return { ...grown, ticket };
}

/** A story, told of another place, so that no two tickets in a row read alike. */
function openingOf(
  story: Story,
  team: Team,
  number: number,
  requesterId: Extract<Intent, { type: 'createTicket' }>['body']['requesterId'],
  reference: Reference,
  at: Instant,
  chance: Chance,
) {
  const { categories, services } = reference.data;
  const place = `${pick(places, chance)} ${1 + Math.floor(chance() * 40)}`;
  const level = (): Level => (chance() < 0.08 ? 1 : chance() < 0.75 ? 2 : 3);
  return {
    type: story.type,
    subject: `${story.subject}, ${place}`.slice(0, 200),
    requesterId,
    organisationId: null,
    serviceId: services.length > 0 ? pick(services, chance).id : null,
    categoryId: categories.find(({ name }) => name === story.category)?.id ?? null,
    tags: story.tags,
    impact: level(),
    urgency: level(),
    channel: 'email' as const,
    teamId: team.id,
    mine: false,
    text: textOf(`${story.opening}\n\n${place}, ${number}`, at, chance),
    fields: {},
  };
}

const places = ['depot', 'ward', 'store', 'office', 'hall', 'site', 'counter', 'room'];

function worksIn(person: Person, team: Team): boolean {
  return person.active && person.memberships.some(({ teamId, role }) => teamId === team.id && role === 'agent');
}
