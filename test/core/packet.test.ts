import { expect, it } from 'vitest';
import { scorePacket } from '#core/commands/packet.ts';
import type { Packet } from '#core/ticket/escalation.ts';
import { monday } from './desk.ts';

const packet = (part: Partial<Packet>): Packet => ({
  observed: 'The gateway drops every five minutes.',
  tried: 'Restarted it, and moved one client.',
  asked: 'Only since the weekend, they say.',
  hypothesis: 'The new switch lacks a VLAN.',
  access: 'The core switches',
  promisedUntil: monday,
  ...part,
});
const missing = (part: Partial<Packet>) => scorePacket(packet(part)).missing.map(({ name }) => name);

it('that no access is needed is an answer; no answer is none', () => {
  for (const access of ['none', 'None.', ' nothing ', 'n/a', 'no']) expect(missing({ access }), access).toEqual([]);
  for (const access of ['', '  ', '?', 'x']) expect(missing({ access }), access).toEqual(['access needed']);
});

it('what happened and what was tried is told, not waved off', () => {
  expect(missing({ tried: 'none', observed: 'no' })).toEqual(['observed', 'tried']);
  expect(scorePacket(packet({ promisedUntil: null }))).toEqual({
    score: 84,
    missing: [{ name: 'promised until', points: 16 }],
  });
});
