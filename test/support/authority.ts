import { can, scopesOf } from '#core/access.ts';
import type { Command } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import { momentOf } from '#core/commands/moment.ts';
import type { TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { type Answer, PROTOCOL, type SocketMessage, type TicketRow } from '#core/sync/protocol.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import { scopeOf, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Failure } from '../../renderer/sync/transport.ts';
import type { Direct } from './network.ts';

type Kept = { ticket: Ticket; messages: Message[]; events: TicketEvent[]; seq: number };
type Change = { seq: number; id: TicketId; before: string[]; after: string[] };

/** What a test may make go wrong: a failure instead of an answer. */
export type Fault = (kind: keyof Direct, detail: { commands: readonly Command[] }) => Failure | null;

/** The one authority, in memory: decides and evolves like the server, with the same push, pull and snapshot. */
export function createAuthority(reference: Reference, now: () => number) {
  const serverId = '00000000-0000-7000-8000-0000000000aa';
  let epoch = '00000000-0000-7000-8000-0000000000b1';
  const tickets = new Map<TicketId, Kept>();
  const answers = new Map<string, { by: string; answer: Answer }>();
  const feed: Change[] = [];
  const listeners = new Set<(message: SocketMessage) => void>();
  let number = 100;
  let fault: Fault = () => null;
  let protocol = PROTOCOL;
  let startAfresh = false;
  let strange: ReadonlySet<TicketId> = new Set();

  const end = () => feed.length;
  const stamp = () => ({ protocol, serverId, epoch, serverTime: now() });
  const sees = (person: Person, scope: readonly string[]) =>
    scopesOf(person)?.some((key) => scope.includes(key)) ?? true;
  const visible = (person: Person) =>
    [...tickets.values()]
      .filter(({ ticket }) => sees(person, scopeOf(ticket)))
      .sort((a, b) => (a.ticket.id < b.ticket.id ? -1 : 1));

  function handle(person: Person, command: Command): Answer {
    const known = answers.get(command.id);
    if (known) return known.answer;
    const kept = tickets.get(command.ticketId);
    const by = { kind: 'person' as const, person };
    const hidden = kept && !can(by, 'ticket.see', { ticket: kept.ticket });
    const given = { reference, number: command.type === 'createTicket' ? number + 1 : null };
    const before = hidden ? null : (kept?.ticket ?? null);
    const decision = decide(before, command, by, momentOf(command.made, now()), given);
    const answer = isRefusal(decision)
      ? { outcome: 'refused' as const, commandId: command.id, seq: end(), refusal: decision }
      : record(kept ?? null, command, decision);
    answers.set(command.id, { by: person.id, answer });
    return answer;
  }

  function record(
    kept: Kept | null,
    command: Command,
    decision: { events: TicketEvent[]; messages: Message[] },
  ): Answer {
    const after = evolve(kept?.ticket ?? null, decision.events, reference);
    if (!after) throw new Error('nothing came of it');
    if (command.type === 'createTicket') number += 1;
    const seq = end() + 1;
    feed.push({ seq, id: after.id, before: kept ? scopeOf(kept.ticket) : [], after: scopeOf(after) });
    tickets.set(after.id, {
      ticket: after,
      messages: [...(kept?.messages ?? []), ...decision.messages],
      events: [...(kept?.events ?? []), ...decision.events],
      seq,
    });
    for (const listener of listeners) listener({ type: 'poke', seq, serverTime: now() });
    return { outcome: 'done', commandId: command.id, seq, rev: after.rev };
  }

  const wholeRow = ({ ticket, messages, events }: Kept): TicketRow => ({ ticket, whole: true, messages, events });

  const understood = (rows: readonly TicketRow[]) => ({
    rows: rows.filter(({ ticket }) => !strange.has(ticket.id)),
    unread: rows.flatMap(({ ticket }) => (strange.has(ticket.id) ? ticket.id : [])),
  });

  return {
    serverId,
    reference,
    ticket: (id: TicketId) => tickets.get(id)?.ticket ?? null,
    all: () => [...tickets.values()].map((kept) => kept.ticket),
    visibleTo: (person: Person) => visible(person).map((kept) => kept.ticket),
    events: (id: TicketId) => tickets.get(id)?.events ?? [],
    messages: (id: TicketId) => tickets.get(id)?.messages ?? [],
    /** As if somebody at the server had asked. */
    handle,
    fail(next: Fault) {
      fault = next;
    },
    speak(version: number) {
      protocol = version;
    },
    /** Says of these what no console understands yet, as a newer server may. */
    speakStrangely(ids: readonly TicketId[]) {
      strange = new Set(ids);
    },
    askForSnapshot(wanted: boolean) {
      startAfresh = wanted;
    },
    /** A backup of the whole authority; calling it restores that state under a new epoch. */
    backup(): () => void {
      const kept = structuredClone([...tickets]);
      const known = structuredClone([...answers]);
      const upTo = feed.length;
      return () => {
        tickets.clear();
        for (const [id, one] of kept) tickets.set(id, one);
        answers.clear();
        for (const [id, one] of known) answers.set(id, one);
        feed.length = upTo;
        epoch = '00000000-0000-7000-8000-0000000000b2';
      };
    },
    direct(person: Person): Direct {
      const answerTo = async <T>(kind: keyof Direct, work: () => T, commands: readonly Command[] = []) => {
        return fault(kind, { commands }) ?? work();
      };
      return {
        hello: () => answerTo('hello', () => ({ ...stamp(), workspace: 'Test', version: '0', demo: [] })),
        session: () => answerTo('session', () => ({ person, ...stamp(), expiresAt: now() + 1, token: null })),
        reference: () => answerTo('reference', () => reference.data),
        push: ({ commands }) =>
          answerTo(
            'push',
            () => ({ answers: commands.map((command) => handle(person, command)), serverTime: now() }),
            commands,
          ),
        pull: (since, limit) =>
          answerTo('pull', () => {
            const page = feed.slice(since, since + limit);
            const ids = [...new Set(page.map((change) => change.id))];
            const seen = ids.flatMap((id) => tickets.get(id) ?? []);
            const mine = seen.filter(({ ticket }) => sees(person, scopeOf(ticket)));
            const left = page.filter(
              ({ id, before }) => sees(person, before) && !mine.some((one) => one.ticket.id === id),
            );
            const cursor = page.at(-1)?.seq ?? since;
            const rows = mine.map((one) => ({ ...wholeRow(one), whole: false }));
            return {
              ...stamp(),
              cursor,
              more: cursor < end(),
              ...understood(rows),
              drops: [...new Set(left.map((change) => change.id))],
              referenceRevision: reference.revision,
              startAfresh,
            };
          }),
        snapshot: (after, limit) =>
          answerTo('snapshot', () => {
            startAfresh = false;
            const all = visible(person);
            const rest = after === null ? all : all.filter(({ ticket }) => ticket.id > after);
            const page = rest.slice(0, limit);
            const next = rest.length > page.length ? (page.at(-1)?.ticket.id ?? null) : null;
            return { ...stamp(), cursor: end(), total: all.length, ...understood(page.map(wholeRow)), next };
          }),
        ticket: (id) =>
          answerTo('ticket', () => {
            const kept = tickets.get(id);
            if (!kept || !sees(person, scopeOf(kept.ticket))) return gone;
            return strange.has(id) ? garbled : wholeRow(kept);
          }),
        onPoke(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
  };
}
export type Authority = ReturnType<typeof createAuthority>;

const garbled: Failure = {
  failed: 'garbled',
  status: 200,
  problem: 'garbled',
  says: 'Not understood.',
  retryAfter: null,
};

const gone: Failure = {
  failed: 'refused',
  status: 404,
  problem: 'notFound',
  says: 'No such ticket.',
  retryAfter: null,
};
