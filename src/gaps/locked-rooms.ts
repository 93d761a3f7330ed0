import { groupBy } from '../kernel/group-by.ts';
import { reachableFrom, type Step } from '../zones/plan/plan-graph.ts';
import { type IsRead, readDirections } from '../zones/plan/read-directions.ts';
import type { Door, SitePlan, Zone } from '../zones/plan/site-plan.ts';

/** The doors that lock a zone as a whole, each as `doors/1f-main`; none where it is not locked so. */
export type LocksOf = (zone: Zone) => readonly string[];

/**
 * Where the lock of a room may stand for those of its devices (※4 of 別表1 rows 38–41): 「当該クラスへの立入りの際に立ち入る者の確認を行う等の措置をとり、入退出者を制限できる場合は、
 * 部屋全体の施錠管理」. 立入り is from a lower class (row 19), by whichever zones it leads: nobody comes in from one but by a door that locks and reads them, also not through zones
 * of the same or a higher class. A door within one class is no 立入り, so that it may be open. What has no class counts as outside.
 */
export function lockedRooms({ zones, doors, readers }: SitePlan): LocksOf {
  const isRead = readDirections({ readers });
  const inService = doors.filter(({ outOfService }) => !outOfService);
  const open = inService.flatMap((door) => openWays(door, isRead));
  const locking = groupBy(
    inService.flatMap((door) =>
      door.directions.flatMap(({ to }) => (locks(door, to, isRead) ? [{ door, to }] : [])),
    ),
    ({ to }) => to,
  );
  const reached = new Map<number, ReadonlySet<string>>();

  function reachedFromBelow(zoneClass: number): ReadonlySet<string> {
    const lower = zones.filter((zone) => zone.class === null || zone.class < zoneClass);
    const known =
      reached.get(zoneClass) ??
      reachableFrom(
        lower.map(({ id }) => id),
        open,
      );
    reached.set(zoneClass, known);
    return known;
  }

  return ({ id, class: zoneClass }) =>
    zoneClass === null || reachedFromBelow(zoneClass).has(id)
      ? []
      : (locking.get(id) ?? []).map(({ door }) => `doors/${door.id}`);
}

/** Whether a door lets nobody through to a zone, at any hour, whom it has not read. */
function locks({ id, control, freePassage }: Door, to: string, isRead: IsRead): boolean {
  return control === 'lockable' && freePassage === undefined && isRead(id, to);
}

/** The ways through a door that it does not lock; where nothing closes it, also the one that the plan does not have. */
function openWays(door: Door, isRead: IsRead): readonly Step[] {
  const ways = door.directions.filter(({ to }) => !locks(door, to, isRead));
  const back = door.directions.map(({ from, to }) => ({ from: to, to: from }));
  return door.control === 'none' ? [...ways, ...back] : ways;
}
