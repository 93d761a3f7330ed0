import type { Opening } from '../../zones/regulation/layers.ts';
import type { RequirementValue } from '../../zones/regulation/requirement.ts';

/** How something is let begin, the loosest first. */
export const tracks = [
  /** 不要: nobody is asked; it may still be recorded. */
  'free',
  /** 届出: effective on receipt. */
  'notification',
  /** 許可, and 禁 of 別表1: decided before it begins. */
  'permission',
  /** A 府省庁の判断 that is missing: what is applied for waits for it (I7). */
  'undetermined',
  /** 禁止 of 別表2: an exception (例外措置) only. */
  'exception',
] as const;

export type Track = (typeof tracks)[number];

/** A measure that is 要 is the leave of whoever answers for the zone; so is what a text of the tables asks. */
const decidedBefore = 'permission';

const trackOfValue = {
  'not-applicable': 'free',
  'not-required': 'free',
  allowed: 'free',
  notification: 'notification',
  required: decidedBefore,
  permission: decidedBefore,
  'forbidden-unless-permitted': decidedBefore,
  text: decidedBefore,
  forbidden: 'exception',
} as const satisfies Record<RequirementValue, Track>;

/** The track of what one row asks of one zone. */
export function trackOf({
  value,
  undetermined,
}: {
  readonly value: RequirementValue;
  readonly undetermined: boolean;
}): Track {
  return undetermined ? 'undetermined' : trackOfValue[value];
}

/** The track of what several rows and zones ask: whatever one of them asks for is asked. */
export function strictestTrack(asked: readonly Track[]): Track {
  return tracks[Math.max(0, ...asked.map((track) => tracks.indexOf(track)))] ?? 'exception';
}

/** Whether somebody decides what is on this track: an exception is decided where one is applied for, and nowhere else. */
export function isDecided(track: Track, opens: Opening['kind'] | undefined): boolean {
  return (
    track === 'permission' || track === 'undetermined' || (track === 'exception' && opens === 'exception')
  );
}
