import { describe, expect, it } from 'vitest';
import { OrganisationId, RequesterId, ServiceId } from '#core/ids.ts';
import { actor, categoryId, createDesk, ines } from './desk.ts';

const nowhere = '00000000-0000-7000-8099-000000000009';
const nobody = RequesterId.parse(nowhere);
const noOrganisation = OrganisationId.parse(nowhere);

describe('what a command names', () => {
  it.each([
    ['requester', { requesterId: nobody }],
    ['organisation', { organisationId: noOrganisation }],
    ['service', { serviceId: ServiceId.parse(nowhere) }],
    ['category', { categoryId: categoryId(9) }],
  ])('a new ticket with an unknown %s is refused by name', (what, body) => {
    const desk = createDesk();
    desk.open(body);
    expect(desk.ticket).toBeNull();
    expect(desk.refusals).toMatchObject([
      { reason: 'invalid', says: `That ${what} is not known here any more. Choose another one.`, missing: [what] },
    ]);
  });

  it('a ticket is never given to a requester or an organisation that is not there', () => {
    const desk = createDesk();
    desk.open();
    const change = (body: { requesterId?: RequesterId; organisationId?: OrganisationId }) =>
      desk.ask(actor(ines), {
        type: 'changeRequester',
        body: { requesterId: null, organisationId: null, ...body },
      });
    change({ requesterId: nobody });
    change({ organisationId: noOrganisation });
    expect(desk.refusals.map(({ missing }) => missing)).toEqual([['requester'], ['organisation']]);
    expect(desk.get()).toMatchObject({ rev: 2, requesterId: null, organisationId: null });
  });
});
