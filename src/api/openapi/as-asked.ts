/**
 * A schema as whoever sends must fill it in: what has a default may be left out. Validation puts the default in first, so
 * the field is there when it is looked for; a document or a client made from the schema cannot know that.
 */
export function asAsked(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asAsked);
  if (!isObject(schema)) return schema;
  const asked = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, asAsked(value)]));
  const { properties, required } = schema;
  if (!isObject(properties) || !Array.isArray(required)) return asked;
  const missing = required.filter((name) => {
    const property = properties[name];
    return !(isObject(property) && 'default' in property);
  });
  const { required: _, ...rest } = asked;
  return missing.length === 0 ? rest : { ...rest, required: missing };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
