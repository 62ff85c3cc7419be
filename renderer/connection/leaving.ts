import { z } from 'zod';
import type { TicketId } from '#core/ids.ts';
import { describeWaiting, textOf } from '../attention/describe.ts';
import type { KeptDraft, Store } from '../store/store.ts';
import { numberWord } from '../ticket/wording.ts';

/** Something that signing out would take away: what it is, on which ticket, and its first words. */
export type Left = { id: string; kind: LeftKind; line: string; words: string };
export type LeftKind = 'unsent' | 'card' | 'draft';

/**
 * All that is only on this device: changes not sent, cards that need an answer, and drafts. Empty where nothing would be
 * lost.
 */
export async function leftBy({
  queue,
  outbox,
  attention,
  drafts,
}: Pick<Store, 'queue' | 'outbox' | 'attention' | 'drafts'>): Promise<Left[]> {
  const numberOf = (id: TicketId) => {
    const row = queue.row(id);
    return row ? numberWord(row.number) : 'a ticket that is no longer here';
  };
  const { waiting, rows } = outbox.get();
  const asked = waiting > 0 ? rows.filter(({ intent }) => intent.type !== 'reportAlert') : [];
  return [
    ...asked.map(({ commandId: id, ticketId, intent }) => {
      return { id, kind: 'unsent' as const, ...describeWaiting(intent, numberOf(ticketId)) };
    }),
    ...attention.get().map(({ commandId: id, ticketId, intent, refusal }) => {
      const { line } = describeWaiting(intent, numberOf(ticketId));
      const text = textOf(intent)?.body;
      return { id, kind: 'card' as const, line: `${line}, refused`, words: text ? `“${text}”` : refusal.says };
    }),
    ...(await drafts.list().catch(() => [])).flatMap((draft) => {
      const known = draftWords(draft);
      if (!known) return [];
      const { ticketId, key } = draft;
      const line = ticketId ? `${known.what} on ${numberOf(ticketId)}` : known.what;
      return { id: `${ticketId}/${key}`, kind: 'draft' as const, line, words: `“${known.words}”` };
    }),
  ];
}

/** What each draft of ours is called. What only goes with another one (a reply's promise) stands for nothing alone. */
const draftNames: Partial<Record<string, string>> = {
  reply: 'Draft of a reply',
  note: 'Draft of a note',
  handoff: 'Draft of a handoff',
  answer: 'Draft of an answer to an offer',
  new: 'Draft of a new ticket',
};

function draftWords({ key, body }: KeptDraft): { what: string; words: string } | null {
  const what = draftNames[key];
  if (!what || body.trim() === '') return null;
  return { what, words: key === 'reply' || key === 'note' ? body : (wordsInForm(body) ?? body) };
}

/** Forms are kept as JSON: the words that somebody typed into one, in the order of its fields. */
const Form = z.looseObject({
  subject: z.string().optional(),
  text: z.string().optional(),
  reasonNote: z.string().optional(),
  goal: z.string().optional(),
  note: z.string().optional(),
  packet: z.looseObject({ observed: z.string(), tried: z.string(), asked: z.string() }).optional(),
});

function wordsInForm(body: string): string | null {
  let form: z.infer<typeof Form> | undefined;
  try {
    form = Form.safeParse(JSON.parse(body)).data;
  } catch {
    return null;
  }
  const { packet } = form ?? {};
  const answered = [form?.goal, form?.note];
  const packed = [packet?.observed, packet?.tried, packet?.asked];
  const said = [form?.subject, form?.text, form?.reasonNote, ...answered, ...packed];
  return said.find((words) => words?.trim()) ?? 'Not much yet';
}
