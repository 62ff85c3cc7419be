import type { Command } from '#core/commands/command.ts';
import type { CommandId, Instant, TicketId } from '#core/ids.ts';
import type { Answer } from '#core/sync/protocol.ts';
import type { Queryable } from './database.ts';

export type Known = { actor: string; ticketId: TicketId; answer: Answer };

/**
 * Writes the command down as being carried out. False where its id is known: whoever asks a second time waits here
 * for the first to commit, then finds the answer.
 */
export async function claimCommand(tx: Queryable, command: Command, actor: string, at: Instant): Promise<boolean> {
  const rows = await tx.query(
    `insert into commands (id, ticket_id, actor, type, received_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing returning id`,
    [command.id, command.ticketId, actor, command.type, at],
  );
  return rows.length > 0;
}

export async function knownCommand(on: Queryable, id: CommandId): Promise<Known | null> {
  const [row] = await on.query<{ actor: string; ticket_id: TicketId; answer: object; seq: number }>(
    'select actor, ticket_id, answer, seq from commands where id = $1',
    [id],
  );
  if (!row) return null;
  return { actor: row.actor, ticketId: row.ticket_id, answer: { ...row.answer, seq: row.seq } as Answer };
}

/** The answer of a command that changed nothing; one that did is answered by `feed/append.ts`. */
export async function answerCommand(tx: Queryable, answer: Answer): Promise<void> {
  await tx.query('update commands set answer = $2::jsonb, seq = $3 where id = $1', [
    answer.commandId,
    JSON.stringify(answer),
    answer.seq,
  ]);
}
