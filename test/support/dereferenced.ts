// biome-ignore lint/suspicious/noExplicitAny: tests look into documents of every shape
type Document = any;

/** A JSON document with what its `$ref`s name in their places; throws where one names nothing. */
export function dereferenced(document: Document): Document {
  function inline(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== 'object' || value === null) return value;
    if ('$ref' in value) return inline(named(document, String(value.$ref)));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inline(item)]));
  }
  return inline(document);
}

/** What a local reference (`#/components/schemas/Person`) names. */
function named(document: Document, reference: string): unknown {
  const found = reference
    .split('/')
    .slice(1)
    .reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  if (found === undefined) throw new Error(`${reference} names nothing`);
  return found;
}
