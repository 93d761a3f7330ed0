import { instantOf } from '../../zones/hours/instant-of.ts';

/** What is noted of a time that cannot be: local time written as UTC, or no time at which it could have been. */
export type StampNote = 'clock-local' | 'clock-impossible';

/** The moment by which something told afterwards is judged. */
export type Stamp = { readonly at: Date; readonly note: StampNote | undefined };

/** Between which moments a gateway can have done something alone, and where it stands. */
export type StampBounds = {
  /** When the gateway was first let in: before, it had no list to decide by. */
  readonly known: Date;
  readonly now: Date;
  readonly timeZone: string;
};

/** A clock that is off by no more is right. Milliseconds. */
export const clockToleranceMs = 60_000;

/**
 * Judges when something happened that a gateway tells of afterwards: by its clock, but never after the receipt and never before
 * the gateway was known. A time ahead of ours that the site's offset explains is local time written as UTC.
 * `told`: RFC 3339; undefined where it could not be read, which is taken for the moment of receipt.
 */
export function judgeStamp(told: string | undefined, bounds: StampBounds): Stamp {
  const { now, timeZone } = bounds;
  if (told === undefined) return { at: now, note: undefined };
  const at = new Date(told);
  if (isPossible(at, bounds)) return { at: within(at, bounds), note: undefined };
  const local = at > now ? localTime(told, timeZone) : undefined;
  if (local !== undefined && isPossible(local, bounds)) {
    return { at: within(local, bounds), note: 'clock-local' };
  }
  return { at: within(at, bounds), note: 'clock-impossible' };
}

/** The moment at which a clock of the site shows the figures of a time in UTC; undefined for a time with an offset. */
function localTime(told: string, timeZone: string): Date | undefined {
  const [, date, time] = /^([^T]*)T(.*)(?:Z|[+-]00:00)$/.exec(told) ?? [];
  return date === undefined || time === undefined ? undefined : new Date(instantOf(date, time, timeZone));
}

function isPossible(at: Date, { known, now }: StampBounds): boolean {
  return (
    at.getTime() >= known.getTime() - clockToleranceMs && at.getTime() <= now.getTime() + clockToleranceMs
  );
}

function within(at: Date, { known, now }: StampBounds): Date {
  return new Date(Math.min(Math.max(at.getTime(), known.getTime()), now.getTime()));
}
