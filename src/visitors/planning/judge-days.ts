import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { addDays } from '../../zones/hours/calendar.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import { isTooLong } from './days-of.ts';

/** What is wrong with the days that a visit gains: none in the past, and from first to last no longer than a series may be. */
export function judgeDays(
  days: readonly string[],
  added: readonly string[],
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): readonly FieldError[] {
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) {
    return [{ at: '/series', message: 'この期間に当てはまる日がありません' }];
  }
  const errors: FieldError[] = [];
  if (isTooLong(first, last)) {
    const message = '連続した訪問は3か月までです。それより長く来る人には識別カードを発行してください';
    errors.push({ at: '/days', message });
  }
  const today = dayAt(now, timeZone);
  if (added.some((day) => day < today)) errors.push({ at: '/days', message: '過ぎた日は予定できません' });
  return errors;
}

/** Why a name can no longer be announced for one of these days, by the closing time of the site; it goes the walk-in way. */
export function judgeClosingTime(
  days: readonly string[],
  { announceBy }: Pick<VisitorSettings, 'announceBy'>,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Refusal | undefined {
  if (announceBy === undefined) return undefined;
  const { daysBefore, at } = announceBy;
  const closed = days.filter((day) => instantOf(addDays(day, -daysBefore), at, timeZone) <= now.getTime());
  if (closed.length === 0) return undefined;
  return {
    code: 'announcement-closed',
    detail: `${closed.join('、')} の予約は締め切りました（${daysBefore === 0 ? '当日' : `${daysBefore}日前`}の ${at} まで）。当日、受付に申し出てもらってください。`,
  };
}
