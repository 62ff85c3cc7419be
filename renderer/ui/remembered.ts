import { useCallback, useState } from 'react';

/**
 * View state that this device remembers: widths, density, theme, saved searches. Never anything that would be missed.
 * Where storage refuses (private windows, full disks) it lives as long as the page.
 */
export function readRemembered<T>(key: string, parse: (value: unknown) => T | null, otherwise: T): T {
  try {
    const text = window.localStorage.getItem(`tierline.${key}`);
    return text === null ? otherwise : (parse(JSON.parse(text)) ?? otherwise);
  } catch {
    return otherwise;
  }
}

export function writeRemembered(key: string, value: unknown): void {
  try {
    window.localStorage.setItem(`tierline.${key}`, JSON.stringify(value));
  } catch {
    // It is a convenience; the page goes on without.
  }
}

export function useRemembered<T>(
  key: string,
  parse: (value: unknown) => T | null,
  otherwise: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState(() => readRemembered(key, parse, otherwise));
  const set = useCallback(
    (next: T) => {
      setValue(next);
      writeRemembered(key, next);
    },
    [key],
  );
  return [value, set];
}

export const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

export const asOneOf =
  <const T extends string>(...words: T[]) =>
  (value: unknown): T | null =>
    words.find((word) => word === value) ?? null;
