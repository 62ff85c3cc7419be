import type { ClocksQuestion, Entry, PolicyText } from '#core/sla/laboratory/question.ts';
import type { Hours } from './hours.ts';

const HOUR = 3600;

/** What is promised in all of these, unless a story brings a stricter version. */
const promised: PolicyText = {
  targets: {
    firstResponse: { seconds: HOUR },
    nextResponse: { seconds: 2 * HOUR, pauseIn: ['pending'] },
    update: { seconds: 4 * HOUR },
    resolution: { seconds: 8 * HOUR, pauseIn: ['pending', 'onHold'], warnAt: [0.75, 0.9] },
    acknowledge: { seconds: 900, calendar: 'always' },
    tier: { seconds: 3 * HOUR, pauseIn: ['requester'] },
  },
};

/** Half the time, and nothing pauses. */
const stricter: PolicyText = {
  targets: {
    firstResponse: { seconds: HOUR / 2 },
    nextResponse: { seconds: HOUR },
    update: { seconds: 2 * HOUR },
    resolution: { seconds: 4 * HOUR },
    acknowledge: { seconds: 450, calendar: 'always' },
    tier: { seconds: 1.5 * HOUR },
  },
};

/** Of all that only when it is resolved, and in less time. */
const fewer: PolicyText = { targets: { resolution: { seconds: 6 * HOUR, pauseIn: ['pending'] } } };

/** What happens so many hours, minutes and seconds after the ticket came in. The last line is when we look. */
export const stories: Record<string, string> = {
  'nothing happens at all': '30:00:00 look',
  'answered after half an hour, resolved after two hours': '0:30 replied, 2:00 resolved, 9:00 look',
  'answered a second too late by the wall': '1:00:01 replied, 1:00:02 look',
  'answered exactly when due by the wall': '1:00 replied, 1:30 look',
  'resolved without a word': '0:20 noted, 0:40 resolved, 26:00 look',
  'handed to tier two after an hour': '0:10 replied, 1:00 tier 2, 4:00 look',
  'handed over a minute later': '0:10 replied, 1:01 tier 2, 4:00 look',
  'sent there and back and there again': '1:00 tier 2, 3:00 tier 1, 5:30 tier 2, 7:00 resolved, 8:00 look',
  'offered, answered late, then handed over': '0:30 offered, 0:50 settled, 0:50 tier 2, 30:00 look',
  'offered twice, the second offer hanging': '0:05 offered, 0:15 settled, 1:00 offered, 2:00 look',
  'pending until the requester answers': '0:20 replied, 0:30 pending, 2:30 asked, 2:40 open, 3:10 replied, 6:00 look',
  'the requester answers while pending, and it stays so': '0:20 pending, 1:00 asked, 3:00 look',
  'on hold for a vendor over the night': '0:45 replied, 1:00 onHold, 24:00 open, 27:00 resolved, 28:00 look',
  'on hold for the requester': '0:45 replied, 1:00 onHold requester, 3:00 open, 12:00 look',
  'on hold, then pending, without going on in between': '1:00 onHold, 2:00 pending, 3:00 open, 26:00 look',
  'reopened after three days': '0:30 replied, 2:00 resolved, 74:00 open, 76:00 resolved, 80:00 look',
  'closed and opened again': '0:30 replied, 2:00 resolved, 2:30 closed, 26:00 open, 29:00 resolved, 30:00 look',
  'a stricter policy in the middle': '0:20 replied, 2:00 stricter, 3:00 asked, 30:00 look',
  'a stricter policy while it pends': '0:20 pending, 1:00 stricter, 2:00 open, 30:00 look',
  'a stricter policy once it is resolved': '0:40 replied, 3:00 resolved, 4:00 stricter, 30:00 look',
  'resolved, a stricter policy, taken up again':
    '0:40 replied, 3:00 resolved, 4:00 stricter, 5:00 open, 6:00 resolved, 30:00 look',
  'fewer promises, too early for any to be missed': '0:20 asked, 0:30 fewer, 9:00 replied, 30:00 look',
  'fewer promises, the first answer overdue': '0:20 asked, 12:00 fewer, 20:00 replied, 21:00 asked, 30:00 look',
  'fewer promises, and never an answer': '12:00 fewer, 40:00 look',
  'fewer promises in the second the answer is due by the wall': '1:00 fewer, 9:00 look',
  'fewer promises, then all of them again': '0:10 replied, 0:20 asked, 12:00 fewer, 20:00 stricter, 30:00 look',
  'fewer promises while it pends beyond its amount':
    '12:00 pending, 20:00 fewer, 30:00 open, 31:00 replied, 40:00 look',
  'missed, fewer promises, taken up again': '1:00 tier 2, 13:00 resolved, 14:00 fewer, 20:00 open, 30:00 look',
  'met, fewer promises, taken up again': '0:30 tier 2, 0:40 resolved, 14:00 fewer, 20:00 open, 30:00 look',
  'the system down for an hour': '0:30 down, 1:30 up, 2:00 replied, 3:00 look',
  'the system down over everything else': '0:20 pending, 0:40 down, 1:00 open, 1:20 tier 2, 2:00 up, 28:00 look',
  'asked three times, answered once':
    '0:10 replied, 0:30 asked, 0:40 asked, 1:50 asked, 2:00 replied, 5:00 asked, 32:00 look',
  'every promise at once, to the second':
    '0:07:13 replied, 0:31:59 asked, 0:45:01 onHold, 1:59:58 tier 2, 2:13:07 open, 3:03:03 replied, 3:33:33 resolved, 9:00 look',
};

/** The story as a question: what happened, and where all clocks stand at its last line. */
export function questionOf(story: string, { calendar, opened, tiers }: Hours): ClocksQuestion {
  const start = Date.parse(opened);
  const lines = story.split(', ').map((line) => {
    const [after = '', ...what] = line.split(' ');
    return { at: start + elapsed(after), what };
  });
  const timeline: Entry[] = [{ at: start, type: 'opened' }];
  for (const { at, what } of lines) if (what[0] !== 'look') timeline.push(entryOf(at, what));
  const look = lines.at(-1)?.at ?? start;
  return { op: 'clocks', calendar, policy: promised, timeline, at: look, ...(tiers ? { tiers } : {}) };
}

function elapsed(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function entryOf(at: number, [word = '', more]: string[]): Entry {
  switch (word) {
    case 'replied':
      return { at, type: 'agentReplied' };
    case 'noted':
      return { at, type: 'agentNoted' };
    case 'asked':
      return { at, type: 'requesterReplied' };
    case 'tier':
      return { at, type: 'handedOver', tier: Number(more) };
    case 'offered':
      return { at, type: 'handoffOffered' };
    case 'settled':
      return { at, type: 'handoffSettled' };
    case 'stricter':
      return { at, type: 'policyChanged', policy: stricter };
    case 'fewer':
      return { at, type: 'policyChanged', policy: fewer };
    case 'down':
      return { at, type: 'systemDown' };
    case 'up':
      return { at, type: 'systemUp' };
    case 'open':
    case 'pending':
    case 'resolved':
    case 'closed':
      return { at, type: 'statusChanged', status: word };
    case 'onHold':
      return { at, type: 'statusChanged', status: word, ...(more === 'requester' ? { waitingOn: more } : {}) };
    default:
      throw new Error(`a story can't say "${word}"`);
  }
}
