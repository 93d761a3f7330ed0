import type { Place, SiteState } from './site-state.ts';

type ClassOf = (zone: string) => number | null | undefined;

/**
 * How many are in each zone. While a passage is pending the person counts in the stricter of its two zones: that of
 * the higher class, a zone without a class before all, the one behind the door where both are alike.
 */
export function countsByZone(state: SiteState, classOf: ClassOf): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of state.presence.values()) {
    const zone = stricterZone(place, classOf);
    if (zone !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  }
  return counts;
}

/** How many may be in a zone at most, without `except`: both zones of a pending passage count. For occupancy limits. */
export function mostIn(state: SiteState, zone: string, except?: string): number {
  let count = 0;
  for (const [person, place] of state.presence) {
    if (person !== except && placesOf(place).includes(zone)) count += 1;
  }
  return count;
}

/** How many are in a zone at least, without `except`: nobody with a passage pending. For zones where nobody stays alone. */
export function leastIn(state: SiteState, zone: string, except?: string): number {
  let count = 0;
  for (const [person, place] of state.presence) {
    if (person !== except && placesOf(place).every((one) => one === zone)) count += 1;
  }
  return count;
}

function placesOf({ zone, pending }: Place): readonly (string | null)[] {
  return pending === undefined ? [zone] : [pending.from, pending.to];
}

function stricterZone({ zone, pending }: Place, classOf: ClassOf): string | null {
  if (pending === undefined) return zone;
  return rank(classOf(pending.from)) > rank(classOf(pending.to)) ? pending.from : pending.to;
}

function rank(zoneClass: number | null | undefined): number {
  return zoneClass ?? Number.POSITIVE_INFINITY;
}
