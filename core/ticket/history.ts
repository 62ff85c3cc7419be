import { z } from 'zod';
import { Instant, PersonId, TeamId } from '../ids.ts';

export const Status = z.enum(['new', 'open', 'pending', 'onHold', 'resolved', 'closed']);
export type Status = z.infer<typeof Status>;
/** As in "it is ...". */
export const statusWord: Record<Status, string> = {
  new: 'new',
  open: 'open',
  pending: 'waiting for the requester',
  onHold: 'on hold',
  resolved: 'resolved',
  closed: 'closed',
};

export const WaitingOn = z.enum(['requester', 'vendor']);
export type WaitingOn = z.infer<typeof WaitingOn>;

/** 1 critical, 2 high, 3 moderate, 4 low. */
export const Priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Priority = z.infer<typeof Priority>;

/** Impact and urgency: 1 high, 2 medium, 3 low. */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Level = z.infer<typeof Level>;

export const Accountable = z.object({ teamId: TeamId, personId: PersonId.nullable() });
export type Accountable = z.infer<typeof Accountable>;

const at = { at: Instant, n: z.int() };

/**
 * The clock-relevant points of a ticket: all that `clock` reads, on both sides, without the conversation.
 * Clocks follow (`at`, `n`), where `at` is when the thing took effect.
 */
export const Point = z.discriminatedUnion('kind', [
  z.object({ ...at, kind: z.literal('opened') }),
  /** `apart`: no part of the opening though said in its instant, as a made-up story may tell it. */
  z.object({ ...at, kind: z.literal('requesterMessage'), apart: z.literal(true).optional() }),
  z.object({ ...at, kind: z.literal('publicMessage') }),
  z.object({ ...at, kind: z.literal('internalMessage') }),
  z.object({ ...at, kind: z.literal('status'), status: Status, waitingOn: WaitingOn.nullable() }),
  z.object({ ...at, kind: z.literal('priority'), priority: Priority }),
  /** `given`: somebody else decided so, the holder may not know yet. `arrivedAt`: from when they could, if later than `at`. */
  z.object({
    ...at,
    kind: z.literal('holder'),
    holder: Accountable,
    given: z.boolean(),
    arrivedAt: Instant.optional(),
  }),
]);
export type Point = z.infer<typeof Point>;
export type History = readonly Point[];

/** The order in which clocks read a history: by when things took effect, then by the server's order. */
export function inClockOrder(history: History): History {
  return isInOrder(history) ? history : [...history].sort((a, b) => a.at - b.at || a.n - b.n);
}

/** Most are: only what was made offline comes later than it happened. */
function isInOrder(history: History): boolean {
  for (let index = 1; index < history.length; index++) {
    const [before, point] = [history[index - 1] as Point, history[index] as Point];
    if (point.at < before.at || (point.at === before.at && point.n < before.n)) return false;
  }
  return true;
}
