import { createHash } from 'node:crypto';

/**
 * The same id for the same words, for ever: a UUIDv8 (RFC 9562, section 5.8) from a SHA-256. What is brought in twice
 * is found to be there, without a table of who brought what.
 */
export function idFrom<T extends string>(...words: readonly string[]): T {
  const bytes = createHash('sha256')
    .update(words.map((word) => `${word.length}:${word}`).join('|'), 'utf8')
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return id as T;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
