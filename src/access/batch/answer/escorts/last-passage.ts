import { windowEnd } from '../../../decide/escort/window-end.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import type { SiteState } from '../../../state/site-state.ts';

/** The way through a door that somebody went, and when. */
export type LastPassage = { readonly door: string; readonly to: string; readonly at: Date };

/** The last passage of somebody, also one that is granted and not taken yet; undefined = they came through no door that is known. */
export function lastPassage(
  { presence }: Pick<SiteState, 'presence'>,
  { doors }: Pick<SiteRules, 'doors'>,
  person: string,
  at: Date,
): LastPassage | undefined {
  const place = presence.get(person);
  if (place?.pending !== undefined && at < place.pending.until) {
    const { door, to, until } = place.pending;
    const found = doors.get(door);
    return found && { door, to, at: new Date(until.getTime() - found.openWithinMs) };
  }
  const { door, zone, since } = place ?? {};
  return door === undefined || typeof zone !== 'string' || since === undefined || !doors.has(door)
    ? undefined
    : { door, to: zone, at: since };
}

/** Until when (exclusive) a ward may follow an escort who passed so: each who did in time keeps the way open for longer. */
export function followableUntil(
  { custody }: Pick<SiteState, 'custody'>,
  { doors, visitors }: Pick<SiteRules, 'doors' | 'visitors'>,
  { door, to, at }: LastPassage,
): Date {
  const followed: Date[] = [];
  for (const { together } of custody.values()) {
    if (together?.door === door && together.to === to) followed.push(together.at);
  }
  return windowEnd(at, followed, doors.get(door)?.waitWithinMs ?? visitors.escortWithinMs);
}
