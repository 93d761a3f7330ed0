import type { Pool } from '../src/db/pool.ts';

/** Milliseconds for which a transaction held heads, and what of it was the commit alone. */
export type Held = { readonly heldMs: number; readonly commitMs: number };

/**
 * The pool of the service, watched: `last` tells of the last transaction that committed for how long it held heads, from
 * the answer to `take-heads` to the answer to the commit.
 */
export function heldHeads(pool: Pool): { readonly pool: Pool; readonly last: () => Held } {
  let takenAt = Number.NaN;
  let last: Held = { heldMs: Number.NaN, commitMs: Number.NaN };
  const watched = async (query: () => unknown, statement: unknown) => {
    const sentAt = performance.now();
    const answer = await query();
    const answeredAt = performance.now();
    if (nameOf(statement) === 'take-heads') takenAt = answeredAt;
    if (statement === 'commit') last = { heldMs: answeredAt - takenAt, commitMs: answeredAt - sentAt };
    return answer;
  };
  return {
    last: () => last,
    pool: intercept(pool, 'connect', async (connect) =>
      intercept(Object(await connect()), 'query', (query, statement) => watched(query, statement)),
    ),
  };
}

function nameOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'name' in statement
    ? statement.name
    : undefined;
}

/** The same object, but for one method. */
function intercept<Target extends object>(
  target: Target,
  method: string,
  instead: (original: () => unknown, first: unknown) => unknown,
): Target {
  return new Proxy(target, {
    get(_, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        const original = (): unknown => Reflect.apply(value, target, given);
        return key === method ? instead(original, given[0]) : original();
      };
    },
  });
}
