import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { EscalationId, type Instant, MessageId, uuidv7 } from '#core/ids.ts';

/** Identity and chance at this edge: ids from server time and the machine's chance, hashes of text as typed. */
export function createMaking(now: () => Instant, fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array) {
  const id = () => uuidv7(now(), fill(new Uint8Array(10)));
  return {
    messageId: () => MessageId.parse(id()),
    escalationId: () => EscalationId.parse(id()),
    /** SHA-256 of the UTF-8 text, in hex; the server verifies it. */
    hash: (body: string) => bytesToHex(sha256(utf8ToBytes(body))),
  };
}

/** With the browser's own chance. */
export function browserMaking(now: () => Instant) {
  return createMaking(now, (bytes) => crypto.getRandomValues(bytes));
}
