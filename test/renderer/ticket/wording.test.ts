import { describe, expect, it } from 'vitest';
import { createNames, staysAccountable } from '../../../renderer/ticket/wording.ts';
import { ines, reference, ruben, teamId } from '../../core/desk.ts';

it('who stays accountable while it is offered is whoever holds it, whoever offers it', () => {
  const names = createNames(reference(), ines.id);
  const held = (personId: typeof ines.id | null) =>
    staysAccountable({ accountable: { teamId: teamId(2), personId } }, names, ines.id);
  expect(held(ines.id)).toBe('You stay accountable');
  expect(held(ruben.id)).toBe('Ruben stays accountable');
  expect(held(null)).toBe(`${names.team(teamId(2))} stays accountable`);
});

describe('who asks', () => {
  const names = createNames(reference(), ines.id);
  const caller = { requesterId: null, fields: { caller: 'Zora Unknown', callerPhone: '' } };
  const nobody = { requesterId: null, fields: {} };

  it('somebody in no list is called by the name that was written down, whole or by the first', () => {
    expect(names.asker(caller)).toBe('Zora Unknown');
    expect(names.firstOfAsker(caller)).toBe('Zora');
    expect(names.author({ kind: 'requester', id: null }, caller)).toBe('Zora Unknown');
  });

  it('of whom no name is known nothing is made up', () => {
    expect([names.asker(nobody), names.firstOfAsker(nobody)]).toEqual(['The requester', 'The requester']);
    expect(names.author({ kind: 'requester', id: null }, nobody)).toBe('The requester');
  });

  it('what a colleague or the desk itself wrote is theirs', () => {
    expect(names.author({ kind: 'person', id: ruben.id }, caller)).toBe('Ruben');
    expect(names.author({ kind: 'system' }, caller)).toBe('Tierline');
  });
});
