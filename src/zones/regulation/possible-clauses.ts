import type { Circumstances } from './circumstances.ts';
import {
  type DeterminationClause,
  type Restricted,
  type Restriction,
  restrictions,
} from './determination-clause.ts';
import { isCovered } from './is-covered.ts';

/** A clause that may be the first to match. */
export type PossibleClause = {
  readonly clause: DeterminationClause;
  /** From 1, in the order of the determination. */
  readonly position: number;
  /** What is not known of the case and would tell whether it matches; nothing where it does. */
  readonly hangsOn: readonly Restriction[];
};

/**
 * The clauses that may be the first to match, given what is known: one, where enough is known. A clause is left out
 * where it does not match, and where an earlier one matches whenever it would.
 */
export function possibleClauses(
  clauses: readonly DeterminationClause[],
  known: Circumstances,
): readonly PossibleClause[] {
  const earlier: Restricted[] = [];
  return clauses.flatMap((clause, index): PossibleClause[] => {
    const hangsOn: Restriction[] = [];
    for (const restriction of restrictions) {
      const met = meets(restriction, clause, known);
      if (met === false) return [];
      if (met === undefined) hangsOn.push(restriction);
    }
    const open = stillAsking(clause, hangsOn);
    if (isCovered(open, earlier)) return [];
    earlier.push(open);
    return [{ clause, position: index + 1, hangsOn }];
  });
}

/** What is left of a clause to be asked: the restrictions that are known to be met are gone. */
function stillAsking(clause: DeterminationClause, hangsOn: readonly Restriction[]): Restricted {
  const ask = <One extends Restriction>(one: One) => (hangsOn.includes(one) ? clause[one] : undefined);
  return {
    persons: ask('persons'),
    purposes: ask('purposes'),
    part: ask('part'),
    times: ask('times'),
    conditions: ask('conditions'),
  };
}

/** Whether the circumstances meet one restriction; undefined while what it asks for is unknown. */
function meets<One extends Restriction>(
  restriction: One,
  clause: DeterminationClause,
  known: Circumstances,
): boolean | undefined {
  const named = clause[restriction];
  return named === undefined ? true : judges[restriction](named, known);
}

const judges: {
  readonly [One in Restriction]: (
    named: NonNullable<DeterminationClause[One]>,
    known: Circumstances,
  ) => boolean | undefined;
} = {
  persons: (named, { person }) => (person === undefined ? undefined : named.includes(person)),
  purposes: (named, { purpose }) => (purpose === undefined ? undefined : named.includes(purpose)),
  part: (named, { part }) => (part === undefined ? undefined : named === part),
  times: (named, { isDuring }) => isDuring?.(named),
  conditions: (named, { conditions }) =>
    conditions === undefined ? undefined : named.every((code) => conditions.includes(code)),
};
