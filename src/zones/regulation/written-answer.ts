import type { Determination } from './determination.ts';
import type { DeterminationClause } from './determination-clause.ts';
import type { DeterminedValue, PolicyRow } from './policy.ts';
import { strictestAmong } from './strictness-of.ts';

/** What a person writes as an answer: one value for every case, or clauses. */
export type WrittenAnswer = {
  readonly value?: DeterminedValue | undefined;
  readonly clauses?: readonly DeterminationClause[] | undefined;
};

/**
 * The answer as a determination holds it: clauses beside the strictest of their values. Undefined where value and clauses
 * are both written, or neither. A single clause that says nothing but its value is that value.
 */
export function readAnswer(
  { kind }: Pick<PolicyRow, 'kind'>,
  { value, clauses }: WrittenAnswer,
): Pick<Determination, 'value' | 'clauses'> | undefined {
  if (clauses === undefined) return value === undefined ? undefined : { value };
  const [first, ...others] = clauses;
  if (value !== undefined || first === undefined) return undefined;
  if (others.length === 0 && Object.keys(first).length === 1) return { value: first.value };
  const values = others.map((clause) => clause.value);
  return { value: strictestAmong(kind, [first.value, ...values]), clauses };
}
