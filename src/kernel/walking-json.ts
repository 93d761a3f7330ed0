import type { Slices } from './in-slices.ts';

/** A list or an object within a JSON value, and by which key in which other one it stands. */
export type Place = {
  readonly value: object;
  readonly key: string | number;
  readonly within: Place | undefined;
};

/** Values that are looked at in one go: each may be a text of 64 KB. */
const lookedAt = 16;

/**
 * Looks at every value within a JSON value, in its order, until it is `enough`. Without recursion, for it may be nested deeper than the
 * stack, and keeping no more than the way to where it is.
 */
export function* walkingJson(
  value: unknown,
  key: string,
  look: (item: unknown, key: string | number, within: Place | undefined) => 'on' | 'enough',
): Slices<void> {
  if (look(value, key, undefined) === 'enough') return;
  let inside = opened(value, key, undefined);
  let looked = 0;
  while (inside !== undefined) {
    if (inside.next === inside.size) {
      inside = inside.within;
      continue;
    }
    const itemKey: string | number = inside.keys?.[inside.next] ?? inside.next;
    const item: unknown = Reflect.get(inside.value, itemKey);
    inside.next += 1;
    if (look(item, itemKey, inside) === 'enough') return;
    inside = opened(item, itemKey, inside) ?? inside;
    looked += 1;
    if (looked % lookedAt === 0) yield;
  }
}

type Opened = Place & {
  readonly within: Opened | undefined;
  /** Of an object; a list is looked at by its places: pairs of key and value for 800,000 numbers would take a second to make. */
  readonly keys: readonly string[] | undefined;
  readonly size: number;
  next: number;
};

function opened(value: unknown, key: string | number, within: Opened | undefined): Opened | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Array.isArray(value) ? undefined : Object.keys(value);
  const size = Array.isArray(value) ? value.length : (keys?.length ?? 0);
  return size === 0 ? undefined : { value, key, within, keys, size, next: 0 };
}
