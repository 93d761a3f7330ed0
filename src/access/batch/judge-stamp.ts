import { instantOf } from '../../zones/hours/instant-of.ts';

/** What is noted of a time that is not right: how its clock is off, or that it is no time at which it could have been. */
export type StampNote = 'clock-local' | 'clock-utc' | 'clock-corrected' | 'clock-impossible';

/** The moment by which something that a gateway tells is judged. */
export type Stamp = { readonly at: Date; readonly note: StampNote | undefined };

/** Between which moments a gateway can have done something, where it stands, and what is known of its clock. */
export type StampBounds = {
  /** When the gateway was first let in: before, it had no list to decide by. */
  readonly known: Date;
  readonly now: Date;
  readonly timeZone: string;
  /** Its clock minus ours when it told the time last, in milliseconds; undefined = it never did. */
  readonly offsetMs: number | undefined;
  /** It tells of this moment: a heartbeat, or somebody stands there. What was kept may be of any time. */
  readonly isOfNow: boolean;
};

/** A clock that is off by no more is right. Milliseconds. */
export const clockToleranceMs = 60_000;

/**
 * Judges when something happened that a gateway tells: by its clock, as far as that is off by what is known of it, or exactly by
 * the offset of its site; but never after the receipt and never before the gateway was known. `told`: RFC 3339; undefined
 * where it could not be read, which is taken for the moment of receipt.
 */
export function judgeStamp(told: string | undefined, bounds: StampBounds): Stamp {
  const { now, offsetMs, isOfNow, timeZone } = bounds;
  if (told === undefined) return { at: now, note: undefined };
  const at = new Date(told);
  const off = isOfNow ? at.getTime() - now.getTime() : (offsetMs ?? 0);
  const isExplained = (reading: Stamp) =>
    isNear(at.getTime() - reading.at.getTime(), off) && isPossible(reading.at, bounds);
  const asWritten = { at, note: undefined };
  // Nearly all are right as they are written; to read one otherwise takes longer than to decide it (50 µs).
  if (isExplained(asWritten)) return { at: within(at, bounds), note: undefined };
  const readings = [asWritten, ...misreadings(told, timeZone)];
  const corrected =
    offsetMs === undefined
      ? []
      : [{ at: new Date(at.getTime() - offsetMs), note: 'clock-corrected' } as const];
  const explained = [...readings, ...corrected].find(isExplained);
  const found = explained ?? readings.find((reading) => isPossible(reading.at, bounds));
  return { at: within(found?.at ?? at, bounds), note: found === undefined ? 'clock-impossible' : found.note };
}

/**
 * What the figures of a time mean where they were written under the wrong offset: a clock of the site in UTC, or UTC in the
 * site's own offset.
 */
function misreadings(told: string, timeZone: string): readonly Stamp[] {
  const [, date = '', time = '', offset] = /^([^T]*)T(.*?)(Z|[+-]\d\d:\d\d)$/.exec(told) ?? [];
  if (offset === undefined) return [];
  const local = new Date(instantOf(date, time, timeZone));
  if (/^(Z|[+-]00:00)$/.test(offset)) return [{ at: local, note: 'clock-local' }];
  if (local.getTime() !== Date.parse(told)) return [];
  return [{ at: new Date(`${date}T${time}Z`), note: 'clock-utc' }];
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= clockToleranceMs;
}

function isPossible(at: Date, { known, now }: StampBounds): boolean {
  return (
    at.getTime() >= known.getTime() - clockToleranceMs && at.getTime() <= now.getTime() + clockToleranceMs
  );
}

function within(at: Date, { known, now }: StampBounds): Date {
  return new Date(Math.min(Math.max(at.getTime(), known.getTime()), now.getTime()));
}
