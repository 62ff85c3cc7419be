import type { Intent } from '#core/commands/command.ts';
import { scorePacket } from '#core/commands/packet.ts';
import type { Instant, PersonId } from '#core/ids.ts';
import type { Refusal } from '#core/refusal.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { AttentionCard } from '../store/store.ts';
import { type Names, numberWord, saysHere, statusSentence } from '../ticket/wording.ts';

/** A line that both sides are compared by. `differs`: the two sides don't say the same. */
export type Fact = { name: string; mine: string; theirs: string; differs: boolean };

/** What a card offers, the likely next step first. */
export type Way = 'change' | 'sendAsItIs' | 'again' | 'asNote' | 'copy' | 'drop';

export type Description = {
  /** In the list: `Take 48206, refused`. */
  line: string;
  /** On the card: `48206 was not given to you`. */
  title: string;
  /** Who, when, what is kept. */
  lead: string;
  facts: Fact[];
  /** All that was typed, word for word. */
  text: { internal: boolean; label: string; body: string } | null;
  ways: Way[];
};

/** A refused change in the reader's words. `ticket`: as the server has it, null where one may not see it any more. */
export function describeCard(
  card: AttentionCard,
  ticket: Ticket | null,
  names: Names,
  when: (at: Instant) => string,
): Description {
  const number = ticket ? numberWord(ticket.number) : 'a ticket you can’t see any more';
  const text = textOf(card.intent);
  const guarded = card.refusal.reason === 'newerMessage';
  const deed = deedOf(card.intent, number);
  const says = saysHere(card.refusal, when);
  return {
    line: guarded ? `Reply on ${number}, held before sending` : `${deed}, refused`,
    title: titleOf(card, number, deed),
    lead: guarded
      ? `${says} It is kept on this device until you choose.`
      : `${says} You asked at ${when(card.madeAt)}; ${text ? 'every word of yours is kept here' : 'nothing else of yours was changed'}.`,
    facts: ticket && !guarded ? factsOf(card.intent, ticket, names) : [],
    text,
    ways: waysOf(card, text !== null),
  };
}

/** A waiting change in the outbox: `Internal note on 48209` and its first words. */
export function describeWaiting(intent: Intent, number: string): { line: string; words: string } {
  const text = textOf(intent);
  if (intent.type === 'offerHandoff') {
    return {
      line: deedOf(intent, number),
      words: `Packet ${scorePacket(intent.body.packet).score}. You stay accountable until it is accepted.`,
    };
  }
  if (intent.type === 'createTicket') {
    return { line: 'New ticket', words: `${intent.body.subject}. Its number comes at the next sync.` };
  }
  return { line: deedOf(intent, number), words: text ? `“${text.body}”` : 'Kept on this device.' };
}

/** Everything a person typed in an intent, with the name of what it was. */
export function textOf(intent: Intent): Description['text'] {
  switch (intent.type) {
    case 'reply':
      return { internal: false, label: 'Public reply, not sent', body: intent.body.text.body };
    case 'note':
      return { internal: true, label: 'Internal note, not sent', body: intent.body.text.body };
    case 'createTicket': {
      const body = [intent.body.subject, intent.body.text?.body].filter(Boolean).join('\n\n');
      return { internal: false, label: 'New ticket, not sent', body };
    }
    case 'offerHandoff': {
      const { observed, tried, asked, hypothesis, access } = intent.body.packet;
      const parts = Object.entries({
        Observed: observed,
        Tried: tried,
        Asked: asked,
        Hypothesis: hypothesis,
        'Access needed': access,
      });
      const lines = parts.filter(([, said]) => said.trim()).map(([name, said]) => `${name}: ${said}`);
      const said = [...lines, intent.body.reasonNote, intent.body.skillOverride].filter(Boolean);
      return said.length > 0 ? { internal: true, label: 'Handoff packet, not sent', body: said.join('\n\n') } : null;
    }
    case 'acceptHandoff':
      return { internal: true, label: 'Your goal, not sent', body: intent.body.goal };
    case 'returnHandoff':
      return { internal: true, label: 'Your return note, not sent', body: intent.body.note };
    case 'withdrawHandoff':
      return intent.body.note ? { internal: true, label: 'Your note, not sent', body: intent.body.note } : null;
    case 'reassign':
      return { internal: true, label: 'Your reason, not sent', body: intent.body.reason };
    case 'setStatus':
      return intent.body.note ? { internal: true, label: 'Your note, not sent', body: intent.body.note } : null;
    case 'setPriority':
      return intent.body.override
        ? { internal: true, label: 'Your reason, not sent', body: intent.body.override.reason }
        : null;
    case 'settleTime':
    case 'correctVerdict':
      return { internal: true, label: 'Your reason, not sent', body: intent.body.reason };
    case 'rename':
      return { internal: true, label: 'The subject you typed', body: intent.body.subject };
    default:
      return null;
  }
}

