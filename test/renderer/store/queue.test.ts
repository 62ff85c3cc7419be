import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import { actor, createDesk, dele, giveBack, ines, offer, ruben } from '#test/core/desk.ts';
import { newTicketId } from '#test/support/intents.ts';
import { createQueue } from '../../../renderer/store/queue.ts';
import { compareRows, rowOf } from '../../../renderer/store/row.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';

const desk = createDesk();
desk.open();
const plain = rowOf(desk.get(), { me: ines.id, seen: undefined, since: null, saving: false });
const row = (n: number, order: number): QueueRow => ({ ...plain, id: newTicketId(n), order });
const change = (...rows: QueueRow[]) => new Map<TicketId, QueueRow | null>(rows.map((one) => [one.id, one]));

describe('the queue in memory', () => {
  it('is ordered by what breaches next, then by id', () => {
    const queue = createQueue();
    queue.load([row(3, 10), row(1, 20), row(2, 10)]);
    expect(queue.get().map((one) => one.id)).toEqual([newTicketId(2), newTicketId(3), newTicketId(1)]);
  });

  it('stays in order whatever changes, few at once or many', () => {
    const edits = fc.array(
      fc.array(fc.tuple(fc.nat(120), fc.option(fc.nat(50), { nil: null })), { minLength: 1, maxLength: 90 }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(edits, (batches) => {
        const queue = createQueue();
        const truth = new Map<TicketId, QueueRow>();
        queue.load([]);
        for (const batch of batches) {
          const changes = new Map<TicketId, QueueRow | null>();
          for (const [n, order] of batch) changes.set(newTicketId(n), order === null ? null : row(n, order));
          for (const [id, one] of changes) one ? truth.set(id, one) : truth.delete(id);
          queue.apply(changes);
          expect(queue.get()).toEqual([...truth.values()].sort(compareRows));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells once a batch, and not at all where nothing differs', () => {
    const queue = createQueue();
    queue.load([row(1, 1), row(2, 2)]);
    let told = 0;
    queue.subscribe(() => told++);
    queue.apply(change(row(1, 5), row(2, 6), row(3, 7)));
    expect(told).toBe(1);
    const before = queue.get();
    queue.apply(change(row(1, 5)));
    expect(told).toBe(1);
    expect(queue.get()).toBe(before);
  });
});

describe('what a row says', () => {
  it('a ticket is unread from a message after the last look, and one that is new until looked at', () => {
    const ticket = desk.get();
    const fresh = { ...ticket, status: 'new' as const, accountable: { ...ticket.accountable, personId: null } };
    const about = { me: ines.id, since: 0, saving: false };
    expect(rowOf(fresh, { ...about, seen: undefined }).unread).toBe(true);
    expect(rowOf(fresh, { ...about, seen: { id: ticket.id, messageId: null, at: ticket.updatedAt } }).unread).toBe(
      false,
    );
    const lastMessage = {
      id: newTicketId(9) as string as never,
      at: 100,
      n: 5,
      visibility: 'public' as const,
      from: 'requester' as const,
    };
    const written = { ...ticket, lastMessage };
    expect(rowOf(written, { ...about, seen: { id: ticket.id, messageId: null, at: 99 } }).unread).toBe(true);
    expect(rowOf(written, { ...about, seen: { id: ticket.id, messageId: null, at: 100 } }).unread).toBe(false);
    expect(rowOf(written, { ...about, seen: undefined, since: 200 }).unread).toBe(false);
  });

  it('[ESC32] a handoff that came back is unread for who offered it, until the next look', () => {
    const shared = createDesk();
    shared.open();
    shared.ask(actor(ines), offer(1));
    shared.pass(1_000);
    shared.ask(actor(ruben), giveBack(1));
    const ticket = shared.get();
    const read = (me: typeof ines, at: number) =>
      rowOf(ticket, { me: me.id, seen: { id: ticket.id, messageId: null, at }, since: 0, saving: false }).unread;
    expect([read(ines, shared.now - 1), read(ines, shared.now), read(dele, shared.now - 1)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a ticket that is done owes nothing and comes last', () => {
    const done = { ...desk.get(), status: 'resolved' as const };
    expect(rowOf(done, { me: ines.id, seen: undefined, since: null, saving: false })).toMatchObject({
      order: Number.POSITIVE_INFINITY,
      nearest: { kind: 'resolution' },
    });
  });
});
