import type { VisitRow } from '../registry/visit-rows.ts';

/** Those of these days on which the visit has not turned closed for everybody: on the others nobody more is expected. */
export function daysOpen(
  days: readonly string[],
  { turnedClosed }: Pick<VisitRow, 'turnedClosed'>,
): readonly string[] {
  return days.filter((day) => turnedClosed[day] === undefined);
}

/** Said to whoever adds somebody to a visit that is over for everybody. */
export const closedForAll = '非公開になり、この訪問は終わっています。加えられる日がありません';
