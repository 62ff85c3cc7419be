import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '#core/access.ts';
import { Command, Intent } from '#core/commands/command.ts';
import { CommandId } from '#core/ids.ts';
import { refuse } from '#core/refusal.ts';
import { type Answer, PROTOCOL, PUSH_AT_MOST, Push, PushAnswer } from '#core/sync/protocol.ts';
import { feedEnd } from '../feed/append.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';
import { checked, malformed } from './validation.ts';

/** As `Push`, with commands unread: one of a type that this server doesn't know must not stop the others. */
const Pushed = Push.extend({ commands: z.array(z.unknown()).max(PUSH_AT_MOST) });
const known: ReadonlySet<string> = new Set(Intent.options.map((option) => option.shape.type.value));

/** Commands of a console. Order is kept per ticket; no ticket waits for another. */
export function pushRoute(app: Routes, { handle, workspace, database, clock, door, metrics }: RouteParts): void {
  app.post('/api/push', { schema: { body: Pushed, response: { 200: PushAnswer } } }, async (request) => {
    const { actor } = await door(request);
    const { protocol, serverId, consoleId, commands } = request.body;
    if (protocol < PROTOCOL) {
      throw new HttpProblem(
        426,
        'tooOld',
        'This console is too old for the server. Update it; your work is kept.',
        'protocol',
      );
    }
    if (serverId !== workspace.serverId) {
      throw new HttpProblem(409, 'wrongServer', 'This work belongs to another server. Nothing was taken.', 'serverId');
    }
    const isStrange = commands.some((command) => strangeType(command) !== null);
    const end = isStrange ? await feedEnd(database) : 0;
    const read = commands.map((command, index) => readCommand(command, index, end));
    const foreign = read.findIndex((one) => 'command' in one && one.command.consoleId !== consoleId);
    if (foreign >= 0) {
      throw new HttpProblem(400, 'malformed', 'A command is from another console.', `commands.${foreign}.consoleId`);
    }
    const answers = await Promise.all([...byTicket(read).values()].map((list) => inOrder(list, actor)));
    return { answers: answers.flat(), serverTime: clock.now() };
  });

  async function inOrder(list: readonly Read[], actor: Actor): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const one of list) {
      const answer = 'answer' in one ? one.answer : await handle(one.command, actor);
      metrics.commandAnswered(answer.outcome);
      answers.push(answer);
    }
    return answers;
  }
}

type Read = { command: Command } | { answer: Answer };

function readCommand(raw: unknown, index: number, end: number): Read {
  const unknown = unknownCommand(raw, end);
  if (unknown) return { answer: unknown };
  const parsed = checked(Command, raw);
  if (!parsed.success) throw malformed(parsed.error, `commands.${index}`);
  const command = parsed.data;
  const text = 'text' in command.body ? command.body.text : null;
  if (text && createHash('sha256').update(text.body).digest('hex') !== text.hash) {
    const says = 'The text of a message is not the one that was hashed. Nothing was taken.';
    throw new HttpProblem(400, 'wrongHash', says, `commands.${index}.body.text.hash`);
  }
  return { command };
}

/** A type that a newer console may know: refused by name, so that its text becomes a card there. */
function unknownCommand(raw: unknown, end: number): Answer | null {
  const strange = strangeType(raw);
  if (!strange) return null;
  const { id, type } = strange;
  const refusal = refuse(
    'unknownCommand',
    `This server doesn't know how to "${type}". It may be older than your console.`,
  );
  return { outcome: 'refused', commandId: id, seq: end, refusal };
}

function strangeType(raw: unknown) {
  const { data } = z.object({ id: CommandId, type: z.string().max(60) }).safeParse(raw);
  return data && !known.has(data.type) ? data : null;
}

function byTicket(read: readonly Read[]): Map<string, Read[]> {
  const lists = new Map<string, Read[]>();
  for (const one of read) {
    const key = 'command' in one ? one.command.ticketId : one.answer.commandId;
    lists.set(key, [...(lists.get(key) ?? []), one]);
  }
  return lists;
}
