type Element = string | number | Date | Uint8Array | null | undefined;

/**
 * A one-dimensional PostgreSQL array as text, to be cast where it is used (`$1::uuid[]`). The driver's own way looks
 * twice through every element for what to escape; almost none of ours has anything.
 */
export function arrayText(elements: readonly Element[]): string {
  return `{${elements.map(elementText).join(',')}}`;
}

function elementText(element: Element): string {
  if (element === null || element === undefined) return 'NULL';
  if (typeof element === 'string') return quoted(element);
  if (typeof element === 'number') return String(element);
  if (element instanceof Date) return `"${element.toISOString()}"`;
  return `"\\\\x${Buffer.from(element.buffer, element.byteOffset, element.byteLength).toString('hex')}"`;
}

const special = /["\\]/;

function quoted(text: string): string {
  return special.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

/**
 * JSON texts as lines, read back by `string_to_array($1, E'\n')`: JSON escapes a line break, so none stands in a text,
 * and the quotes, of which it is full, need no escaping.
 */
export function jsonLines(texts: readonly string[]): string {
  return texts.join('\n');
}
