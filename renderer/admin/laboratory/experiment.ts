import type { ClocksAsked } from '#core/sla/laboratory/from-ticket.ts';
import { read, written, writtenByLine } from './json-text.ts';

/** The parts of a question that are written apart. `story`: the timeline, or what else the question asks. */
export type Part = 'story' | 'tiers' | 'calendar' | 'policy' | 'at';

/** A question while it is typed. Texts are JSON, but for `at`: a time, or nothing for now. `policy`, `tiers`: null where there are none. */
export type Draft = {
  op: string;
  story: string;
  tiers: string | null;
  calendar: string;
  policy: string | null;
  at: string;
};

/** What is wrong before anything is asked, or what the server said of it. `field`: the path below the part, or empty. */
export type Trouble = { part: Part | null; field: string; says: string };

export function draftOf({ calendar, policy, timeline, tiers }: ClocksAsked): Draft {
  return {
    op: 'clocks',
    story: writtenByLine(timeline),
    tiers: tiers ? written(tiers) : null,
    calendar: written(calendar),
    policy: written(policy),
    at: '',
  };
}

/** A question as it was pasted, taken apart; null where it is none. */
export function draftFrom(text: string): Draft | null {
  const found = read(text);
  if (!('value' in found) || !isRecord(found.value)) return null;
  const { op, calendar = {}, policy, timeline = [], tiers, at, ...rest } = found.value;
  if (typeof op !== 'string') return null;
  const isClocks = op === 'clocks';
  return {
    op,
    story: isClocks
      ? writtenByLine(Array.isArray(timeline) ? timeline : [])
      : written(op === 'open' ? { ...rest, at } : rest),
    tiers: isClocks && tiers !== undefined ? written(tiers) : null,
    calendar: written(calendar),
    policy: isClocks ? written(policy ?? { targets: {} }) : null,
    at: isClocks && typeof at === 'string' ? at : '',
  };
}

/** The whole question again; `now` stands in where no time is given. */
export function questionOf(draft: Draft, now: string): { question: Record<string, unknown> } | Trouble {
  const texts = { story: draft.story, tiers: draft.tiers, calendar: draft.calendar, policy: draft.policy };
  const values: Partial<Record<keyof typeof texts, unknown>> = {};
  for (const part of ['story', 'tiers', 'calendar', 'policy'] as const) {
    const text = texts[part];
    if (text === null) continue;
    const found = read(text);
    if ('says' in found) return { part, field: '', says: found.says };
    values[part] = found.value;
  }
  const { story, tiers, calendar, policy } = values;
  if (draft.op === 'clocks') {
    const at = draft.at.trim() || now;
    return {
      question: { op: draft.op, calendar, policy, timeline: story, at, ...(tiers === undefined ? {} : { tiers }) },
    };
  }
  if (!isRecord(story)) return { part: 'story', field: '', says: 'Give the rest of the question in braces.' };
  return { question: { ...story, op: draft.op, calendar } };
}

/** Where a path of the question is typed. */
export function troubleAt(path: string | null, says: string): Trouble {
  if (!path) return { part: null, field: '', says };
  const [first = '', ...rest] = path.split('.');
  const known: Record<string, Part> = {
    calendar: 'calendar',
    policy: 'policy',
    tiers: 'tiers',
    timeline: 'story',
    at: 'at',
  };
  const part = known[first] ?? (first === 'question' || first === 'op' ? null : 'story');
  return { part, field: part === null || rest.length === 0 ? '' : path, says };
}

/** What differs from what was loaded, the time asked about apart: with it, both are asked. */
export function changedParts(draft: Draft, loaded: Draft): Part[] {
  return (['story', 'tiers', 'calendar', 'policy'] as const).filter((part) => draft[part] !== loaded[part]);
}

/** The timeline without its changes of policy, so that one holds throughout; null where there are none to leave out. */
export function withOnePolicy(story: string): string | null {
  const found = read(story);
  if (!('value' in found) || !Array.isArray(found.value)) return null;
  const kept = found.value.filter((entry) => !isRecord(entry) || entry.type !== 'policyChanged');
  return kept.length === found.value.length ? null : writtenByLine(kept);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
