import type { OpenHours } from '../plan/open-hours.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

type Hours = OpenHours['hours'][number];

const day = 24 * 60;
const week = 7 * day;

/**
 * Hours that end at their last minute: an end is exclusive, so `until: "23:59"` shuts the door from 23:59 to midnight. A
 * warning, because nobody but who wrote it knows whether the minute is meant to be lost; midnight is written `00:00`.
 */
export const lostMinutes: Lint = (plan) =>
  each(plan.schedules, ({ id, name, hours }, index) => {
    const isLost = lostAfter(hours);
    return hours.flatMap((one, nth): readonly Finding[] => {
      if (!endsOf(one).some(isLost)) return [];
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
    });
  });

/** The minute that begins with an end is lost where the schedule is shut in it, and midnight or more of its hours follow. */
function lostAfter(hours: readonly Hours[]): (end: number) => boolean {
  const starts = new Set(hours.flatMap(startsOf));
  const open = openMinutes(hours);
  return (end) => {
    const after = (end + 1) % week;
    return (after % day === 0 || starts.has(after)) && !open.has(end);
  };
}

/** The minutes of the week in which some of the hours run. */
function openMinutes(hours: readonly Hours[]): ReadonlySet<number> {
  const turns = new Map<number, number>();
  const turn = (minute: number, more: number) => turns.set(minute, (turns.get(minute) ?? 0) + more);
  for (const one of hours) {
    for (const start of startsOf(one)) {
      turn(start, 1);
      turn(start + lengthOf(one), -1);
    }
  }
  const open = new Set<number>();
  let running = 0;
  for (let minute = 0; minute < week + day; minute += 1) {
    running += turns.get(minute) ?? 0;
    if (running > 0) open.add(minute % week);
  }
  return open;
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
