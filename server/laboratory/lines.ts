/** A line longer than this is nobody's question. */
export const LONGEST = 16 * 1024 * 1024;

/** A line; null where it was too long, or is not UTF-8. */
export type Line = { text: string } | { text: null; because: 'long' | 'unreadable' };

/**
 * Bytes as lines, each as soon as it is whole: parted by line feeds only (JSON may hold other ends of lines), the last
 * one without it too. Of one that is too long nothing is kept.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const text = new TextDecoder('utf-8', { fatal: true });
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    length += part.length;
    if (length > LONGEST) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const take = (): Line => {
    const [whole, tooLong] = [Buffer.concat(parts), length > LONGEST];
    parts = [];
    length = 0;
    if (tooLong) return { text: null, because: 'long' };
    try {
      return { text: text.decode(whole) };
    } catch {
      return { text: null, because: 'unreadable' };
    }
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

const LINE_FEED = 0x0a;
