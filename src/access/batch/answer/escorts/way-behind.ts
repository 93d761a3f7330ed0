import { windowEnd } from '../../../decide/escort/window-end.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import type { Place, SiteState } from '../../../state/site-state.ts';

/** The way through a door that an escort went last, and until when (exclusive) a ward may follow on it. */
export type WayBehind = { readonly door: string; readonly to: string; readonly until: Date };

/** The way that is or was open behind an escort; undefined = they came through no door that is known. */
export function wayBehind(
  { presence, custody }: SiteState,
  rules: Pick<SiteRules, 'doors' | 'visitors'>,
  escort: string,
  at: Date,
): WayBehind | undefined {
  const passed = passageOf(presence.get(escort), rules, at);
  const door = rules.doors.get(passed?.door ?? '');
  if (passed === undefined || door === undefined) return undefined;
  const followed = [...custody.values()].flatMap(({ together }) =>
    together?.door === passed.door && together.to === passed.to ? [together.at] : [],
  );
  const within = door.waitWithinMs ?? rules.visitors.escortWithinMs;
  return { door: passed.door, to: passed.to, until: windowEnd(passed.at, followed, within) };
}

type Passage = { readonly door: string; readonly to: string; readonly at: Date };

/** The last passage of somebody, also one that is granted and not taken yet. */
function passageOf(
  place: Place | undefined,
  { doors }: Pick<SiteRules, 'doors'>,
  at: Date,
): Passage | undefined {
  if (place?.pending !== undefined && at < place.pending.until) {
    const { door, to, until } = place.pending;
    return { door, to, at: new Date(until.getTime() - (doors.get(door)?.openWithinMs ?? 0)) };
  }
  const { door, zone, since } = place ?? {};
  return door === undefined || typeof zone !== 'string' || since === undefined
    ? undefined
    : { door, to: zone, at: since };
}
