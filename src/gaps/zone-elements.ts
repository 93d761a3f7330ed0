import type { Finding } from '../zones/lints/finding.ts';
import type { SitePlan, Zone } from '../zones/plan/site-plan.ts';
import { higherZone } from '../zones/regulation/columns.ts';
import { lockedRooms } from './locked-rooms.ts';

/** What of a plan concerns a zone, each as `doors/1f-main`. */
export type ZoneElements = {
  /** The zone itself, the doors and boundaries that lead into it from a lower one, and the signs that show it. */
  readonly elements: readonly string[];
  /** Doors into it from a lower zone that have a reader there, and those that have none. */
  readonly entries: readonly string[];
  readonly unreadEntries: readonly string[];
  /** The same of the ways out to a lower zone. */
  readonly exits: readonly string[];
  readonly unreadExits: readonly string[];
  /** The doors that lock it as a whole; none where they do not. */
  readonly locks: readonly string[];
  readonly findings: readonly Finding[];
};

type Draft = { -readonly [Key in keyof ZoneElements]: ZoneElements[Key][number][] };

/** Sorts the elements of a plan, and what was found of them, by the zone that has to answer: of a boundary the higher one. */
export function elementsByZone(
  plan: SitePlan,
  findings: readonly Finding[],
): ReadonlyMap<string, ZoneElements> {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]));
  const locksOf = lockedRooms(plan);
  const made = new Map<string, Draft>(
    plan.zones.map((zone) => [
      zone.id,
      {
        ...{ elements: [`zones/${zone.id}`], entries: [], unreadEntries: [], exits: [], unreadExits: [] },
        ...{ locks: [...locksOf(zone)], findings: [] },
      },
    ]),
  );
  const zoneOf = new Map<string, string>(plan.zones.map(({ id }) => [`zones/${id}`, id]));
  const read = new Set(plan.readers.map(({ door, to }) => `${door} ${to}`));

  function assign(element: string, one: string | undefined, other: string | undefined): Zone | undefined {
    const [left, right] = [zones.get(one ?? ''), zones.get(other ?? '')];
    const higher = left && right && higherZone(left, right)?.higher;
    if (higher === undefined) return undefined;
    zoneOf.set(element, higher.id);
    made.get(higher.id)?.elements.push(element);
    return higher;
  }

  for (const { id, directions } of plan.doors) {
    const element = `doors/${id}`;
    const [first] = directions;
    const higher = assign(element, first?.from, first?.to);
    const draft = higher && made.get(higher.id);
    if (draft === undefined) continue;
    for (const { to } of directions) {
      const isRead = read.has(`${id} ${to}`);
      const ways = to === higher?.id ? 'entries' : 'exits';
      const unread = to === higher?.id ? 'unreadEntries' : 'unreadExits';
      draft[isRead ? ways : unread].push(element);
    }
  }
  for (const {
    id,
    zones: [one, other],
  } of plan.boundaries)
    assign(`boundaries/${id}`, one, other);
  for (const { id, shows } of plan.signs) {
    zoneOf.set(`signs/${id}`, shows);
    made.get(shows)?.elements.push(`signs/${id}`);
  }
  for (const finding of findings) made.get(zoneOf.get(finding.element) ?? '')?.findings.push(finding);
  return made;
}
