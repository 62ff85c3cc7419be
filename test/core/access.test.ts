import { describe, expect, it } from 'vitest';
import { type Action, can, scopesOf } from '#core/access.ts';
import { scopeOf } from '#core/ticket/ticket.ts';
import { accept, actor, ada, createDesk, dele, greta, ines, marta, offer, ruben, teamId, viewer } from './desk.ts';

const ticketActions: Action[] = [
  'ticket.see',
  'ticket.note',
  'ticket.work',
  'ticket.assignOthers',
  'ticket.reassign',
  'handoff.offer',
  'handoff.answer',
];
const rights = (who: Parameters<typeof actor>[0], desk: ReturnType<typeof createDesk>) =>
  ticketActions.filter((action) => can(actor(who), action, { ticket: desk.get() }));

describe('who may do what', () => {
  it('before an offer only the holding team has a part in it', () => {
    const desk = createDesk();
    desk.open();
    expect(rights(dele, desk)).toEqual(['ticket.see', 'ticket.note', 'ticket.work', 'handoff.offer']);
    expect(rights(viewer, desk)).toEqual(['ticket.see']);
    expect(rights(ruben, desk)).toEqual([]);
    expect(rights(marta, desk)).toEqual([
      'ticket.see',
      'ticket.note',
      'ticket.work',
      'ticket.assignOthers',
      'ticket.reassign',
      'handoff.offer',
    ]);
    expect(rights(ada, desk)).toEqual(['ticket.see', 'ticket.note', 'ticket.reassign']);
  });

  it('an offer lets the other team see, note and answer, and no more', () => {
    const desk = createDesk();
    desk.open();
    desk.ask(actor(ines), offer(1));
    expect(rights(ruben, desk)).toEqual(['ticket.see', 'ticket.note', 'handoff.answer']);
    expect(rights(greta, desk)).toEqual([]);
  });

  it('who handed a ticket off goes on seeing it, but works on it no more', () => {
    const desk = createDesk();
    desk.open();
    desk.ask(actor(ines), offer(1));
    desk.ask(actor(ruben), accept(1));
    expect(rights(ines, desk)).toEqual(['ticket.see', 'ticket.note']);
    expect(scopeOf(desk.get())).toEqual([teamId(1), teamId(2), `person:${ruben.id}`].sort());
  });

  it('a deactivated person may nothing', () => {
    const desk = createDesk();
    desk.open();
    expect(rights({ ...ines, active: false }, desk)).toEqual([]);
    expect(can(actor({ ...ada, active: false }), 'workspace.administer')).toBe(false);
  });

  it('only administrators administer, whatever they are in a team; nothing that acts by itself does', () => {
    expect([ines, marta, ada].map((who) => can(actor(who), 'workspace.administer'))).toEqual([false, false, true]);
    expect(can({ kind: 'api', keyId: 'k' }, 'workspace.administer')).toBe(false);
    expect(can({ kind: 'system' }, 'workspace.administer')).toBe(false);
  });

  it('supervising is a right in a team', () => {
    expect(can(actor(marta), 'team.supervise', { teamId: teamId(2) })).toBe(true);
    expect(can(actor(marta), 'team.supervise', { teamId: teamId(3) })).toBe(false);
    expect(can(actor(ines), 'team.supervise', { teamId: teamId(1) })).toBe(false);
  });

  it('administrators and auditors see everything, others their teams and what names them', () => {
    expect(scopesOf(ada)).toBeNull();
    expect(scopesOf({ ...ines, auditor: true })).toBeNull();
    expect(scopesOf(ines)).toEqual([teamId(1), `person:${ines.id}`]);
  });
});
