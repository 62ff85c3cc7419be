import type { Instant } from '#core/ids.ts';
import type { Packet } from '#core/ticket/escalation.ts';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { firstWords, plainText } from '../ticket/plain-text.ts';

const MOST = 600;

/**
 * A packet drafted from what is there, for its author to edit: the packet of the last offer that came back, else the
 * conversation. Observed is the requester's first message, tried are the notes, asked are our questions with the
 * answers to them. What only a person can say (hypothesis, access needed) stays empty.
 */
export function prefillPacket(ticket: Ticket, messages: readonly Message[], now: Instant): Packet {
  const before = ticket.escalations.at(-1);
  const promisedUntil = ticket.promisedUntil !== null && ticket.promisedUntil > now ? ticket.promisedUntil : null;
  if (before && before.state !== 'accepted') return { ...before.packet, promisedUntil };
  const readable = messages.filter((message) => message.erasedAt === null);
  return {
    observed: observedIn(ticket, readable),
    tried: triedIn(readable),
    asked: askedIn(readable),
    hypothesis: '',
    access: '',
    promisedUntil,
  };
}

function observedIn(ticket: Ticket, messages: readonly Message[]): string {
  const first = messages.find((message) => message.author.kind === 'requester');
  return first ? firstWords(first.body, MOST) : ticket.subject;
}

/** Notes say what was done; the newest that fit, oldest first. */
function triedIn(messages: readonly Message[]): string {
  const notes = messages.filter((message) => message.visibility === 'internal').map((note) => plainText(note.body));
  return newestThatFit(notes);
}

/** Each question put to the requester in public, and what came back until the next one. */
function askedIn(messages: readonly Message[]): string {
  const lines: string[] = [];
  let asked = false;
  for (const message of messages) {
    if (message.visibility !== 'public') continue;
    if (message.author.kind === 'person') {
      const questions = sentences(plainText(message.body)).filter((sentence) => sentence.endsWith('?'));
      if (questions.length > 0) lines.push(questions.join(' '));
      asked = asked || questions.length > 0;
    } else if (message.author.kind === 'requester' && asked) {
      lines.push(`Answer: ${firstWords(message.body, 240)}`);
    }
  }
  return newestThatFit(lines);
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).filter(Boolean);
}

function newestThatFit(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of [...lines].reverse()) {
    length += line.length + 1;
    if (length > MOST && kept.length > 0) break;
    kept.unshift(firstWords(line, MOST));
  }
  return kept.join('\n');
}
