import type { Packet } from '../ticket/escalation.ts';

/** What each part of a handoff packet is worth, and its name. Together 100. */
export const packetParts = [
  { key: 'observed', name: 'observed', points: 24 },
  { key: 'tried', name: 'tried', points: 20 },
  { key: 'asked', name: 'asked', points: 20 },
  { key: 'hypothesis', name: 'hypothesis', points: 10 },
  { key: 'access', name: 'access needed', points: 10 },
  { key: 'promisedUntil', name: 'promised until', points: 16 },
] as const satisfies readonly { key: keyof Packet; name: string; points: number }[];

/** Fewer characters than this say nothing. */
const LEAST = 8;

/** That nothing is needed is an answer too, and a short one. */
const NOTHING = /^(none|no|nothing|n\/?a)[.!]?$/i;

/** 0 to 100, and what is missing with its points. */
export function scorePacket(packet: Packet): { score: number; missing: { name: string; points: number }[] } {
  const missing = packetParts.filter(({ key }) => {
    const part = packet[key];
    if (key === 'access' && NOTHING.test(packet.access.trim())) return false;
    return typeof part === 'string' ? part.trim().length < LEAST : part === null;
  });
  const lost = missing.reduce((sum, part) => sum + part.points, 0);
  return { score: 100 - lost, missing: missing.map(({ name, points }) => ({ name, points })) };
}
