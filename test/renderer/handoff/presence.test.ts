import { describe, expect, it } from 'vitest';
import type { PersonPresence } from '#core/sync/protocol.ts';
import { presenceWords } from '../../../renderer/handoff/PersonChoice.tsx';
import { ines, ruben } from '../../core/desk.ts';

const heard = (state: PersonPresence['state']): PersonPresence[] => [
  { personId: ruben.id, state, ticketId: null, writing: false, unsent: 0, since: 1 },
];

describe('who is there to be handed to', () => {
  it('is said as it was heard', () => {
    expect(presenceWords(heard('here'), ruben)).toBe('here now');
    expect(presenceWords(heard('offline'), ruben)).toBe('offline');
  });

  it('of whom nothing was heard nothing is claimed', () => {
    expect(presenceWords(heard('here'), ines)).toBe('presence not known');
    expect(presenceWords([], ruben)).toBe('presence not known while offline');
  });
});
