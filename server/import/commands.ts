import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import type { Moment } from '#core/commands/moment.ts';
import type { CommandId, ConsoleId, Instant, MessageId, RequesterId, TicketId } from '#core/ids.ts';
import type { Asked } from '../commands/handle.ts';
import type { Draft } from './draft.ts';
import { idFrom, sha256 } from './identity.ts';

/** Which ticket a line is, in whatever file of its source it comes. */
export function ticketIdFor(source: string, draft: Pick<Draft, 'identity'>): TicketId {
  return idFrom<TicketId>('import ticket', source, draft.identity);
}

/**
 * A line as the commands that make its ticket, each with its own lasting id. `attempt` grows where an earlier one was
 * refused: a refusal is for ever, and the file may be right now.
 */
export function commandsFor(
  draft: Draft,
  source: string,
  requesterId: RequesterId | null,
  now: Instant,
  attempt: number,
): Asked[] {
  const by: Actor = { kind: 'import', source };
  const ticketId = ticketIdFor(source, draft);
  const asked: Asked[] = [];
  const ask = (intent: Intent, at: Instant) => {
    const key = ['import', source, draft.identity, String(asked.length), String(attempt)];
    const moment: Moment = { effectiveAt: at, recordedAt: now, timing: at === now ? 'exact' : 'credited' };
    const command: Command = {
      id: idFrom<CommandId>(...key),
      v: 1,
      ticketId,
      consoleId: idFrom<ConsoleId>('import console', source),
      seq: asked.length + 1,
      made: { device: now, offset: 0, offsetError: 0, measuredAt: now, monotonic: null, bootId: 'import' },
      causeId: null,
      ...intent,
    };
    asked.push({ command, by, moment });
  };
  const { openedAt } = draft;
  const text = draft.description && {
    messageId: idFrom<MessageId>('import message', source, draft.identity),
    body: draft.description,
    hash: sha256(draft.description),
  };
  ask(
    {
      type: 'createTicket',
      body: {
        type: draft.type,
        subject: draft.subject,
        requesterId,
        organisationId: draft.organisationId,
        serviceId: draft.serviceId,
        categoryId: draft.categoryId,
        tags: draft.tags,
        impact: draft.impact,
        urgency: draft.urgency,
        channel: 'import',
        teamId: draft.teamId,
        mine: false,
        text: text || null,
        fields: draft.fields,
      },
    },
    openedAt,
  );
  if (draft.override) {
    const override = { priority: draft.override, reason: 'So it was in the system it was imported from.' };
    ask({ type: 'setPriority', body: { impact: draft.impact, urgency: draft.urgency, override } }, openedAt);
  }
  if (draft.assigneeId) ask({ type: 'assign', body: { personId: draft.assigneeId } }, openedAt);
  for (const to of wayTo(draft)) {
    const waitingOn = to === 'onHold' ? (draft.waitingOn ?? 'vendor') : null;
    const ended = to === 'resolved' || to === 'closed';
    const at = ended ? (draft.resolvedAt ?? now) : openedAt;
    ask({ type: 'setStatus', body: { to, waitingOn, note: null } }, at);
  }
  return asked;
}

/** Closed is reached through resolved; whoever holds a ticket has opened it. */
function wayTo({ status, assigneeId }: Draft): Draft['status'][] {
  if (status === 'new') return [];
  if (status === 'closed') return ['resolved', 'closed'];
  return status === 'open' && assigneeId ? [] : [status];
}
