import type { OpenHours } from '../plan/site-plan.ts';
import { type Finding, type Lint, place } from './finding.ts';

type Hours = OpenHours['hours'][number];

const day = 24 * 60;
const week = 7 * day;

/**
 * Hours that end at their last minute: an end is exclusive, so `until: "23:59"` shuts the door from 23:59 to midnight. A
 * warning, because nobody but who wrote it knows whether the minute is meant to be lost; midnight is written `00:00`.
 */
export const lostMinutes: Lint = (plan) =>
  plan.schedules.flatMap(({ id, name, hours }, index) =>
    hours.flatMap((one, nth): readonly Finding[] => {
      if (!endsOf(one).some((end) => isLost(end, hours))) return [];
      const next = clock(minuteOf(one.until) + 1);
      const message = `時間割「${name}」は${one.until}に終わるため、${one.until}から${next === '00:00' ? '24:00' : next}までの1分は開きません。終わりの時刻は含まれないので、続けて開けるなら「${next}」と書いてください。`;
      return [
        {
          code: 'schedule-loses-a-minute',
          severity: 'warning',
          ...place('schedules', index, id, `/hours/${nth}/until`),
          message,
        },
      ];
    }),
  );

/** The minute that begins with an end is lost where the schedule is shut in it, and midnight or more of its hours follow. */
function isLost(end: number, hours: readonly Hours[]): boolean {
  const after = (end + 1) % week;
  const followed = after % day === 0 || hours.some((one) => startsOf(one).includes(after));
  return followed && !hours.some((one) => isOpenAt(one, end));
}

function isOpenAt(hours: Hours, minute: number): boolean {
  return startsOf(hours).some((start) => (minute - start + week) % week < lengthOf(hours));
}

function endsOf(hours: Hours): readonly number[] {
  return startsOf(hours).map((start) => (start + lengthOf(hours)) % week);
}

/** In minutes since Monday 00:00. */
function startsOf({ weekdays, from }: Hours): readonly number[] {
  return weekdays.map((weekday) => (weekday - 1) * day + minuteOf(from));
}

/** Up to a whole day: what ends when it begins ends then the next day. */
function lengthOf({ from, until }: Hours): number {
  return (minuteOf(until) - minuteOf(from) + day) % day || day;
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function clock(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
