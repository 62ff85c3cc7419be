import type { TicketEvent } from '#core/ticket/events.ts';
import { whenOf } from '../ui/format.ts';
import { handoffReasonWord, levelWord, returnReasonWord, targetWord } from '../ui/words.ts';
import { channelWord, type Names, statusSentence } from './wording.ts';

export type LineIcon = 'status' | 'person' | 'clock' | 'bell' | 'tag' | 'arrow' | 'message' | 'eye' | 'ticket';

/**
 * One event in a line of words, why it happened where nobody did it by hand, and what the rule went by (null where no
 * rule did it, or it went by nothing).
 */
export type EventLine = { icon: LineIcon; words: string; why: string | null; inputs: string | null };

export function eventLine(event: TicketEvent, names: Names, zone: string): EventLine {
  return { ...wordsOf(event, names, zone), why: whyOf(event), inputs: inputsOf(event, zone) };
}

/** A rule names itself and its version, an import its source; work done offline says how its time was proven. */
function whyOf({ origin, timing, clamped }: TicketEvent): string | null {
  const notes: string[] = [];
  if (origin.kind === 'rule') notes.push(`by rule ${origin.ruleId}, version ${origin.version}`);
  else if (origin.kind === 'import') notes.push(`imported from ${origin.source}`);
  else if (origin.kind === 'api') notes.push('by another system');
  if (timing === 'credited') notes.push('done offline, time credited');
  if (timing === 'disputed') notes.push('done offline, time not proven: counts on arrival');
  if (clamped) notes.push('moved after the change before it');
  return notes.length > 0 ? notes.join('; ') : null;
}

/** Names end in `At` where the value is an instant: then it is said in the reader's zone. */
function inputsOf({ origin, effectiveAt }: TicketEvent, zone: string): string | null {
  if (origin.kind !== 'rule') return null;
  const said = Object.entries(origin.inputs).map(([name, value]) =>
    typeof value === 'number' && name.endsWith('At')
      ? `${name} ${whenOf(value, effectiveAt, zone)}`
      : `${name} ${String(value)}`,
  );
  return said.length > 0 ? said.join(', ') : null;
}

