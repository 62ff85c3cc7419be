import type { FileProblem } from './problem.ts';

/** A file's bytes as text: UTF-8, or UTF-16 where its first bytes say so. Anything else is named, never guessed. */
export function decode(bytes: Uint8Array): string | FileProblem {
  if (bytes.length === 0) return { unreadable: 'The file is empty.', line: null };
  const [a, b] = bytes;
  const wide = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.trim() === '' ? { unreadable: 'The file is empty.', line: null } : text;
    return {
      unreadable: 'The file holds zero bytes, so it is no text, or text in UTF-16 without its mark. Save it as UTF-8.',
      line: null,
    };
  } catch {
    if (wide) return { unreadable: 'The file says that it is UTF-16, but is broken. Save it as UTF-8.', line: null };
    const line = lineOfBadByte(bytes);
    return {
      unreadable: `Line ${line} holds characters that are not UTF-8 (perhaps Windows-1252). Save the file as UTF-8.`,
      line,
    };
  }
}

/** The first line that doesn't decode; a line feed is never part of another character in UTF-8. */
function lineOfBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    try {
      decoder.decode(bytes.subarray(start, end === -1 ? bytes.length : end));
    } catch {
      return line;
    }
    if (end === -1) return line;
    start = end + 1;
  }
}
