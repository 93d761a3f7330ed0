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
  const possible: PossibleClause[] = [];
  const earlier: Restricted[] = [];
  for (const [index, clause] of clauses.entries()) {
    const hangsOn = unknownOf(clause, known);
    if (hangsOn === undefined) continue;
    const position = index + 1;
    // It matches: no later one can be the first.
    if (hangsOn.length === 0) return [...possible, { clause, position, hangsOn }];
    const open = stillAsking(clause, hangsOn);
    if (isCovered(open, earlier)) continue;
    earlier.push(open);
    possible.push({ clause, position, hangsOn });
  }
  return possible;
}

/** What is not known of the case and would tell whether a clause matches; undefined where it does not. */
function unknownOf(clause: DeterminationClause, known: Circumstances): readonly Restriction[] | undefined {
  const unknown: Restriction[] = [];
  for (const restriction of restrictions) {
    const met = meets(restriction, clause, known);
    if (met === false) return undefined;
    if (met === undefined) unknown.push(restriction);
  }
  return unknown;
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
