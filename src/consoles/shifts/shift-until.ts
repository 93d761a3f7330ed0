import { nextTimeOfDay } from '../../zones/hours/next-time-of-day.ts';

const hourMs = 3_600_000;

/** No shift is longer: a day, and two hours to hand over. */
export const longestShiftMs = 26 * hourMs;

/** Who comes so shortly before a shift ends takes over the one after it. */
const earlyMs = hourMs;

/** Of whoever keeps a console at which nobody relieves another at fixed hours. */
const withoutEndsMs = 12 * hourMs;

export type Shifts = {
  /** `HH:MM`, by the clocks of the site. */
  readonly shiftEnds: readonly string[];
  readonly timeZone: string;
};

/** Until when whoever takes over a console now keeps it: to the next end of a shift, which for who comes early is not the one they wait for. */
export function shiftUntil({ shiftEnds, timeZone }: Shifts, now: Date): Date {
  const earliest = new Date(now.getTime() + earlyMs);
  const ends = shiftEnds.map((time) => nextTimeOfDay(time, timeZone, earliest).getTime());
  return new Date(Math.min(now.getTime() + (ends.length === 0 ? withoutEndsMs : longestShiftMs), ...ends));
}
