import type { Place, SiteState } from './site-state.ts';

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
