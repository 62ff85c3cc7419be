import { describe, expect, it } from 'vitest';
import type { Intent } from '#core/commands/command.ts';
import { whyGone } from '../../../renderer/ticket/gone.ts';
import { createNames } from '../../../renderer/ticket/wording.ts';
import { id, ines, MINUTE, MONDAY, network, offered, ruben, sampleTicket } from './sample.ts';

const back: Intent = {
  type: 'returnHandoff',
  body: { escalationId: id(700_001), reason: 'wrongTeam', note: 'This is for the field team.' },
};
/** Each grows a story of its own: a sample goes on in place. */
const offeredAway = () => sampleTicket().next(MONDAY + MINUTE, ines, offered(1, { teamId: network }));
const out = offeredAway();
const returned = offeredAway().next(MONDAY + 2 * MINUTE, ruben, back);
const said = (last: typeof out.ticket | null, me = ruben) => whyGone(last, createNames(out.reference, me), me);

describe('a ticket that is on this console no more', () => {
  it('after one’s own return: that one returned it, and to whom', () => {
    const { title, says } = said(returned.ticket);
    expect(title).toBe(`You returned ${returned.ticket.number}`);
    expect(says).toMatch(/^It is with Service Desk.*, and no longer yours to see\.$/);
  });

  it('after a colleague’s return or the sender’s change of mind: who it was', () => {
    const colleague = said(returned.ticket, id(99));
    expect(colleague.title).toBe(`${out.reference.people.get(ruben)?.name} returned ${returned.ticket.number}`);
    const withdrawn = offeredAway().next(MONDAY + 2 * MINUTE, ines, {
      type: 'withdrawHandoff',
      body: { escalationId: id(700_001), note: '' },
    });
    expect(said(withdrawn.ticket).title).toMatch(/^Service Desk.* took the offer of \d+ back$/);
  });

  it('one that this page never saw: no more than is known', () => {
    expect(said(null).title).toBe('This ticket isn’t on this console');
    expect(said(sampleTicket().ticket).title).toBe('This ticket isn’t on this console');
  });
});
