import { describe, expect, it } from 'vitest';
import { turnsOf } from '../../../renderer/queue/sla-turns.ts';
import { HOUR, id, MINUTE, MONDAY } from '../ticket/sample.ts';
import { row, target } from './rows.ts';

const me = id<never>(1);
const due = (at: number) => row(1, { personId: me, subject: 'VPN drops', nearest: target(at) });
const at = MONDAY + 2 * HOUR;

describe('what is said of clocks', () => {
  it('the first look says nothing: the list is there to be read', () => {
    expect(turnsOf([due(at)], me, at + MINUTE, null).turns).toEqual([]);
  });

  it('each turn for the worse is said once: near politely, a breach at once', () => {
    const rows = [due(at)];
    let spoken = turnsOf(rows, me, MONDAY, null).next;
    const said = [61, 59, 58, 14, 13, 0, -1].flatMap((minutes) => {
      const { turns, next } = turnsOf(rows, me, at - minutes * MINUTE, spoken);
      spoken = next;
      return turns.map((turn) => `${turn.manner}: ${turn.says}`);
    });
    expect(said).toEqual([
      'polite: Less than one hour to resolve of 48001, VPN drops.',
      'polite: Less than 15 minutes to resolve of 48001, VPN drops.',
      'assertive: Breached: resolve of 48001, VPN drops.',
    ]);
  });

  it('what others hold is theirs to hear', () => {
    const theirs = row(2, { personId: id(2), nearest: target(at) });
    expect(turnsOf([theirs], me, at + 1, new Map()).turns).toEqual([]);
  });

  it('a clock that got air is news again when it runs short again', () => {
    const before = turnsOf([due(at)], me, at - MINUTE, new Map()).next;
    const later = turnsOf([due(at + 3 * HOUR)], me, at - MINUTE, before).next;
    expect(turnsOf([due(at)], me, at - MINUTE, later).turns).toHaveLength(1);
  });
});
