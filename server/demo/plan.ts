import type { ConsoleId, Instant } from '#core/ids.ts';
import { indexReference, type ReferenceData } from '#core/workspace/reference.ts';
import { casting, withStories } from './casting.ts';
import { between, type Chance, newId } from './chance.ts';
import type { Incident } from './cut.ts';
import { createHearsBy } from './hears-by.ts';
import { type Planned, type Rehearsed, rehearse } from './rehearse.ts';
import { doneSpan, type Promised, type Span, scheduled, spanFor } from './schedule.ts';
import { scriptOf } from './script.ts';
import type { Step } from './step.ts';
import { promisedTo, skillsOf, topicOf } from './topic.ts';
import type { Wording } from './wording.ts';
import { demoWorkspace } from './workspace.ts';

const DAY = 86_400_000;

export type DemoInput = { cut: readonly Incident[]; wording: Wording; now: Instant; chance: Chance };

/** A demo, ready to be handed to the server command by command: `commands` in the order in which they happened. */
export type DemoPlan = { reference: ReferenceData; tickets: Rehearsed[]; commands: Planned[] };

/**
 * The demo at `now`: real incidents' rhythm, our words, and clocks that stand where the stage wants them. Pure: the
 * same incidents, words, moment and chance give the same workspace.
 */
export function planDemo({ cut, wording, now, chance }: DemoInput): DemoPlan {
  const data = demoWorkspace(wording, now, chance);
  const reference = indexReference(data);
  const skills = skillsOf(reference);
  const roles = withStories(casting(cut.slice(0, wording.stories.length), chance), wording, skills, chance);
  const consoleId = newId<ConsoleId>(now, chance);
  const stage = { reference, now, chance, hearsBy: createHearsBy(now) };
  const tickets = roles.map(({ rows, part, story, inTarget }) => {
    const topic = topicOf(story, part, rows, { reference, wording }, consoleId, chance);
    const script = scriptOf(rows, part, story, skills, chance);
    const promised = promisedTo(reference, rows.at(-1)?.priority ?? 3, topic);
    const play = (span: Span) => rehearse(timed(script, span, promised, now), topic, stage);
    const span = spanFor(part.ending, promised, now, chance);
    return part.ending.is === 'done' ? playedDone(span.end, inTarget, promised, play, chance) : play(span);
  });
  const commands = tickets.flatMap(({ planned }) => planned);
  commands.sort((a, b) => a.moment.recordedAt - b.moment.recordedAt);
  return { reference: data, tickets, commands };
}

/** Steps in time. Closing comes five days after, as in the log, or not yet. */
function timed(script: readonly Step[], span: Span, promised: Promised, now: Instant) {
  const closes = span.end + 5 * DAY;
  const steps = script.filter((step) => step.do !== 'close' || closes < now);
  const instants = scheduled(
    steps.filter((step) => step.do !== 'close'),
    span,
    promised,
    now,
  );
  return steps.map((step, index) => ({ ...step, at: instants[index] ?? closes }));
}

/** Within its target or not, as the incident was: pauses count for nothing, so the span is stretched until it fits. */
function playedDone(
  end: Instant,
  inTarget: boolean,
  promised: Promised,
  play: (span: Span) => Rehearsed,
  chance: Chance,
): Rehearsed {
  let share = inTarget ? between(chance, 0.15, 0.8) : between(chance, 1.1, 1.8);
  for (;;) {
    const played = play(doneSpan(end, share, promised));
    const verdict = played.ticket.targets.find(({ kind }) => kind === 'resolution')?.verdict;
    if (share > 6 || share < 0.02 || verdict === (inTarget ? 'met' : 'missed')) return played;
    share *= inTarget ? 0.7 : 1.4;
  }
}
