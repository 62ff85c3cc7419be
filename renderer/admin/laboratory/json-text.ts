/** JSON as a person would lay it out: the whole over several lines, in it what is short on one. */
export function written(value: unknown): string {
  return laidOut(value, '', 0);
}

/** `before`: how much stands on the line already. */
function laidOut(value: unknown, indent: string, before: number): string {
  const plain = spaced(value);
  const fits = before > 0 && before + plain.length <= WIDTH;
  if (fits || typeof value !== 'object' || value === null || Object.keys(value).length === 0) return plain;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((one) => laidOut(one, inner, inner.length))
    : Object.entries(value).map(([key, one]) => {
        const name = `${JSON.stringify(key)}: `;
        return name + laidOut(one, inner, inner.length + name.length);
      });
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}

/** A list of entries, each on a line of its own however long. */
export function writtenByLine(list: readonly unknown[]): string {
  return list.length === 0 ? '[]' : `[\n${list.map((one) => `  ${spaced(one)}`).join(',\n')}\n]`;
}

const WIDTH = 46;

/** On one line, with a space after comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${spaced(one)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** What was typed, or why it can't be read, with the line where that is known. */
export function read(text: string): { value: unknown } | { says: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (failure) {
    const at = /position (\d+)/.exec(failure instanceof Error ? failure.message : '')?.[1];
    if (text.trim() === '') return { says: 'Nothing stands here yet.' };
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length;
    return { says: `This can’t be read: look at line ${line}. A comma, a quote or a bracket may be missing.` };
  }
}