function deedOf(intent: Intent, number: string): string {
  const deeds: Partial<Record<Intent['type'], string>> = {
    createTicket: 'New ticket',
    reply: `Reply on ${number}`,
    note: `Internal note on ${number}`,
    setStatus: `Status of ${number}`,
    setPriority: `Priority of ${number}`,
    take: `Take ${number}`,
    release: `Put back ${number}`,
    assign: `Assign ${number}`,
    reassign: `Move ${number}`,
    offerHandoff: `Offer of ${number}`,
    acceptHandoff: `Accept ${number}`,
    returnHandoff: `Return ${number}`,
    withdrawHandoff: `Take back the offer of ${number}`,
    categorise: `Category of ${number}`,
    tag: `Tags of ${number}`,
    rename: `Rename ${number}`,
    changeRequester: `Requester of ${number}`,
    watch: `Watch ${number}`,
    unwatch: `Stop watching ${number}`,
    promise: `Promise on ${number}`,
    settleTime: `Decision on the time of ${number}`,
    correctVerdict: `Correction on ${number}`,
    reportAlert: `Alert on ${number}`,
  };
  return deeds[intent.type] ?? `Change of ${number}`;
}

function titleOf({ intent, refusal }: AttentionCard, number: string, deed: string): string {
  if (refusal.reason === 'newerMessage') return `Your reply on ${number} has not gone out`;
  if (refusal.reason === 'alreadyTaken') return `${number} was not given to you`;
  if (refusal.reason === 'alreadySettled') return `The offer of ${number} was settled before you`;
  if (intent.type === 'createTicket') return 'Your new ticket was not opened';
  return `${deed} was refused`;
}

function factsOf(intent: Intent, ticket: Ticket, names: Names): Fact[] {
  const holder = names.person(ticket.accountable.personId);
  const status = statusSentence(ticket);
  const priority = `P${ticket.priority}`;
  const fact = (name: string, mine: string | null, theirs: string): Fact => ({
    name,
    mine: mine ?? theirs,
    theirs,
    differs: mine !== null && mine !== theirs,
  });
  return [
    fact('Holder', holderAsked(intent, names), holder),
    fact(
      'Status',
      intent.type === 'setStatus' ? statusSentence({ status: intent.body.to, waitingOn: intent.body.waitingOn }) : null,
      status,
    ),
    fact(
      'Priority',
      intent.type === 'setPriority' && intent.body.override ? `P${intent.body.override.priority}` : null,
      priority,
    ),
    fact('Team', teamAsked(intent, names), names.team(ticket.accountable.teamId)),
  ];
}

function holderAsked(intent: Intent, names: Names): string | null {
  if (intent.type === 'take' || intent.type === 'acceptHandoff') return 'You';
  if (intent.type === 'assign' || intent.type === 'reassign') return names.person(intent.body.personId);
  return intent.type === 'release' ? 'Nobody' : null;
}

function teamAsked(intent: Intent, names: Names): string | null {
  if (intent.type === 'offerHandoff') return `${names.team(intent.body.teamId)} (offered)`;
  return intent.type === 'reassign' ? names.team(intent.body.teamId) : null;
}

/** Somebody was first, or nothing is left to do: asking again would only be refused again. */
const final: ReadonlySet<Refusal['reason']> = new Set<Refusal['reason']>([
  'alreadyTaken',
  'alreadySettled',
  'noSuchOffer',
  'nothingToDo',
  'alreadyExists',
  'foreignCommand',
  'unknownCommand',
]);

/** First is the likely next step: keep the words where they can be kept, else ask again where that can help. */
function waysOf({ intent, refusal }: AttentionCard, hasText: boolean): Way[] {
  if (refusal.reason === 'newerMessage') return ['change', 'sendAsItIs', 'copy', 'drop'];
  const ways: Way[] = [];
  if (hasText && intent.type !== 'createTicket' && intent.type !== 'note') ways.push('asNote');
  if (!final.has(refusal.reason)) ways.push('again');
  if (hasText) ways.push('copy');
  ways.push('drop');
  return ways;
}

/** Whose word stood in the way, for "leave it with Leila". */
export function firstName(names: Names, personId: PersonId | null): string | null {
  if (personId === null) return null;
  const name = names.person(personId);
  return name === 'You' || name === 'Somebody' ? null : (name.split(' ')[0] ?? name);
}
