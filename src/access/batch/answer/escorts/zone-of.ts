import type { Place } from '../../../state/site-state.ts';

/** The zone somebody is in, or is on the way to; undefined = nobody knows. */
export function zoneOf(place: Place | undefined, at: Date): string | undefined {
  if (place?.pending !== undefined && at < place.pending.until) return place.pending.to;
  return place?.zone ?? undefined;
}
