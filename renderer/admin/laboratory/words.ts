import { tierNumbers } from '#core/sla/laboratory/tier-numbers.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { briefly, exactly } from '../../ticket/time.ts';
import { statusWord, targetWord, waitingWord } from '../../ui/words.ts';

/** Seconds, rounded so that what is used and what is left add up; without a sign. */
export function amountWord(seconds: number): string {
  return exactly(Math.round(Math.abs(seconds)) * 1000);
}

/** Whom the laboratory charges, as people here call them. */
export function payerWord(payer: string, tiers: ReferenceData['tiers']): string {
  const tier = /^tier(\d+)$/.exec(payer)?.[1];
  if (tier) return tierWord(Number(tier), tiers);
  return (
    { requester: 'The requester', vendor: 'A vendor', nobodyOnShift: 'Nobody on shift', systemDown: 'System down' }[
      payer
    ] ?? payer
  );
}

function tierWord(number: number, tiers: ReferenceData['tiers']): string {
  const numbers = tierNumbers(tiers);
  return tiers.find(({ id }) => numbers.get(id) === number)?.name ?? `Tier ${number}`;
}

/** Why a piece of time begins. */
export function becauseWord(because: string): string {
  return becauses[because] ?? because;
}

const becauses: Record<string, string> = {
  started: 'The clock started',
  held: 'Changed hands',
  shift: 'The shift changed',
  down: 'The system went down',
  waits: 'Waiting began',
  done: 'Resolved',
  resumed: 'It went on',
  opens: 'Opening time',
  closed: 'Outside opening hours',
  holiday: 'A holiday',
  exception: 'Other hours on that date',
  clockChange: 'The clocks were changed',
  policy: 'The policy changed',
  calendar: 'The calendar changed',
  priority: 'The priority changed',
};

/** An entry of a timeline in words; what is none yet is said as it stands. */
export function entryWord(entry: Record<string, unknown>, tiers: ReferenceData['tiers']): string {
  switch (entry.type) {
    case 'opened':
      return typeof entry.tier === 'number' ? `Opened in ${tierWord(entry.tier, tiers)}` : 'Opened';
    case 'agentReplied':
      return 'An agent replied';
    case 'agentNoted':
      return 'An agent noted something';
    case 'requesterReplied':
      return 'The requester wrote';
    case 'statusChanged':
      return statusSentence(entry);
    case 'handedOver':
      return typeof entry.tier === 'number' ? `Went to ${tierWord(entry.tier, tiers)}` : 'Went to another tier';
    case 'handoffOffered':
      return 'A handoff was offered';
    case 'handoffSettled':
      return 'The offer was answered';
    case 'policyChanged':
      return `The policy changed: ${policyWords(entry.policy)}`;
    case 'systemDown':
      return 'The system went down';
    case 'systemUp':
      return 'The system was up again';
    default:
      return String(entry.type ?? 'Something without a type');
  }
}

function statusSentence({ status, waitingOn }: Record<string, unknown>): string {
  const word =
    Object.entries(statusWord)
      .find(([key]) => key === status)?.[1]
      .toLowerCase() ?? String(status);
  if (status !== 'onHold') return `Now ${word}`;
  return `Now ${word}, waiting on ${waitingOn === 'requester' ? waitingWord.requester : waitingWord.vendor}`;
}

/** `First reply 30m, Resolve 4h`. */
function policyWords(policy: unknown): string {
  const targets = (policy as { targets?: Record<string, { seconds?: unknown }> } | null)?.targets ?? {};
  const parts = Object.entries(targetWord).flatMap(([kind, word]) => {
    const seconds = targets[kind]?.seconds;
    return typeof seconds === 'number' ? [`${word} ${briefly(seconds * 1000)}`] : [];
  });
  return parts.join(', ') || 'nothing promised';
}
