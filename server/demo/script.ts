import { teamOf } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Incident, Row } from './cut.ts';
import type { Ending, Part } from './staging.ts';
import type { Step } from './step.ts';
import { createTeller, type Skills, type Teller } from './teller.ts';
import type { Story } from './wording.ts';

/** The rows that are over when a ticket stands as its part wants it; null where the incident can't play that part. */
export function rowsFor(incident: Incident, part: Pick<Part, 'team' | 'ending'>): Row[] | null {
  if (part.ending.is === 'done') return incident.rows;
  const end = incident.rows.findIndex((row) => row.state === 'Resolved' || row.state === 'Closed');
  const open = end === -1 ? incident.rows : incident.rows.slice(0, end);
  if (isUntouched(part.ending)) return open[0] && teamOf(open[0].group) === part.team ? open.slice(0, 1) : null;
  const last = open.findLastIndex((row) => teamOf(row.group) === part.team);
  return last === -1 ? null : open.slice(0, last + 1);
}

/** An incident, told in a story's words, up to how its part wants it to stand. */
export function scriptOf(rows: readonly Row[], part: Part, story: Story, skills: Skills, chance: Chance): Step[] {
  const first = rows[0];
  if (!first) throw new Error('an incident without rows can not be told');
  const teller = createTeller(part, story, skills, chance);
  teller.open(first, teamOf(first.group));
  if (isUntouched(part.ending)) {
    if (part.holder) teller.take(first.resolver);
    return teller.steps;
  }
  // A staged clock counts from the opening: pauses would move it.
  const quiet = part.ending.is === 'clock' && part.ending.target === 'resolution';
  rows.forEach((row, index) => {
    tell(teller, row, rows[index - 1] ?? null, quiet, chance);
  });
  const last = rows.at(-1) ?? first;
  end(teller, part, last, { log: last.after * 1.2 + 20 }, { log: last.after * 1.1 + 12 });
  return teller.steps;
}

function tell(teller: Teller, row: Row, before: Row | null, quiet: boolean, chance: Chance): void {
  const at = { log: row.after };
  if (before && (before.impact !== row.impact || before.urgency !== row.urgency)) teller.prioritise(row, at);
  const over = row.state === 'Resolved' || row.state === 'Closed';
  if (!over && teamOf(row.group) !== teller.team()) teller.handOff(row, teamOf(row.group), at);
  else if (!over && before && row.resolver && row.resolver !== before.resolver) teller.assign(row.resolver, at);
  switch (row.state) {
    case 'New':
      if (row.resolver || chance() < 0.6) {
        teller.take(row.resolver);
        if (chance() < 0.8) teller.replyIfOwed();
      }
      break;
    case 'Active':
      teller.take(row.resolver);
      if (before) teller.goOn(at);
      teller.replyIfOwed();
      break;
    case 'Awaiting User Info':
      teller.take(row.resolver);
      teller.goOn(at);
      if (quiet) teller.replyIfOwed();
      else teller.reply(teller.waitsOn() === null && before?.state === row.state ? { minutes: 30 } : at, true);
      break;
    case 'Awaiting Problem':
      teller.take(row.resolver);
      teller.goOn(at);
      teller.replyIfOwed();
      if (!quiet) teller.hold({ minutes: 10 });
      break;
    case 'Resolved':
      teller.resolve(row, at);
      break;
    case 'Closed':
      break;
    default:
      row.state satisfies never;
  }
}

function end(teller: Teller, part: Part, row: Row, at: { log: number }, before: { log: number }): void {
  const { ending } = part;
  if (ending.is === 'done') {
    teller.resolve(row, at);
    teller.close(at);
    return;
  }
  teller.take(row.resolver);
  switch (ending.is) {
    case 'waiting':
      if (teller.waitsOn() === ending.on && !part.oddity) return;
      teller.goOn(before);
      teller.replyIfOwed();
      if (part.oddity === 'heldEarly') {
        teller.answer(at);
        teller.hold({ minutes: 3 });
      } else if (ending.on === 'requester') teller.reply(at, true, part.oddity === 'disputed' ? 40 : undefined);
      else teller.hold(at);
      return;
    case 'offered':
      teller.goOn(before);
      teller.replyIfOwed();
      teller.note({ minutes: 10 });
      teller.offer(ending.to, ending.person, at);
      return;
    case 'clock':
    case 'fine':
      if (ending.target === 'nextResponse') {
        if (teller.waitsOn() === 'vendor') teller.goOn(before);
        if (teller.waitsOn() === null) teller.replyIfOwed();
        teller.answer(at);
      } else {
        teller.goOn(before);
        teller.replyIfOwed();
      }
      return;
    default:
      ending satisfies never;
  }
}

function isUntouched(ending: Ending): boolean {
  return 'target' in ending && ending.target === 'firstResponse';
}
