/** Amounts as people type and read them: `45m`, `4h`, `1h 30m`; a bare number is minutes. Always business time. */

/** Seconds; null where nothing is promised (an empty field or a dash), `bad` where it can't be read. */
export function secondsOf(text: string): number | null | 'bad' {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '–' || trimmed === '-') return null;
  const match = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m?)?$/i.exec(trimmed);
  if (!match) return 'bad';
  const seconds = (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 60;
  return seconds > 0 ? seconds : 'bad';
}

export function amountText(seconds: number | null): string {
  if (seconds === null) return '';
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}m`;
  return rest === 0 ? `${hours}h` : `${hours}h ${rest}m`;
}

/** `75, 90` ↔ shares; null where it can't be read. */
export function sharesOf(text: string): number[] | null {
  const parts = text.split(/[,;\s%]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.every((number) => number > 0 && number < 100) ? numbers.map((number) => number / 100) : null;
}

export function sharesText(shares: readonly number[]): string {
  return shares.map((share) => Math.round(share * 1000) / 10).join(', ');
}
