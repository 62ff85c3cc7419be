import type { IntentOf } from '#core/commands/command.ts';
import type { Instant, MessageId } from '#core/ids.ts';
import type { Message } from '#core/ticket/message.ts';

export type Kind = 'reply' | 'note';
/** What happens to the ticket with a reply. */
export type Then = 'stay' | 'wait' | 'resolve';

/** How long a sent message can be taken back. */
export const UNDO_MS = 10_000;

/** The edge's part of a message: who makes ids and hashes. */
export type Making = { messageId(): MessageId; hash(body: string): string };

/** What a press of "Send" asks for. Null where nothing is written. `seen`: the newest public message on the screen. */
export function sendIntent(
  kind: Kind,
  body: string,
  more: { seen: MessageId | null; after: Then; promisedUntil: Instant | null; sendAnyway: boolean },
  make: Making,
): IntentOf<'reply'> | IntentOf<'note'> | null {
  const trimmed = body.trim();
  if (trimmed === '') return null;
  const text = { messageId: make.messageId(), body: trimmed, hash: make.hash(trimmed) };
  if (kind === 'note') return { type: 'note', body: { text } };
  return {
    type: 'reply',
    body: {
      text,
      seen: more.seen,
      sendAnyway: more.sendAnyway,
      thenWait: more.after === 'wait',
      thenResolve: more.after === 'resolve',
      promisedUntil: more.promisedUntil,
    },
  };
}

/** The newest public message that the reader has before them: the send guard compares it with the server's. */
export function newestPublic(messages: readonly Message[]): MessageId | null {
  return messages.findLast((message) => message.visibility === 'public')?.id ?? null;
}

export type Mark = 'bold' | 'italic' | 'code' | 'list' | 'quote' | 'link';
export type Selection = { text: string; from: number; to: number };

/** The text with a Markdown mark on what is selected, and the selection afterwards. A second press takes it off again. */
export function marked({ text, from, to }: Selection, mark: Mark): Selection {
  const inner = text.slice(from, to);
  switch (mark) {
    case 'bold':
      return wrapped(text, from, to, '**');
    case 'italic':
      return wrapped(text, from, to, '_');
    case 'code':
      return inner.includes('\n') ? fenced(text, from, to) : wrapped(text, from, to, '`');
    case 'list':
      return prefixed(text, from, to, '- ');
    case 'quote':
      return prefixed(text, from, to, '> ');
    case 'link': {
      const label = inner || 'text';
      const next = `${text.slice(0, from)}[${label}](https://)${text.slice(to)}`;
      const start = from + label.length + 3;
      return { text: next, from: start, to: start + 8 };
    }
    default:
      return mark satisfies never;
  }
}

function wrapped(text: string, from: number, to: number, sign: string): Selection {
  const size = sign.length;
  if (text.slice(from - size, from) === sign && text.slice(to, to + size) === sign) {
    return {
      text: text.slice(0, from - size) + text.slice(from, to) + text.slice(to + size),
      from: from - size,
      to: to - size,
    };
  }
  return {
    text: text.slice(0, from) + sign + text.slice(from, to) + sign + text.slice(to),
    from: from + size,
    to: to + size,
  };
}

function fenced(text: string, from: number, to: number): Selection {
  const before = from > 0 && text[from - 1] !== '\n' ? '\n```\n' : '```\n';
  return {
    text: `${text.slice(0, from)}${before}${text.slice(from, to)}\n\`\`\`\n${text.slice(to)}`,
    from: from + before.length,
    to: to + before.length,
  };
}

function prefixed(text: string, from: number, to: number, sign: string): Selection {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lines = text.slice(start, to).split('\n');
  const all = lines.every((line) => line.startsWith(sign));
  const next = lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join('\n');
  return { text: text.slice(0, start) + next + text.slice(to), from: start, to: start + next.length };
}
