import { z } from 'zod';
import type { Instant } from '../../ids.ts';
import { TargetInstance, TargetKind } from '../../ticket/target.ts';
import type { Answered } from './answer.ts';
import type { SegmentAnswer, TargetAnswer } from './clocks.ts';
import { isoOf } from './time.ts';

/** Answers as they leave: instants are ISO 8601 in UTC. */
const Time = z.iso.datetime();

const SegmentText = z.object({
  from: Time,
  to: Time,
  state: z.enum(['counts', 'paused', 'closed', 'done']),
  seconds: z.number(),
  counts: z.number(),
  charged: z.string().nullable(),
  because: z.string(),
});
export type SegmentText = z.infer<typeof SegmentText>;

const CycleText = z.object({
  state: z.enum(['running', 'paused', 'met', 'missed', 'idle']),
  dueAt: Time.nullable(),
  endedAt: Time.nullable(),
  endedBy: TargetInstance.shape.endedBy,
  usedSeconds: z.number(),
  remainingSeconds: z.number(),
  segments: z.array(SegmentText),
});
export type CycleText = z.infer<typeof CycleText>;

const TargetAnswerText = CycleText.extend({ earlier: z.array(CycleText) });
export type TargetAnswerText = z.infer<typeof TargetAnswerText>;

export const ClocksText = z.object({
  targets: z.partialRecord(TargetKind, TargetAnswerText),
  charged: z.record(z.string(), z.number()),
});
export type ClocksText = z.infer<typeof ClocksText>;

export const AnswerText = z.union([
  z.object({ at: Time }),
  z.object({ seconds: z.number() }),
  z.object({ open: z.boolean(), next: Time.nullable() }),
  ClocksText,
]);
export type AnswerText = z.infer<typeof AnswerText>;

export function textOf(answer: Answered): AnswerText {
  if ('at' in answer) return { at: isoOf(answer.at) };
  if ('next' in answer) return { open: answer.open, next: isoOrNull(answer.next) };
  if ('seconds' in answer) return answer;
  const targets = Object.entries(answer.targets).map(([kind, target]) => [
    kind,
    { ...cycleText(target), earlier: target.earlier.map(cycleText) },
  ]);
  return { targets: Object.fromEntries(targets), charged: answer.charged };
}

function cycleText({ state, dueAt, endedAt, endedBy, usedSeconds, remainingSeconds, segments }: Cycle): CycleText {
  return {
    state,
    dueAt: isoOrNull(dueAt),
    endedAt: isoOrNull(endedAt),
    endedBy,
    usedSeconds,
    remainingSeconds,
    segments: segments.map(segmentText),
  };
}

type Cycle = Omit<TargetAnswer, 'earlier'>;

function segmentText({ from, to, ...segment }: SegmentAnswer): SegmentText {
  return { from: isoOf(from), to: isoOf(to), ...segment };
}

function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}
