import type { Refusal } from '../../kernel/problem.ts';
import type { ConditionAnswer } from './condition-answer.ts';
import type { ConditionsSeen } from './conditions-seen.ts';

/** What the conditions of a permit are called, and what asks for them. */
export type ConditionsAsked = {
  readonly words: Readonly<Record<string, string>>;
  readonly clause: string;
  readonly row: string;
};

/**
 * Why something does not begin by its conditions: each that was answered has been seen, and seen met, by the desk. A no of the application
 * stands until they see otherwise. Pure.
 */
export function judgeConditions(
  answers: readonly ConditionAnswer[],
  seen: ConditionsSeen | undefined,
  asked: ConditionsAsked,
): Refusal | undefined {
  if (answers.length === 0) return undefined;
  const unmet = findUnmet(seen?.answers ?? answers);
  if (unmet.length > 0) {
    const names = unmet.map((condition) => `「${nameOf(condition, asked)}」`).join('');
    const detail = `条件${names}が満たされていません。満たしてから、受付・警備が確かめてください`;
    return { code: 'conflict', detail: `${detail}${under(asked)}。` };
  }
  return seen === undefined
    ? { code: 'conflict', detail: `受付・警備が条件を見て確かめてから始めてください${under(asked)}。` }
    : undefined;
}

/** The conditions that are not met. */
export function findUnmet(answers: readonly ConditionAnswer[]): readonly string[] {
  return answers.flatMap(({ condition, met }) => (met ? [] : [condition]));
}

function nameOf(condition: string, { words }: ConditionsAsked): string {
  const name = words[condition];
  return name === undefined ? condition : `${name}（${condition}）`;
}

function under({ clause, row }: ConditionsAsked): string {
  return `（${clause}、別表2 行${row.slice(3)}）`;
}
