import { expect, it } from 'vitest';
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
