import type { Effect } from '../../../../log/entry/effects.ts';
import type { Place } from '../../../state/site-state.ts';
import type { Stamp } from '../../judge-stamp.ts';

/** Somebody went through a door that was decided without us. */
export type LatePassage = { readonly person: string; readonly zone: string; readonly door: string };

/**
 * What a passage that is told afterwards does to the place of its person. It moves them where nothing later did; otherwise it says
 * where they were meanwhile, so that the last of somebody's moves in their order is always where they are. What is pending
 * at a door stays so: it was granted to whoever stood there. A passage at a time that cannot be has no place in that
 * order, and counts only where none is known.
 */
export function latePassage(
  place: Place | undefined,
  { person, zone, door }: LatePassage,
  { at, note }: Pick<Stamp, 'at' | 'note'>,
): readonly Effect[] {
  const moved = { person, zone, certainty: 'assumed', door, since: at.toISOString() } as const;
  const known = place?.since;
  if (known !== undefined && note === 'clock-impossible') return [];
  if (known !== undefined && at < known) return [{ type: 'past-presence', ...moved }];
  const presence = { type: 'presence', ...moved } as const;
  return [place?.pending === undefined ? presence : { ...presence, keepsPending: true }];
}
