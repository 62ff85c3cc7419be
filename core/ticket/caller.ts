import type { Ticket } from './ticket.ts';

/** Somebody who asks and is in no list of requesters, as they were written down: a name, and where to call back. */
export type Caller = { name: string; phone: string };

/** They are kept among the ticket's own fields, so that nobody is asked twice who called. */
export function callerFields({ name, phone }: Caller): Record<string, string> {
  const fields = { caller: name.trim(), callerPhone: phone.trim() };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** Null where the requester is known, or nobody was written down. */
export function callerOf({ requesterId, fields }: Pick<Ticket, 'requesterId' | 'fields'>): Caller | null {
  const { caller: name = '', callerPhone: phone = '' } = fields;
  return requesterId !== null || (name === '' && phone === '') ? null : { name, phone };
}
