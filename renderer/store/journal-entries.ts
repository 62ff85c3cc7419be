import { z } from 'zod';
import type { JournalEntry } from '#core/bridge.ts';
import { Command } from '#core/commands/command.ts';
import { type CommandId, Instant } from '#core/ids.ts';
import type { OutboxRecord } from './disk.ts';

/** Settled commands stay this long, so that a server restored from an older backup is offered them again. */
export const KEEP = 14 * 86_400_000;

const Payload = z.object({
  command: Command,
  moment: z.object({ effectiveAt: Instant, recordedAt: Instant, timing: z.enum(['exact', 'credited', 'disputed']) }),
  heldUntil: Instant.nullable(),
});
const DraftPayload = z.object({ body: z.string() });

type Draft = { id: string; body: string; at: Instant };

export function commandEntry({ id, command, moment, heldUntil }: OutboxRecord): JournalEntry {
  return { kind: 'command', id, at: moment.recordedAt, payload: json({ command, moment, heldUntil }) };
}

/** Taken back, refused here, or dropped by its author: never to be offered again. */
export function voidEntry(id: CommandId, at: Instant): JournalEntry {
  return { kind: 'void', id, at };
}

/** The server has it. */
export function settledEntry(id: CommandId, at: Instant): JournalEntry {
  return { kind: 'settled', id, at };
}

export function draftEntry({ id, body, at }: Draft): JournalEntry {
  return { kind: 'draft', id, at, payload: { body } };
}

/** What a journal adds up to: commands of which nothing more was heard, those the server has, and the newest drafts. */
export type Account = { open: OutboxRecord[]; settled: OutboxRecord[]; drafts: Draft[] };

/** `others`: what lies in the files of other tabs. Their ends and drafts count; what is open there is theirs to put back. */
export function readAccount(own: readonly JournalEntry[], others: readonly JournalEntry[] = []): Account {
  const entries = [...own, ...others];
  const ends = endsIn(entries);
  const mine = commandsIn(own);
  const rows = new Map<string, OutboxRecord>();
  const drafts = new Map<string, Draft>();
  for (const entry of entries) {
    if (entry.kind === 'command') {
      const payload = Payload.safeParse(entry.payload);
      if (payload.success && !rows.has(entry.id)) rows.set(entry.id, rowOf(payload.data));
    } else if (entry.kind === 'draft') {
      const payload = DraftPayload.safeParse(entry.payload);
      const known = drafts.get(entry.id);
      if (payload.success && (!known || known.at <= entry.at)) {
        drafts.set(entry.id, { id: entry.id, body: payload.data.body, at: entry.at });
      }
    }
  }
  const all = [...rows.values()];
  return {
    open: all.filter((row) => mine.has(row.id) && !ends.has(row.id)),
    settled: all.filter((row) => ends.get(row.id)?.kind === 'settled'),
    drafts: [...drafts.values()],
  };
}

/**
 * The entries of one's own file that still mean something: what is open, what was settled lately, the newest of each
 * draft. An end stays while its command lies in another file; where it lies nowhere, for a while: a file may be
 * changing hands just now.
 */
export function compacted(own: readonly JournalEntry[], others: readonly JournalEntry[], now: Instant): JournalEntry[] {
  const ends = endsIn([...own, ...others]);
  const [mine, theirs] = [commandsIn(own), commandsIn(others)];
  const newest = new Map<string, JournalEntry>();
  for (const entry of [...own, ...others]) {
    if (entry.kind === 'draft' && (newest.get(entry.id)?.at ?? 0) <= entry.at) newest.set(entry.id, entry);
  }
  const drafted = new Set(others.flatMap((entry) => (entry.kind === 'draft' ? entry.id : [])));
  return own.filter((entry) => {
    if (entry.kind === 'draft') return newest.get(entry.id) === entry && (!isEmpty(entry) || drafted.has(entry.id));
    const end = ends.get(entry.id);
    if (!end) return entry.kind === 'command';
    const isLate = end.at > now - KEEP;
    if (entry.kind === 'command') return end.kind === 'settled' && isLate;
    if (theirs.has(entry.id)) return true;
    return isLate && (end.kind === 'settled' || !mine.has(entry.id));
  });
}

function endsIn(entries: readonly JournalEntry[]): Map<string, JournalEntry> {
  return new Map(
    entries.flatMap((entry) => (entry.kind === 'void' || entry.kind === 'settled' ? [[entry.id, entry]] : [])),
  );
}

function commandsIn(entries: readonly JournalEntry[]): Set<string> {
  return new Set(entries.flatMap((entry) => (entry.kind === 'command' ? entry.id : [])));
}

function rowOf({ command, moment, heldUntil }: z.infer<typeof Payload>): OutboxRecord {
  return { id: command.id, ticketId: command.ticketId, command, moment, heldUntil, answer: null };
}

function isEmpty(entry: Extract<JournalEntry, { kind: 'draft' }>): boolean {
  return DraftPayload.safeParse(entry.payload).data?.body === '';
}

function json(value: unknown): z.infer<ReturnType<typeof z.json>> {
  return JSON.parse(JSON.stringify(value));
}
