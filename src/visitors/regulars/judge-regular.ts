import { addDays } from '../../zones/hours/calendar.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';

/** Why somebody who comes with visits should hold a card of their own (事前貸与). */
export const regularReasons = {
  weekly: '1か月のあいだ、毎週決まった日数以上来ている',
  yearly: '1年の来訪が決まった回数を超えた',
  'in-a-row': '決まった日数以上続けて来ている',
} as const;

export type RegularReason = keyof typeof regularReasons;

const weeks = 4;

/**
 * Why somebody should hold a card, by the days on which they came in the last year, ascending. A row of days is not broken by days off.
 * Whoever comes too often is told of, and never refused.
 */
export function judgeRegular(
  days: readonly string[],
  { daysAWeek, visitsAYear, daysInARow }: VisitorSettings['regulars'],
  { today, isOff }: { readonly today: string; readonly isOff: (day: string) => boolean },
): readonly RegularReason[] {
  const weekly = Array.from({ length: weeks }, (_, week) => {
    const [first, last] = [addDays(today, -7 * (week + 1) + 1), addDays(today, -7 * week)];
    return days.filter((day) => first <= day && day <= last).length;
  }).every((count) => count >= daysAWeek);
  const reasons: readonly (readonly [RegularReason, boolean])[] = [
    ['weekly', weekly],
    ['yearly', days.length > visitsAYear],
    ['in-a-row', longestRow(days, isOff) >= daysInARow],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}

/** Calendar days from the first to the last of the longest row. */
function longestRow(days: readonly string[], isOff: (day: string) => boolean): number {
  let [longest, length, before] = [0, 0, ''];
  for (const day of days) {
    const gap = before === '' ? undefined : gapTo(before, day, isOff);
    length = gap === undefined ? 1 : length + gap;
    longest = Math.max(longest, length);
    before = day;
  }
  return longest;
}

/** Days from one to the next of a row; undefined where a day between them was not off. */
function gapTo(before: string, day: string, isOff: (day: string) => boolean): number | undefined {
  let gap = 1;
  for (let between = addDays(before, 1); between < day; between = addDays(between, 1)) {
    if (!isOff(between)) return undefined;
    gap += 1;
  }
  return gap;
}
