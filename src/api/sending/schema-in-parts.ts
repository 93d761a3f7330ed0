/** The JSON Schema of an object, whatever its members are. */
export type ObjectSchema = { readonly properties: Readonly<Record<string, object>> };

/** The schema of an object in parts. */
export type SchemaInParts = {
  /** The object with anything in its long lists. */
  readonly frame: ObjectSchema;
  /** What may stand in each of these lists. */
  readonly items: ReadonlyMap<string, object>;
};

/** Lists that may be as long are looked at item by item. */
const long = 1_000;

/** Takes the long lists of a schema apart, so that a value of megabytes need not be checked in one go. */
export function schemaInParts(schema: ObjectSchema): SchemaInParts {
  const items = new Map<string, object>();
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const { items: item, ...list }: { readonly items?: object; readonly maxItems?: number } = property;
    if (item === undefined || (list.maxItems ?? long) < long) return [name, property];
    items.set(name, item);
    return [name, list];
  });
  return { frame: { ...schema, properties: Object.fromEntries(properties) }, items };
}

/** An item of a long list, and where it stands. */
export type ListedItem = { readonly list: string; readonly index: number; readonly item: unknown };

/** What stands in the long lists of a value. */
export function* itemsIn(value: unknown, { items }: Pick<SchemaInParts, 'items'>): Iterable<ListedItem> {
  for (const list of items.keys()) {
    const found: unknown = Reflect.get(Object(value), list);
    if (!Array.isArray(found)) continue;
    for (const [index, item] of found.entries()) yield { list, index, item };
  }
}
