import type { ErasableName } from './erasables.ts';
import type { Due } from './load-due.ts';

/** What of one kind, in one log, is erased early together with the names of some persons. */
export type EarlyPart = {
  readonly log: string;
  readonly what: ErasableName;
  readonly due: readonly Due[];
  /** How many records of it are about these persons and stay to their date: something needs them still. */
  readonly stay: number;
};

/** Joins what was found by more than one way: everything is erased once. */
export function joinParts(parts: readonly EarlyPart[]): readonly EarlyPart[] {
  const joined = new Map<string, EarlyPart>();
  for (const part of parts) {
    const key = `${part.log} ${part.what}`;
    const { due, stay } = joined.get(key) ?? { due: [], stay: 0 };
    const isThere = new Set(due.map(placeOf));
    const more = part.due.filter((one) => !isThere.has(placeOf(one)));
    joined.set(key, { ...part, due: [...due, ...more], stay: stay + part.stay });
  }
  return [...joined.values()].filter(({ due, stay }) => due.length > 0 || stay > 0);
}

function placeOf({ id, seq }: Due): string {
  return `${id} ${seq}`;
}
