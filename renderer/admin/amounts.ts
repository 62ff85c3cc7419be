/** Amounts as people type and read them: `45m`, `4h`, `1h 30m 15s`; a bare number is minutes. Always business time. */

/** Seconds; null where nothing is promised (an empty field or a dash), `bad` where it can't be read. */
export function secondsOf(text: string): number | null | 'bad' {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '–' || trimmed === '-') return null;
  const match = /^(?:(\d+)\s*h\s*)?(?:(\d+)\s*(?:m\s*|$))?(?:(\d+)\s*s)?$/i.exec(trimmed);
  if (!match) return 'bad';
  const seconds = Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : 'bad';
}

export function amountText(seconds: number | null): string {
  if (seconds === null) return '';
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join(' ');
}

/** `75, 90` ↔ shares; null where it can't be read. */
export function sharesOf(text: string): number[] | null {
  const parts = text.split(/[,;\s%]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.every((number) => number > 0 && number < 100) ? numbers.map((number) => number / 100) : null;
}

export function sharesText(shares: readonly number[]): string {
  return shares.map((share) => Math.round(share * 1_000_000) / 10_000).join(', ');
}
