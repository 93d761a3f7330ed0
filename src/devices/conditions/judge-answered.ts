import type { FieldError } from '../../kernel/problem.ts';
import type { ConditionAnswer } from './condition-answer.ts';

/** What is wrong with the answers of a look: each condition that is asked is answered, once, and none besides. */
export function judgeAnswered(
  at: string,
  asked: readonly string[],
  answers: readonly ConditionAnswer[],
): readonly FieldError[] {
  const answered = answers.map(({ condition }) => condition);
  const silent = asked.filter((condition) => !answered.includes(condition));
  return [
    ...silent.map((condition) => ({ at, message: `許可の条件 ${condition} を確かめて答えてください` })),
    ...answered.flatMap((condition, place) =>
      asked.includes(condition)
        ? []
        : [{ at: `${at}/${place}/condition`, message: 'この許可の条件ではありません' }],
    ),
    ...judgeAnsweredTwice(at, answers),
  ];
}

/** The answers to a condition that was answered before. */
export function judgeAnsweredTwice(at: string, answers: readonly ConditionAnswer[]): readonly FieldError[] {
  const answered = answers.map(({ condition }) => condition);
  return answered.flatMap((condition, place) =>
    answered.indexOf(condition) < place
      ? [{ at: `${at}/${place}/condition`, message: 'この条件にはもう答えています' }]
      : [],
  );
}