function wordsOf(event: TicketEvent, names: Names, zone: string): Pick<EventLine, 'icon' | 'words'> {
  const { origin } = event;
  const who = origin.kind === 'person' ? names.person(origin.personId) : 'The server';
  switch (event.type) {
    case 'opened':
      return { icon: 'ticket', words: `${who} opened it (${channelWord[event.body.channel].toLowerCase()})` };
    case 'numbered':
      return { icon: 'ticket', words: `It got number ${event.body.number}` };
    case 'messageAdded': {
      const { author, visibility } = event.body;
      const from =
        author.kind === 'person'
          ? names.person(author.id)
          : author.kind === 'requester'
            ? names.requester(author.id)
            : 'The system';
      return {
        icon: 'message',
        words: `${from} wrote ${visibility === 'internal' ? 'an internal note' : 'a public message'}`,
      };
    }
    case 'statusChanged': {
      const note = event.body.note ? `: ${event.body.note}` : '';
      return {
        icon: 'status',
        words: `${who} set it to ${lower(statusSentence({ status: event.body.to, waitingOn: event.body.waitingOn }))}${note}`,
      };
    }
    case 'priorityChanged': {
      const { from, to, impact, urgency, reason } = event.body;
      const by = reason ? `override: ${reason}` : `${levelWord[impact]} by ${levelWord[urgency]}`;
      return { icon: 'status', words: `${who} changed priority P${from} to P${to} (${by})` };
    }
    case 'accountableChanged':
      return { icon: 'person', words: holderWords(event, who, names) };
    case 'subjectChanged':
      return { icon: 'ticket', words: `${who} renamed it, before: ${event.body.from}` };
    case 'categorised':
      return { icon: 'tag', words: `${who} set the category to ${names.category(event.body.categoryId)}` };
    case 'tagged': {
      const { added, removed } = event.body;
      const said = [...added.map((tag) => `+${tag}`), ...removed.map((tag) => `−${tag}`)];
      return { icon: 'tag', words: `${who} changed tags: ${said.join(' ')}` };
    }
    case 'requesterChanged':
      return { icon: 'person', words: `${who} set the requester to ${names.requester(event.body.requesterId)}` };
    case 'watched': {
      const watcher = names.person(event.body.personId);
      const watches = watcher === 'You' ? 'watch' : 'watches';
      return { icon: 'eye', words: event.body.watching ? `${watcher} ${watches} it` : `${watcher} stopped watching` };
    }
    case 'promised':
      return {
        icon: 'clock',
        words:
          event.body.until === null
            ? 'No next update is promised any more'
            : `${who} promised an update by ${whenOf(event.body.until, event.effectiveAt, zone)}`,
      };
    case 'handoffOffered': {
      const { from, to, reason, round } = event.body.escalation;
      const whom = to.personId
        ? `${lowerYou(names.person(to.personId))}, ${names.team(to.teamId)}`
        : names.team(to.teamId);
      const again = round > 1 ? `, round ${round}` : '';
      return {
        icon: 'arrow',
        words: `${who} offered it from ${names.team(from.teamId)} to ${whom}: ${lower(handoffReasonWord[reason])}${again}`,
      };
    }
    case 'handoffAccepted':
      return { icon: 'arrow', words: `${names.person(event.body.personId)} accepted it. Goal: ${event.body.goal}` };
    case 'handoffReturned': {
      const { personId, reason, note } = event.body;
      return {
        icon: 'arrow',
        words: `${names.person(personId)} returned it (${lower(returnReasonWord[reason])}): ${note}`,
      };
    }
    case 'handoffReaddressed':
      return {
        icon: 'arrow',
        words: `${names.person(event.body.from)} can’t answer it any more; the offer is the whole team’s`,
      };
    case 'handoffWithdrawn':
      return {
        icon: 'arrow',
        words: `${names.person(event.body.personId)} took the offer back${event.body.note ? `: ${event.body.note}` : ''}`,
      };
    case 'handoffLapsed': {
      const told = event.body.alerted.map((person) => lowerYou(names.person(person)));
      return { icon: 'bell', words: `Nobody took the offer in time. Told: ${told.join(', ') || 'nobody'}` };
    }
    case 'timeSettled': {
      const { credited, from, to, reason } = event.body;
      const when = (at: number) => whenOf(at, event.effectiveAt, zone);
      const said = credited ? `counts from ${when(to)}, not ${when(from)}` : `counts on arrival, ${when(from)}`;
      return { icon: 'clock', words: `${who} decided: the work done offline ${said}. ${reason}` };
    }
    case 'verdictCorrected': {
      const { target, before, after, reason } = event.body;
      return {
        icon: 'clock',
        words: `${who} corrected ${lower(targetWord[target])} from ${before} to ${after}: ${reason}`,
      };
    }
    case 'thresholdReached': {
      const { target, threshold } = event.body;
      const words =
        threshold >= 1
          ? `${targetWord[target]} breached`
          : `${targetWord[target]} reached ${Math.round(threshold * 100)} %`;
      return { icon: 'bell', words };
    }
    case 'alertReported': {
      const { personId, state, reason } = event.body;
      return {
        icon: 'bell',
        words: `Alert ${reportWord[state]} ${lowerYou(names.person(personId))}${reason ? `: ${reason}` : ''}`,
      };
    }
    default:
      return event satisfies never;
  }
}

const reportWord = {
  shown: 'shown to',
  seen: 'seen by',
  acknowledged: 'acknowledged by',
  unproven: 'shown, not proven to be seen, to',
  failed: 'could not be shown to',
} as const;

function holderWords(event: Extract<TicketEvent, { type: 'accountableChanged' }>, who: string, names: Names): string {
  const { from, to, how, reason } = event.body;
  const whom = to.personId ? names.person(to.personId) : names.team(to.teamId);
  const why = reason ? `: ${reason}` : '';
  switch (how) {
    case 'take':
      return `${whom} took it`;
    case 'assign':
      return `${who} assigned it to ${lowerYou(whom)}`;
    case 'release':
      return `${who} put it back to ${names.team(to.teamId)}`;
    case 'handoff':
      return `${whom} became accountable, before ${names.team(from.teamId)}`;
    case 'reassign':
      return `${who} moved it from ${names.team(from.teamId)} to ${names.team(to.teamId)}${to.personId ? `, ${lowerYou(whom)}` : ''}${why}`;
    default:
      return how satisfies never;
  }
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function lowerYou(name: string): string {
  return name === 'You' ? 'you' : name;
}
