import { z } from 'zod';
import type { IntentOf } from '#core/commands/command.ts';
import { CategoryId, type MessageId, RequesterId, ServiceId, TeamId } from '#core/ids.ts';
import { callerFields } from '#core/ticket/caller.ts';
import { Level } from '#core/ticket/history.ts';
import { TicketType } from '#core/ticket/ticket.ts';

/** What the form holds, also as a draft on disk: a ring at the wrong moment loses no word. */
export const Form = z.object({
  /** A known requester, or only the words that were typed for one. */
  requesterId: RequesterId.nullable(),
  caller: z.string(),
  /** Where to call them back, of somebody who is in no list. */
  callerPhone: z.string().default(''),
  type: TicketType,
  subject: z.string(),
  text: z.string(),
  categoryId: CategoryId.nullable(),
  serviceId: ServiceId.nullable(),
  impact: Level,
  urgency: Level,
  teamId: TeamId.nullable(),
  mine: z.boolean(),
});
export type Form = z.infer<typeof Form>;

export const emptyForm: Form = {
  requesterId: null,
  caller: '',
  callerPhone: '',
  type: 'incident',
  subject: '',
  text: '',
  categoryId: null,
  serviceId: null,
  impact: 2,
  urgency: 2,
  teamId: null,
  mine: true,
};

/** Null where the draft is of another shape or damaged: then one starts afresh. */
export function formOf(draft: string): Form | null {
  try {
    return Form.safeParse(JSON.parse(draft)).data ?? null;
  } catch {
    return null;
  }
}

/** What to keep of it; an untouched form keeps nothing. */
export function draftOf(form: Form): string {
  return form.subject || form.text || form.caller || form.callerPhone ? JSON.stringify(form) : '';
}

export function createIntent(
  form: Form,
  text: { messageId: MessageId; hash: string } | null,
): IntentOf<'createTicket'> {
  return {
    type: 'createTicket',
    body: {
      type: form.type,
      subject: form.subject.trim(),
      requesterId: form.requesterId,
      organisationId: null,
      serviceId: form.serviceId,
      categoryId: form.categoryId,
      tags: [],
      impact: form.impact,
      urgency: form.urgency,
      channel: 'phone',
      teamId: form.teamId,
      mine: form.mine,
      text: text && form.text.trim() ? { ...text, body: form.text.trim() } : null,
      fields: form.requesterId === null ? callerFields({ name: form.caller, phone: form.callerPhone }) : {},
    },
  };
}
