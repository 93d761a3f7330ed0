/** Whether two JSON values are the same; the order of an object's fields is no difference, an absent field is `undefined`. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [fieldsOf(one), fieldsOf(other)];
  return [...new Set([...mine.keys(), ...theirs.keys()])].every((key) =>
    sameValue(mine.get(key), theirs.get(key)),
  );
}

/** The fields in which two elements differ, in alphabetical order. */
export function changedFields(one: object, other: object): readonly string[] {
  const [mine, theirs] = [fieldsOf(one), fieldsOf(other)];
  return [...new Set([...mine.keys(), ...theirs.keys()])]
    .filter((key) => !sameValue(mine.get(key), theirs.get(key)))
    .toSorted();
}

function fieldsOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value));
}
