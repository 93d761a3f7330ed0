import type { Opening } from '../../zones/regulation/layers.ts';
import type { RequirementValue } from '../../zones/regulation/requirement.ts';
import { valueOpened } from '../../zones/regulation/value-opened.ts';
import { strictestTrack, type Track } from './track-of.ts';

/** How each kind of opening is let begin where it opens something. */
const tracks = { application: 'permission', exception: 'exception' } as const satisfies Record<
  Opening['kind'],
  Track
>;

/**
 * The track of an opening of what a row asks. What an application does not open an exception may; where neither leaves another
 * value, nothing has to be opened (`free`): what the row asks is met or applied for instead.
 */
export function trackOfOpening(
  opens: Opening['kind'],
  { value, undetermined }: { readonly value: RequirementValue; readonly undetermined: boolean },
): Track {
  if (undetermined) return 'undetermined';
  if (valueOpened(opens, value) !== undefined) return tracks[opens];
  return valueOpened('exception', value) === undefined ? 'free' : 'exception';
}

/**
 * The track of all that is to be opened: an exception is let begin by decision, so that whatever nobody determined yet is what it
 * waits for (I7).
 */
export function strictestOfOpening(opens: Opening['kind'], asked: readonly Track[]): Track {
  return opens === 'exception' && asked.includes('undetermined') ? 'undetermined' : strictestTrack(asked);
}
