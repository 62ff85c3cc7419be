import { describe, expect, it } from 'vitest';
import { setAside } from '../../../renderer/store/set-aside.ts';
import { MONDAY, sampleTicket } from '../ticket/sample.ts';

const [one, two] = [sampleTicket(MONDAY, 1), sampleTicket(MONDAY, 2)];
const row = ({ ticket, messages, events }: typeof one, whole: boolean) => ({ ticket, messages, events, whole });

describe('[SYNC42] tickets that cannot be read', () => {
  it('join those set aside before', () => {
    const page = { rows: [row(two, false)], unread: [one.ticket.id] };
    expect(setAside(undefined, page)).toEqual({ rows: page.rows, unread: [one.ticket.id], again: [] });
  });

  it('come back whole, not in part: what was missed is in no part', () => {
    const part = row(one, false);
    expect(setAside([one.ticket.id], { rows: [part] })).toEqual({
      rows: [],
      unread: [one.ticket.id],
      again: [one.ticket.id],
    });
    const whole = row(one, true);
    expect(setAside([one.ticket.id], { rows: [whole] })).toEqual({ rows: [whole], unread: [], again: [] });
  });

  it('are forgotten where they leave', () => {
    expect(setAside([one.ticket.id], { rows: [], drops: [one.ticket.id] }).unread).toEqual([]);
  });
});
