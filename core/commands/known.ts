import type { CategoryId, OrganisationId, RequesterId, ServiceId } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Reference } from '../workspace/reference.ts';

type Named = {
  requesterId?: RequesterId | null;
  organisationId?: OrganisationId | null;
  categoryId?: CategoryId | null;
  serviceId?: ServiceId | null;
};

/** The refusal of what names something that isn't there; null where all is known, or nothing is named. */
export function unknownIn(body: Named, reference: Reference): Refusal | null {
  const { requesterId, organisationId, categoryId, serviceId } = body;
  if (requesterId && !reference.requesters.has(requesterId)) return unknown('requester');
  if (organisationId && !reference.organisations.has(organisationId)) return unknown('organisation');
  if (categoryId && !reference.categories.has(categoryId)) return unknown('category');
  if (serviceId && !reference.services.has(serviceId)) return unknown('service');
  return null;
}

function unknown(what: string): Refusal {
  return refuse('invalid', `That ${what} is not known here any more. Choose another one.`, { missing: [what] });
}
