import { type DeterminationClause, isRestricted } from './determination-clause.ts';
import { isCovered } from './is-covered.ts';
import type { PolicyRow } from './policy.ts';

/** What an organisation and its sites have given names to, and a clause may therefore name. */
export type KnownNames = {
  readonly purposes: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
};

type ClauseFaultCode =
  | 'value-not-offered'
  | 'last-is-restricted'
  | 'unrestricted-before-the-last'
  | 'never-reached'
  | 'unknown-part'
  | 'unknown-purpose'
  | 'unknown-schedule'
  | 'condition-without-words'
  | 'notification-with-decider'
  | 'decider-without-application'
  | 'number-not-of-this-row'
  | 'number-without-measure'
  | 'number-impossible';

/** One thing wrong with the clause at `index`; `named` is the code it names in vain. */
export type ClauseFault = {
  readonly code: ClauseFaultCode;
  readonly index: number;
  readonly named?: string;
};

type Found = Omit<ClauseFault, 'index'>;

/** Everything wrong with the clauses of a determination for a row, clause by clause. */
export function judgeClauses(
  row: PolicyRow,
  clauses: readonly DeterminationClause[],
  names: KnownNames,
): readonly ClauseFault[] {
  return clauses.flatMap((clause, index) =>
    [
      ...judgeOrder(clause, index, clauses),
      ...judgeNames(row, clause, names),
      ...judgeAnswer(row, clause),
    ].map((found) => ({ ...found, index })),
  );
}

/** The first that matches answers, so that each must have a case of its own and the last must have all that is left. */
function judgeOrder(
  clause: DeterminationClause,
  index: number,
  clauses: readonly DeterminationClause[],
): readonly Found[] {
  const isLast = index === clauses.length - 1;
  if (isRestricted(clause) === isLast) {
    return [{ code: isLast ? 'last-is-restricted' : 'unrestricted-before-the-last' }];
  }
  const earlier = clauses.slice(0, index).filter(isRestricted);
  return isCovered(clause, earlier) ? [{ code: 'never-reached' }] : [];
}

function judgeNames(
  { parts = {} }: PolicyRow,
  { part, purposes = [], times, conditions, words }: DeterminationClause,
  names: KnownNames,
): readonly Found[] {
  const found: Found[] = purposes
    .filter((purpose) => !names.purposes.has(purpose))
    .map((named) => ({ code: 'unknown-purpose', named }));
  if (part !== undefined && !Object.hasOwn(parts, part)) found.push({ code: 'unknown-part', named: part });
  if (times !== undefined && 'schedule' in times && !names.schedules.has(times.schedule)) {
    found.push({ code: 'unknown-schedule', named: times.schedule });
  }
  if (conditions !== undefined && words === undefined) found.push({ code: 'condition-without-words' });
  return found;
}

/** 届出 asks nobody: one that waits for 承認 is a 許可, and is to be called so. */
function judgeAnswer(
  { choices, countsPersons, appliedFor }: PolicyRow,
  { value, decider, number }: DeterminationClause,
): readonly Found[] {
  const found: Found[] = choices?.includes(value) === false ? [{ code: 'value-not-offered' }] : [];
  if (decider !== undefined && value === 'notification') found.push({ code: 'notification-with-decider' });
  else if (decider !== undefined && !isDecided(value, appliedFor)) {
    found.push({ code: 'decider-without-application' });
  }
  if (number === undefined) return found;
  if (countsPersons === undefined) found.push({ code: 'number-not-of-this-row' });
  if (value !== 'required') found.push({ code: 'number-without-measure' });
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = number;
  if (atLeast > atMost) found.push({ code: 'number-impossible' });
  return found;
}

/** Whether somebody decides case by case: what is 許可 or 禁, and a measure that is 要 where it is applied for. */
function isDecided(value: DeterminationClause['value'], appliedFor: true | undefined): boolean {
  const asked = appliedFor === true && value === 'required';
  return asked || value === 'permission' || value === 'forbidden-unless-permitted';
}
