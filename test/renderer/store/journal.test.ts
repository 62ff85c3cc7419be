import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '#core/bridge.ts';
import type { CommandId } from '#core/ids.ts';
import { commandOf, ticketId } from '#test/core/desk.ts';
import { note } from '#test/support/intents.ts';
import type { OutboxRecord } from '../../../renderer/store/disk.ts';
import {
  commandEntry,
  compacted,
  draftEntry,
  KEEP,
  readAccount,
  settledEntry,
  voidEntry,
} from '../../../renderer/store/journal-entries.ts';

const now = 1_800_000_000_000;
const row = (n: number): OutboxRecord => {
  const command = commandOf(n, note(n));
  const moment = { effectiveAt: now, recordedAt: now, timing: 'exact' as const };
  return { id: command.id, ticketId: ticketId(1), command, moment, heldUntil: null, answer: null };
};
const id = (n: number) => row(n).id;
const ids = (rows: readonly OutboxRecord[]) => rows.map((one) => one.id);

describe('what a journal adds up to', () => {
  it('[SYNC6] commands of which nothing more was heard are open; void and settled ones are not', () => {
    const entries = [1, 2, 3].map((n) => commandEntry(row(n)));
    const account = readAccount([...entries, voidEntry(id(1), now), settledEntry(id(2), now)]);
    expect(ids(account.open)).toEqual([id(3)]);
    expect(ids(account.settled)).toEqual([id(2)]);
    expect(account.open[0]).toEqual(row(3));
  });

  it('a line that makes no sense is passed by, and one that comes twice counts once', () => {
    const strange: JournalEntry = { kind: 'command', id: 'x', at: now, payload: { command: 'nonsense' } };
    const account = readAccount([strange, commandEntry(row(1)), commandEntry(row(1))]);
    expect(ids(account.open)).toEqual([id(1)]);
  });

  it('[SYNC31] of each draft the newest counts, wherever it stands', () => {
    const draft = (body: string, at: number) => draftEntry({ id: 'new/reply', body, at });
    expect(readAccount([draft('second', 2), draft('first', 1)]).drafts).toEqual([
      { id: 'new/reply', body: 'second', at: 2 },
    ]);
  });

  it('[SYNC18] compacting keeps what is open, what was settled within 14 days, and the newest drafts', () => {
    const entries = [
      ...[1, 2, 3, 4].map((n) => commandEntry(row(n))),
      voidEntry(id(1), now),
      settledEntry(id(2), now - KEEP - 1),
      settledEntry(id(3), now - KEEP + 1),
      draftEntry({ id: 'a', body: 'old', at: 1 }),
      draftEntry({ id: 'a', body: 'new', at: 2 }),
      draftEntry({ id: 'b', body: '', at: 2 }),
    ];
    const kept = compacted(entries, [], now);
    const account = readAccount(kept);
    expect(ids(account.open)).toEqual([id(4)]);
    expect(ids(account.settled)).toEqual([id(3)]);
    expect(account.drafts.map((one) => one.body)).toEqual(['new']);
    expect(kept.some((entry) => entry.id === (id(1) as CommandId))).toBe(false);
    expect(compacted(kept, [], now)).toEqual(kept);
  });

  it('[SYNC6] [SYNC30] an end counts wherever it lies: a tab ends what lies in the file of another', () => {
    const [mine, theirs] = [
      [commandEntry(row(1)), commandEntry(row(2))],
      [voidEntry(id(1), now), commandEntry(row(3))],
    ];
    expect(ids(readAccount(mine, theirs).open)).toEqual([id(2)]);
    const told = readAccount(
      [commandEntry(row(4))],
      [settledEntry(id(4), now), commandEntry(row(5)), settledEntry(id(5), now)],
    );
    expect(ids(told.settled)).toEqual([id(4), id(5)]);
    expect(
      readAccount([draftEntry({ id: 'a', body: 'mine', at: 1 })], [draftEntry({ id: 'a', body: 'theirs', at: 2 })])
        .drafts,
    ).toEqual([{ id: 'a', body: 'theirs', at: 2 }]);
  });

  it('[SYNC30] compacting keeps an end whose command lies in another file, and what ends there is spent here', () => {
    const end = voidEntry(id(1), now - 2 * KEEP);
    expect(compacted([end], [commandEntry(row(1))], now)).toEqual([end]);
    expect(compacted([commandEntry(row(1)), end], [commandEntry(row(1))], now)).toEqual([end]);
    expect(compacted([commandEntry(row(1))], [end], now)).toEqual([]);
    const just = voidEntry(id(2), now);
    expect(compacted([just, end], [], now)).toEqual([just]);
    const emptied = draftEntry({ id: 'a', body: '', at: 2 });
    expect(compacted([emptied], [draftEntry({ id: 'a', body: 'typed', at: 1 })], now)).toEqual([emptied]);
    expect(compacted([draftEntry({ id: 'a', body: 'typed', at: 1 })], [emptied], now)).toEqual([]);
  });
});
