import type { Requirement } from '../../zones/regulation/requirement.ts';
import type { AskedRow } from './rule-told.ts';
import { strictestTrack, type Track, trackOf } from './track-of.ts';

/** The track of a row that is asked: never looser than a permission where somebody consents besides. */
export function trackOfAsked(
  { besides }: Pick<AskedRow, 'besides'>,
  requirement: Pick<Requirement, 'value' | 'undetermined'>,
): Track {
  return strictestTrack([trackOf(requirement), besides === undefined ? 'free' : 'permission']);
}
