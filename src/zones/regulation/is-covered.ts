import { sameValue } from '../plan/same-value.ts';
import type { Restricted } from './determination-clause.ts';

/**
 * Whether a clause can never be the first to match, because an earlier one matches whenever it does: tried for each kind
 * of person and purpose it names, since several earlier ones may share them. Hours are compared as they are written.
 */
export function isCovered(clause: Restricted, earlier: readonly Restricted[]): boolean {
  return each(clause.persons).every((person) =>
    each(clause.purposes).every((purpose) =>
      earlier.some(
        (one) =>
          includes(one.persons, person) &&
          includes(one.purposes, purpose) &&
          (one.part === undefined || one.part === clause.part) &&
          (one.times === undefined || sameValue(one.times, clause.times)) &&
          (one.conditions ?? []).every((code) => clause.conditions?.includes(code)),
      ),
    ),
  );
}

/** Whoever is not named stands for one that no clause names. */
function each<Named>(named: readonly Named[] | undefined): readonly (Named | undefined)[] {
  return named ?? [undefined];
}

function includes<Named>(named: readonly Named[] | undefined, one: Named | undefined): boolean {
  return named === undefined || (one !== undefined && named.includes(one));
}
