import type { Intent } from '#core/commands/command.ts';
import type { CauseId, CommandId, Instant, TicketId } from '#core/ids.ts';
import { isRefusal, type Refusal } from '#core/refusal.ts';
import type { QueueRow, Store } from '../store/store.ts';
import { saysHere } from '../ticket/wording.ts';

/** Resolving and closing write to the requester's world: held this long, so that undo means it never happened. */
export const HOLD_MS = 5_000;

/** What a gesture over one or many tickets came to. */
export type Outcome = {
  /** `back`: what undoes it once it has gone; null where nothing does. */
  done: readonly { row: QueueRow; commandId: CommandId; intent: Intent; back: Intent | null }[];
  refused: readonly { row: QueueRow; refusal: Refusal }[];
};

/**
 * One command each, under one cause. `intentFor` may say null where there is nothing to ask of a row.
 * All are asked before any answer is awaited: the screen changes at once.
 */
export async function perform(
  store: Pick<Store, 'dispatch'>,
  rows: readonly QueueRow[],
  intentFor: (row: QueueRow) => Intent | null,
  causeId: CauseId,
  backFor: (row: QueueRow, intent: Intent) => Intent | null = opposite,
): Promise<Outcome> {
  const asked = rows.flatMap((row) => {
    const intent = intentFor(row);
    if (!intent) return [];
    const options = { ...(isOutward(intent) ? { holdFor: HOLD_MS } : {}), ...(rows.length > 1 ? { causeId } : {}) };
    return [{ row, intent, back: backFor(row, intent), answer: store.dispatch(row.id, intent, options) }];
  });
  const done: Outcome['done'][number][] = [];
  const refused: Outcome['refused'][number][] = [];
  for (const { row, intent, back, answer } of asked) {
    const said = await answer;
    if (isRefusal(said)) refused.push({ row, refusal: said });
    else done.push({ row, intent, back, commandId: said.commandId });
  }
  return { done, refused };
}

/** Takes a gesture back: what is still held never goes; what has gone is answered by its opposite. */
export async function takeBack(store: Pick<Store, 'dispatch' | 'undo'>, outcome: Outcome): Promise<Refusal | null> {
  let refusal: Refusal | null = null;
  for (const { row, intent, back, commandId } of outcome.done) {
    if (isOutward(intent) && (await store.undo(commandId))) continue;
    const said = back && (await store.dispatch(row.id, back));
    if (said && isRefusal(said)) refusal = said;
  }
  return refusal;
}

/** Whether every part of it could be taken back. */
export function canTakeBack(outcome: Outcome): boolean {
  return outcome.done.length > 0 && outcome.done.every(({ intent, back }) => isOutward(intent) || back !== null);
}

/** What undoes an intent, given the row as it was before; null where nothing does. */
export function opposite(row: QueueRow, intent: Intent): Intent | null {
  switch (intent.type) {
    case 'take':
    case 'assign':
      return row.personId === null
        ? { type: 'release', body: {} }
        : { type: 'assign', body: { personId: row.personId } };
    case 'release':
      return row.personId === null ? null : { type: 'assign', body: { personId: row.personId } };
    case 'setStatus':
      return row.status === 'new'
        ? null
        : { type: 'setStatus', body: { to: row.status, waitingOn: row.waitingOn, note: null } };
    case 'tag':
      return {
        type: 'tag',
        body: {
          add: intent.body.remove.filter((tag) => row.tags.includes(tag)),
          remove: intent.body.add.filter((tag) => !row.tags.includes(tag)),
        },
      };
    case 'categorise':
      return { type: 'categorise', body: { categoryId: row.categoryId, serviceId: row.serviceId } };
    case 'watch':
      return { type: 'unwatch', body: {} };
    case 'unwatch':
      return { type: 'watch', body: {} };
    default:
      return null;
  }
}

function isOutward(intent: Intent): boolean {
  return intent.type === 'setStatus' && (intent.body.to === 'resolved' || intent.body.to === 'closed');
}

/**
 * The rows a key acts on: the selected ones that are in sight, else the ticket under the cursor, in the view or not. That
 * is the open one where one is open (cursor.ts), so that what is seen is what is changed.
 */
export function rowsInHand(
  visible: readonly QueueRow[],
  selected: ReadonlySet<TicketId>,
  atCursor: QueueRow | null,
): QueueRow[] {
  const marked = selected.size > 0 ? visible.filter((row) => selected.has(row.id)) : [];
  if (marked.length > 0) return marked;
  return atCursor ? [atCursor] : [];
}

/** `48213`, or the subject of a ticket that has no number yet. */
export function nameOfRow(row: QueueRow): string {
  return row.number === null ? `“${row.subject}”` : String(row.number);
}

/** What the strip says of a gesture: `Took 48213.`, `Took 4 tickets; 1 refused: …`. `clock` says an instant in the reader's zone. */
export function tellOutcome(verb: string, { done, refused }: Outcome, clock: (at: Instant) => string): string {
  const first = refused[0];
  const [only] = done;
  const did =
    done.length === 0 ? '' : `${verb} ${done.length === 1 && only ? nameOfRow(only.row) : `${done.length} tickets`}.`;
  if (!first) return did;
  const kept =
    refused.length === 1 ? nameOfRow(first.row) : `${refused.length} stay as they are; ${nameOfRow(first.row)}`;
  return [did, `${kept}: ${saysHere(first.refusal, clock)}`].filter(Boolean).join(' ');
}
