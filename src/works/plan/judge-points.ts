import type { FieldError } from '../../kernel/problem.ts';
import type { WorkTerms } from './work-terms.ts';

/** What is wrong with the points of a round: only a patrol has them, and each is a zone of the plan. */
export function judgePoints(
  { form, points = [] }: Pick<WorkTerms, 'form' | 'points'>,
  zones: readonly string[],
): readonly FieldError[] {
  return [
    ...(points.length > 0 && form !== 'patrol'
      ? [{ at: '/terms/points', message: '巡回点は巡回（patrol）だけに書いてください' }]
      : []),
    ...points.flatMap(({ zone, minutes }, index) => [
      ...(zones.includes(zone)
        ? []
        : [{ at: `/terms/points/${index}/zone`, message: '計画の区域（zones）のどれかにしてください' }]),
      ...(minutes !== undefined && minutes.until <= minutes.from
        ? [{ at: `/terms/points/${index}/minutes`, message: '終わりを始まりより後にしてください' }]
        : []),
    ]),
  ];
}
