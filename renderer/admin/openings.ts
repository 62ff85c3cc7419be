import type { Opening } from '#core/sla/calendar.ts';

/** `08:00–12:00, 13:00–17:00` as openings; empty is closed, null can't be read. `8-17` is read as well. */
export function openingsOf(text: string): Opening[] | null {
  const trimmed = text.trim();
  if (trimmed === '' || /^closed$/i.test(trimmed)) return [];
  const openings: Opening[] = [];
  for (const part of trimmed.split(/[,;]/)) {
    const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:[-–—]|to)\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/i.exec(part);
    const from = match && clock(match[1], match[2]);
    const to = match && clock(match[3], match[4]);
    if (!from || !to) return null;
    openings.push([from, to]);
  }
  return openings;
}

export function openingsText(openings: readonly Opening[]): string {
  return openings.map(([from, to]) => `${from}–${to}`).join(', ');
}

function clock(hours = '', minutes = '00'): string | null {
  const text = `${hours.padStart(2, '0')}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? text : null;
}
