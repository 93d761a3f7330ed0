/** The same table with another value at each key. */
export function mapValues<Key extends string, From, To>(
  table: Readonly<Record<Key, From>>,
  of: (value: From) => To,
): Readonly<Record<Key, To>> {
  const entries = Object.entries<From>(table).map(([key, value]) => [key, of(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
