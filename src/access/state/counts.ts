import type { Place, SiteState } from './site-state.ts';

/** How many may be in a zone at most, without these: both zones of a pending passage count. For occupancy limits. */
export function mostIn(state: SiteState, zone: string, ...except: readonly string[]): number {
  let count = 0;
  for (const [person, place] of state.presence) {
    if (!except.includes(person) && placesOf(place).includes(zone)) count += 1;
  }
  return count;
}

/** How many of these are in a zone at least: nobody with a passage pending. For zones where nobody stays alone. */
export function leastIn(state: SiteState, zone: string, counts: (person: string) => boolean): number {
  let count = 0;
  for (const [person, place] of state.presence) {
    if (counts(person) && placesOf(place).every((one) => one === zone)) count += 1;
  }
  return count;
}

/** How many of these were granted this way and have not gone yet: one opening of the door takes them all. */
export function goingThrough(
  state: SiteState,
  way: { readonly door: string; readonly to: string },
  at: Date,
  counts: (person: string) => boolean,
): number {
  let count = 0;
  for (const [person, { pending }] of state.presence) {
    const same = pending?.door === way.door && pending.to === way.to && at < pending.until;
    if (same && counts(person)) count += 1;
  }
  return count;
}

function placesOf({ zone, pending }: Place): readonly (string | null)[] {
  return pending === undefined ? [zone] : [pending.from, pending.to];
}
