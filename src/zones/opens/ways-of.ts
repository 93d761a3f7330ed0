import type { Slices } from '../../kernel/in-slices.ts';
import type { Door, DoorDirection, SitePlan, Zone } from '../plan/site-plan.ts';
import { waysOut } from '../plan/ways-out.ts';

/** One way through a door, past a reader or without one. */
export type Way = {
  readonly door: Door;
  readonly direction: DoorDirection;
  readonly from: Zone;
  readonly to: Zone;
  readonly read: boolean;
  /** A step of a way out: whoever is known passes, whatever their papers say (I6). */
  readonly leadsOut: boolean;
};

/**
 * Every way through the doors of a plan, by what stands there: a reader by its id, because it keeps hanging where it hangs
 * whatever the plan says of it; a direction nobody reads by its door. References that lead nowhere have findings of their own.
 */
export function* waysOf(plan: SitePlan): Slices<ReadonlyMap<string, Way>> {
  const { zones, doors, readers } = plan;
  const leadsOut = yield* waysOut(plan);
  const zoneById = new Map(zones.map((zone) => [zone.id, zone]));
  const doorById = new Map(doors.map((door) => [door.id, door]));
  const read = new Set(readers.map(({ door, to }) => `${door} ${to}`));
  const places = [
    ...readers.map(({ id, door, to }) => ({ key: readerKey(id), door: doorById.get(door), to, read: true })),
    ...doors.flatMap((door) =>
      door.directions
        .filter(({ to }) => !read.has(`${door.id} ${to}`))
        .map(({ to }) => ({ key: `doors/${door.id}/${to}`, door, to, read: false })),
    ),
  ];
  const ways = new Map<string, Way>();
  for (const { key, door, to: target, read: isRead } of places) {
    yield;
    const direction = door?.directions.find(({ to }) => to === target);
    const [from, to] = [zoneById.get(direction?.from ?? ''), zoneById.get(direction?.to ?? '')];
    if (door === undefined || direction === undefined || from === undefined || to === undefined) continue;
    ways.set(key, { door, direction, from, to, read: isRead, leadsOut: leadsOut(door.id, to.id) });
  }
  return ways;
}

export function readerKey(id: string): string {
  return `readers/${id}`;
}
