import { z } from 'zod';
import type { RequesterId } from '#core/ids.ts';
import type { Answer } from '#core/sync/protocol.ts';
import type { Requester } from '#core/workspace/catalogue.ts';
import type { Asked } from '../commands/handle.ts';
import { knownCommand } from '../db/commands.ts';
import { readTicket } from '../db/tickets.ts';
import type { Parts } from '../parts.ts';
import { commandsFor, ticketIdFor } from './commands.ts';
import { decode } from './decode.ts';
import { type Draft, draftOf } from './draft.ts';
import { idFrom } from './identity.ts';
import { type MappingFile, mappingFor } from './mapping.ts';
import { type FileProblem, isUnreadable, LineProblem } from './problem.ts';
import { readRows } from './rows.ts';

/** What became of a file's lines: made into tickets, there already, or refused and why (a line may have several reasons). */
export const Report = z.object({
  lines: z.int(),
  made: z.int(),
  already: z.int(),
  refused: z.array(LineProblem),
});
export type Report = z.infer<typeof Report>;

type Needs = Pick<Parts, 'database' | 'reference' | 'changeReference' | 'handle' | 'clock'>;

/** So many lines in one transaction: a commit each would be slow, and what is lost by a crash is brought in again. */
const TOGETHER = 25;
const LONGEST_NAME = 160;

/**
 * Brings a CSV in: each line a ticket, once for ever, however often the file comes. What is wrong with a line is
 * reported and stops no other; a start that breaks off is continued by the next.
 */
export async function bringIn(parts: Needs, bytes: Uint8Array, map: MappingFile): Promise<Report | FileProblem> {
  const text = decode(bytes);
  if (typeof text !== 'string') return text;
  const table = readRows(text, map.delimiter ?? null);
  if (isUnreadable(table)) return table;
  const mapping = mappingFor(table.header, map);
  if (isUnreadable(mapping)) return mapping;

  const reference = await parts.reference.current();
  if (!reference.data.teams.some(({ active }) => active)) {
    return { unreadable: 'This workspace has no team yet that could hold a ticket. Make one first.', line: null };
  }
  const now = parts.clock.now();
  const refused: LineProblem[] = [...table.refused];
  const drafts: Draft[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const draft = draftOf(row, mapping, reference, now);
    if (Array.isArray(draft)) refused.push(...draft);
    else if (seen.has(draft.identity))
      refused.push(twice(draft, seen.get(draft.identity) ?? 0, mapping.columns.get('externalId')));
    else {
      seen.set(draft.identity, draft.line);
      drafts.push(draft);
    }
  }
  const requesters = await knownRequesters(parts, drafts);
  const counts = { made: 0, already: 0 };
  for (let from = 0; from < drafts.length; from += TOGETHER) {
    const batch = drafts.slice(from, from + TOGETHER);
    await bringInBatch(parts, batch, mapping.source, requesters, counts, refused);
  }
  refused.sort((a, b) => a.line - b.line);
  const lines = new Set([...drafts, ...refused].map(({ line }) => line)).size;
  return { lines, ...counts, refused };
}

async function bringInBatch(
  parts: Needs,
  drafts: readonly Draft[],
  source: string,
  requesters: ReadonlyMap<string, RequesterId>,
  counts: { made: number; already: number },
  refused: LineProblem[],
): Promise<void> {
  const asked: { draft: Draft; list: Asked[] }[] = [];
  for (const draft of drafts) {
    if (await readTicket(parts.database, ticketIdFor(source, draft))) {
      counts.already += 1;
      continue;
    }
    const requesterId = (draft.requester && requesters.get(draft.requester.email)) ?? null;
    asked.push({ draft, list: await untried(parts, draft, source, requesterId) });
  }
  const answers = await parts.handle.all(asked.flatMap(({ list }) => list));
  for (const { draft, list } of asked) {
    const own = answers.splice(0, list.length);
    const [first] = own;
    if (first?.outcome === 'done') counts.made += 1;
    const problem = own.find((answer) => answer.outcome === 'refused');
    if (problem) refused.push({ line: draft.line, column: null, says: sentence(problem, first) });
  }
}

/** Commands under ids that were never refused. */
async function untried(parts: Needs, draft: Draft, source: string, requesterId: RequesterId | null): Promise<Asked[]> {
  for (let attempt = 0; ; attempt++) {
    const list = commandsFor(draft, source, requesterId, parts.clock.now(), attempt);
    const [first] = list;
    if (!first || !(await knownCommand(parts.database, first.command.id))) return list;
  }
}

function sentence(problem: Answer, first: Answer | undefined): string {
  const says = problem.outcome === 'refused' ? problem.refusal.says : '';
  return first?.outcome === 'done' ? `The ticket was made, but not all of the line could be kept: ${says}` : says;
}

/** Requesters by address; whoever is new is made, all of a file in one change, under ids that their addresses give. */
async function knownRequesters(parts: Needs, drafts: readonly Draft[]): Promise<ReadonlyMap<string, RequesterId>> {
  const { data } = await parts.reference.current();
  const known = new Map(data.requesters.map(({ id, email }) => [email.toLowerCase(), id]));
  const made: Requester[] = [];
  for (const { requester, organisationId } of drafts) {
    if (!requester || known.has(requester.email)) continue;
    const fresh = { ...newRequester(requester), organisationId };
    known.set(requester.email, fresh.id);
    made.push(fresh);
  }
  if (made.length > 0) await parts.changeReference((edit) => edit.save('requester', made));
  return known;
}

/** Who writes for the first time. The same address gives the same id, so that two who ask at once make one. */
export function newRequester({ email, name }: { email: string; name: string }): Requester {
  return {
    id: idFrom<RequesterId>('requester', email.toLowerCase()),
    name: cut(name, LONGEST_NAME),
    email,
    phone: '',
    organisationId: null,
  };
}

/** At most so much of a text, never half of a character. */
function cut(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}

function twice(draft: Draft, line: number, column: string | undefined): LineProblem {
  const says = column ? `Line ${line} has the same ${column}.` : `Line ${line} says exactly the same.`;
  return { line: draft.line, column: column ?? null, says: `${says} Only that one was brought in.` };
}
