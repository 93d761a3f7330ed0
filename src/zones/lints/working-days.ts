import { dayKind, weekdayOf } from '../hours/calendar.ts';
import { hoursOn } from '../hours/windows-of-utc-day.ts';
import type { SitePlan } from '../plan/site-plan.ts';
import { each, type Lint, place } from './finding.ts';

const weekdays = ['月', '火', '水', '木', '金', '土', '日'] as const;

/**
 * Days of the calendar called `working` that open no schedule. Such a day lifts holidays and the year end and makes no
 * weekday of a Saturday, so where no schedule names that weekday it does nothing. A warning: nobody is let in by mistake.
 */
export const workingDays: Lint = (plan) => {
  const opens = opensMore(plan);
  return each(plan.calendar, ({ on, day }, index) => {
    if (day !== 'working' || opens(on)) return [];
    const weekday = weekdays[weekdayOf(on) - 1];
    const message = `${on}（${weekday}）を開庁日としていますが、この日に開く時間割は増えません。開庁日は休日と年末年始を外すだけで、${weekday}曜日を含まない時間割は開きません。開けるには、時間割にこの曜日を加えるか、その日だけの延長を記録してください。`;
    return [
      { code: 'working-day-opens-nothing', severity: 'warning', ...place('calendar', index, on), message },
    ];
  });
};

/** Whether some schedule opens longer on a date that is neither holiday nor year end: asked once of dates that are alike. */
function opensMore({ schedules }: SitePlan): (date: string) => boolean {
  const known = new Map<string, boolean>();
  return (date) => {
    const [lifted, otherwise] = [{ holiday: false, yearEnd: false }, dayKind(date, [])];
    const alike = `${weekdayOf(date)} ${otherwise.holiday} ${otherwise.yearEnd}`;
    const opens =
      known.get(alike) ??
      schedules.some(
        (schedule) => hoursOn(schedule, date, lifted).length > hoursOn(schedule, date, otherwise).length,
      );
    known.set(alike, opens);
    return opens;
  };
}
