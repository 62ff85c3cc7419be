import type { Zones } from '#core/sla/laboratory/agenda.ts';
import { compileZone, isZone } from '../db/zones.ts';

const compiled = new Map<string, ReturnType<typeof compileZone>>();

/** This machine's zone database, each stretch of years compiled once. */
export const zones: Zones = {
  known: (zone) => zone.length <= 60 && isZone(zone),
  compiled(zone, { from, to }) {
    const key = `${zone} ${from} ${to}`;
    let found = compiled.get(key);
    if (!found) {
      found = compileZone(zone, `${year(from)}-01-01`, `${year(to)}-12-31`);
      if (compiled.size > 1_000) compiled.clear();
      compiled.set(key, found);
    }
    return found;
  },
};

function year(number: number): string {
  return String(number).padStart(4, '0');
}
