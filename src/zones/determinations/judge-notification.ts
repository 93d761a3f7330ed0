import type { FieldError } from '../../kernel/problem.ts';
import type { DeterminationRow } from './determination-row.ts';

type Answer = Pick<DeterminationRow, 'value' | 'clauses'>;

/** What is wrong where a determination says 届出 and whoever adopts it does not say whether one may begin before anyone answers. */
export function judgeNotification(
  proposed: Answer,
  beginsBeforeAnswer: boolean | undefined,
): readonly FieldError[] {
  const asked = saysNotification(proposed) && beginsBeforeAnswer === undefined;
  return asked ? [{ at: '/beginsBeforeAnswer', message }] : [];
}

/**
 * The answer as it is adopted. What does not begin before anyone answers is 許可, whatever it is called: 「届出をして承認を受ける」 is decided
 * before it begins.
 */
export function asAdopted<Row extends Answer>(proposed: Row, beginsBeforeAnswer: boolean | undefined): Row {
  if (beginsBeforeAnswer !== false) return proposed;
  const decided = <Value extends string>(value: Value) => (value === 'notification' ? 'permission' : value);
  return {
    ...proposed,
    value: decided(proposed.value),
    clauses: proposed.clauses?.map((clause) => ({ ...clause, value: decided(clause.value) })) ?? null,
  };
}

/** Whether a determination says 届出 of any case. */
export function saysNotification(answer: Answer): boolean {
  return valuesOf(answer).includes('notification');
}

function valuesOf({ value, clauses }: Answer): readonly string[] {
  return clauses === null ? [value] : clauses.map((clause) => clause.value);
}

const message =
  '「届出」は、届け出た人が、だれかが答える前に始めてよいものです。始めてよければ true、答えを待って始めるのであれば false（何と呼んでも「許可」として採択します）を書いてください';
