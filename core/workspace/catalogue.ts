import { z } from 'zod';
import { CategoryId, DocumentId, OrganisationId, RequesterId, ServiceId } from '../ids.ts';

export const Organisation = z.object({
  id: OrganisationId,
  name: z.string().min(1).max(160),
  calendarId: DocumentId.nullable(),
});
export type Organisation = z.infer<typeof Organisation>;

export const Requester = z.object({
  id: RequesterId,
  name: z.string().min(1).max(160),
  email: z.string().max(320),
  phone: z.string().max(64),
  organisationId: OrganisationId.nullable(),
});
export type Requester = z.infer<typeof Requester>;

export const Service = z.object({ id: ServiceId, name: z.string().min(1).max(160) });
export type Service = z.infer<typeof Service>;

/** What a ticket is about; its skill says which teams can hold it. */
export const Category = z.object({
  id: CategoryId,
  name: z.string().min(1).max(160),
  skill: z.string().nullable(),
});
export type Category = z.infer<typeof Category>;
