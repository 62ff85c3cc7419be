import { describe, expect, it } from 'vitest';
import { HOME, hrefOf, type Place, placeOf } from '../../../renderer/ui/place.ts';
import { id } from '../ticket/sample.ts';

const places: Place[] = [
  { page: 'queue', view: 'desk' },
  { page: 'queue', view: 'saved:Urgent / here?' },
  { page: 'ticket', ticketId: id(5), do: null },
  { page: 'ticket', ticketId: id(5), do: 'handOff', alertId: 'a/resolution/1/0.75/0' },
  { page: 'ticket', ticketId: id(5), do: 'explain' },
  { page: 'board', teamId: id(11) },
  { page: 'board', teamId: null },
  { page: 'admin', section: 'calendars' },
  { page: 'attention' },
  { page: 'alerts' },
];

describe('addresses', () => {
  it('lead back to the place they were made from', () => {
    for (const place of places) expect(placeOf(hrefOf(place))).toEqual(place);
  });

  it('that say nothing known lead home', () => {
    for (const hash of ['', '#', '#/nowhere', '#/ticket/not-an-id', '#/queue/%E0%A4%A']) {
      expect(placeOf(hash)).toEqual(HOME);
    }
  });

  it('ask for known doings only', () => {
    expect(placeOf(`#/ticket/${id(5)}?do=delete`)).toEqual({ page: 'ticket', ticketId: id(5), do: null });
  });
});
