import { describe, expect, it } from 'vitest';
import type { Intent } from '#core/commands/command.ts';
import type { CauseId, CommandId, TicketId } from '#core/ids.ts';
import { refuse } from '#core/refusal.ts';
import {
  canTakeBack,
  HOLD_MS,
  opposite,
  perform,
  rowsInHand,
  takeBack,
  tellOutcome,
} from '../../../renderer/queue/gesture.ts';
import type { DispatchOptions, QueueRow } from '../../../renderer/store/store.ts';
import { id } from '../ticket/sample.ts';
import { row } from './rows.ts';

const cause = id<CauseId>(77);
const take: Intent = { type: 'take', body: {} };
const resolve: Intent = { type: 'setStatus', body: { to: 'resolved', waitingOn: null, note: null } };

/** Remembers what was asked; refuses tickets named so. */
function createDesk(refused: TicketId[] = []) {
  const asked: { ticketId: TicketId; intent: Intent; options: DispatchOptions | undefined }[] = [];
  const held = new Set<CommandId>();
  return {
    asked,
    held,
    async dispatch(ticketId: TicketId, intent: Intent, options?: DispatchOptions) {
      asked.push({ ticketId, intent, options });
      if (refused.includes(ticketId)) {
        return refuse('alreadyTaken', 'Tomas Wren took it at 09:40 UTC. It stays with them.', { at: 1 });
      }
      const commandId = id<CommandId>(500 + asked.length);
      if (options?.holdFor) held.add(commandId);
      return { commandId };
    },
    async undo(commandId: CommandId) {
      return held.delete(commandId);
    },
  };
}

/** The reader's zone is two hours ahead. */
const here = () => '11:40';

describe('one gesture over rows', () => {
  it('is one command each, under one cause where there are many', async () => {
    const desk = createDesk();
    await perform(desk, [row(1), row(2)], () => take, cause);
    expect(desk.asked.map(({ ticketId, options }) => [ticketId, options])).toEqual([
      [row(1).id, { causeId: cause }],
      [row(2).id, { causeId: cause }],
    ]);
    const alone = createDesk();
    await perform(alone, [row(1)], () => take, cause);
    expect(alone.asked[0]?.options).toEqual({});
  });

  it('is held for a moment where it would reach the requester', async () => {
    const desk = createDesk();
    await perform(desk, [row(1)], () => resolve, cause);
    expect(desk.asked[0]?.options).toEqual({ holdFor: HOLD_MS });
  });

  it('says what was done and what was refused, in words', async () => {
    const desk = createDesk([row(2).id]);
    expect(tellOutcome('Took', await perform(desk, [row(1)], () => take, cause), here)).toBe('Took 48001.');
    expect(tellOutcome('Took', await perform(desk, [row(1), row(2), row(3)], () => take, cause), here)).toBe(
      'Took 2 tickets. 48002: Tomas Wren took it at 11:40. It stays with them.',
    );
    const fresh = row(4, { number: null, subject: 'Phoned in' });
    expect(tellOutcome('Took', await perform(desk, [fresh], () => take, cause), here)).toBe('Took “Phoned in”.');
  });
});

describe('taking a gesture back', () => {
  it('what is held never goes', async () => {
    const desk = createDesk();
    const outcome = await perform(desk, [row(1)], () => resolve, cause);
    expect(await takeBack(desk, outcome)).toBeNull();
    expect(desk.asked).toHaveLength(1);
    expect(desk.held.size).toBe(0);
  });

  it('what has gone is answered by its opposite', async () => {
    const desk = createDesk();
    const outcome = await perform(desk, [row(1), row(2, { personId: id(2) })], () => take, cause);
    expect(canTakeBack(outcome)).toBe(true);
    await takeBack(desk, outcome);
    expect(desk.asked.slice(2).map(({ intent }) => intent)).toEqual([
      { type: 'release', body: {} },
      { type: 'assign', body: { personId: id(2) } },
    ]);
  });

  it('undoing tags leaves those that were there before', () => {
    const before = row(1, { tags: ['vpn'] });
    expect(opposite(before, { type: 'tag', body: { add: ['vpn', 'depot'], remove: ['absent'] } })).toEqual({
      type: 'tag',
      body: { add: [], remove: ['depot'] },
    });
  });

  it('nothing is offered where nothing undoes it', async () => {
    const desk = createDesk();
    const rename: Intent = { type: 'rename', body: { subject: 'Other' } };
    expect(canTakeBack(await perform(desk, [row(1)], () => rename, cause))).toBe(false);
  });
});

describe('the rows in hand', () => {
  const rows = [row(1), row(2), row(3)];
  it('are the selected ones that are in sight, else the one under the cursor, also outside the view', () => {
    const hand = (selected: number[], cursor: QueueRow | null) =>
      rowsInHand(rows, new Set(selected.map((n) => row(n).id)), cursor).map((one) => one.number);
    expect(hand([1, 9], row(3))).toEqual([48_001]);
    expect(hand([], row(3))).toEqual([48_003]);
    expect(hand([9], row(7))).toEqual([48_007]);
    expect(hand([9], null)).toEqual([]);
  });
});
