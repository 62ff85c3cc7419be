import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits of chance, as text for a cookie or a header. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A code to be typed or mailed: 100 bits in groups of five, without letters that look alike. */
export function newCode(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789x';
  const text = Array.from(randomBytes(20), (byte) => letters[byte % 32]).join('');
  return (text.match(/.{5}/g) ?? []).join('-');
}

/** What lies in the database in place of a secret of that much chance: SHA-256 in hex. */
export function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(fingerprint(a)), Buffer.from(fingerprint(b)));
}
