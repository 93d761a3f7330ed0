import type { Slices } from '../../kernel/in-slices.ts';
import { hasBeenWithinSchedule } from '../../zones/hours/has-been-within-schedule.ts';
import { isExtended, isWithinSchedule } from '../../zones/hours/is-within-schedule.ts';
import { grouped } from '../../zones/opens/grouped.ts';
import { isEscape } from '../../zones/plan/is-escape.ts';
import { mayWait, mayWaitForEscort } from '../../zones/plan/may-wait.ts';
import { emptyPlan } from '../../zones/plan/show-difference.ts';
import type { Door, DoorDirection, Gateway, Reader, SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import { type ComesUnread, unreadWays } from '../../zones/plan/unread-ways.ts';
import { type VisitorSettings, visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';
import { type LeadsOut, waysOut } from '../../zones/plan/ways-out.ts';
import { zonesBehind } from '../../zones/plan/zones-behind.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import { dutiesOfPlan, type ZonesAsking } from './duties-of-plan.ts';
import type { LoadedRules } from './rule-sources.ts';

/** One way through a door, as a reader sees it. */
export type Way = {
  readonly door: Door;
  readonly direction: DoorDirection;
  readonly from: Zone;
  readonly to: Zone;
  /** Released in an emergency; where the plan is silent leaving and moving are, entering is not (I6). */
  readonly escape: boolean;
  /** Leaving, or a step of a way out that the plan marks or leaves as the shortest (I6). */
  readonly leadsOut: boolean;
};

/** What is small and changes only with the rules version of a site, ready to decide by. */
export type SiteRules = ZonesAsking & {
  readonly epoch: string;
  readonly rulesSeq: number;
  readonly policy: string;
  readonly plan: SitePlan;
  readonly visitors: VisitorSettings;
  /** What requirements beside the duties at doors are weighed over. */
  readonly layers: Layers;
  readonly doors: ReadonlyMap<string, Door>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly wayOf: (readerId: string) => { readonly reader: Reader; readonly way: Way } | undefined;
  /** Doors this gateway may speak of: those it has a reader at, and those without any reader. */
  readonly speaksOf: (gatewayId: string, doorId: string) => boolean;
  /** Whether a person may have come from one zone to another since then without being read. */
  readonly comesUnread: ComesUnread;
  /** Whether a read on this way may wait for another at this moment: who waits is asked of such doors alone. */
  readonly mayWait: (way: Way, at: Date) => boolean;
  /** The other doors of this door's interlock. */
  readonly interlockedWith: (door: Door) => readonly string[];
  /** Whether a standing permission on this schedule opens now, for a person of this organisation. */
  readonly isOpen: (scheduleId: string, organisationId: string | undefined, at: Date) => boolean;
  /**
   * Whether the door stands in free passage: its schedule runs, and, where row 16 is 要, somebody is in the zone
   * or in what is reached only through it.
   */
  readonly isFree: (way: Way, at: Date, isOccupied: (zone: string) => boolean) => boolean;
  /**
   * Whether everybody who goes through a door is read, and its contact tells of it: each way has a reader, it is locked or a gate,
   * and does not stand in free passage.
   */
  readonly readsEverybody: (doorId: string, at: Date) => boolean;
  /** Zones whose persons must be counted: a limit of occupancy, never alone, or free passage that ends when empty (row 16). */
  readonly counted: readonly string[];
};

/** Compiles what was read of a site. Before its first plan every gateway and reader is foreign to it. */
export function* compilingSiteRules({ site, extensions }: LoadedRules): Slices<SiteRules> {
  const { epoch, rulesSeq, plan = emptyPlan, layers } = site;
  const { zones, duties } = dutiesOfPlan(site);
  const doors = byId(plan.doors);
  const readers = byId(plan.readers);
  const leadsOut = yield* waysOut(plan);
  const ways = new Map(plan.readers.flatMap((reader) => wayEntry(reader, doors, zones, leadsOut)));
  yield;
  const readersOfDoor = grouped(plan.readers, ({ door }) => [door]);
  const schedules = byId(plan.schedules);
  const limited = plan.zones
    .filter(({ maxOccupancy, neverAlone }) => maxOccupancy !== undefined || neverAlone)
    .map(({ id }) => id);
  const behind = zonesBehindFreeDoors(plan);

  function runs(scheduleId: string, at: Date): boolean {
    const schedule = schedules.get(scheduleId);
    return schedule !== undefined && isWithinSchedule(schedule, plan.calendar, at, plan.site.timeZone);
  }

  function hasRun(scheduleId: string, since: Date, at: Date): boolean {
    const schedule = schedules.get(scheduleId);
    if (schedule === undefined) return false;
    return hasBeenWithinSchedule(schedule, plan.calendar, since, at, plan.site.timeZone);
  }

  function isOpen(scheduleId: string, organisationId: string | undefined, at: Date): boolean {
    if (runs(scheduleId, at)) return true;
    return organisationId !== undefined && isExtended(extensions.get(organisationId) ?? [], at);
  }

  return {
    epoch,
    rulesSeq,
    policy: layers.policy.package,
    plan,
    visitors: visitorSettingsOf(plan.site.visitors),
    zones,
    layers,
    doors,
    gateways: byId(plan.gateways),
    wayOf(readerId) {
      const reader = readers.get(readerId);
      const way = ways.get(readerId);
      return reader === undefined || way === undefined ? undefined : { reader, way };
    },
    speaksOf(gatewayId, doorId) {
      if (!doors.has(doorId)) return false;
      const own = readersOfDoor.get(doorId) ?? [];
      return own.length === 0 || own.some(({ gateway }) => gateway === gatewayId);
    },
    comesUnread: unreadWays(plan, hasRun),
    interlockedWith: ({ id, interlock }) =>
      interlock === undefined
        ? []
        : plan.doors
            .filter((other) => other.interlock === interlock && other.id !== id)
            .map((other) => other.id),
    isOpen,
    isFree({ door, to }, at, isOccupied) {
      if (door.freePassage === undefined || !runs(door.freePassage.schedule, at)) return false;
      return (
        !duties(to.id, at, undefined).t1r16.required || [to.id, ...(behind.get(to.id) ?? [])].some(isOccupied)
      );
    },
    readsEverybody(doorId, at) {
      const door = doors.get(doorId);
      if (door === undefined || !door.contact || !isLocked(door)) return false;
      const own = readersOfDoor.get(doorId) ?? [];
      if (!door.directions.every((way) => own.some(({ to }) => to === way.to))) return false;
      return door.freePassage === undefined || !runs(door.freePassage.schedule, at);
    },
    duties,
    mayWait({ from, to }, at) {
      if (mayWait(from, to)) return true;
      if (!mayWaitForEscort(from, to)) return false;
      return duties(to.id, at, 'visitor').t1r35.required || duties(to.id, at, 'card-lent').t1r34.required;
    },
    counted: [...new Set([...limited, ...behind.keys(), ...[...behind.values()].flat()])],
  };
}

/** Others open by hand, or for whoever a guard lets through. */
function isLocked({ control }: Door): boolean {
  return control === 'lockable' || control === 'gate';
}

function byId<Element extends { readonly id: string }>(
  elements: readonly Element[],
): ReadonlyMap<string, Element> {
  return new Map(elements.map((element) => [element.id, element]));
}

function wayEntry(
  reader: Reader,
  doors: ReadonlyMap<string, Door>,
  zones: ReadonlyMap<string, Zone>,
  leadsOut: LeadsOut,
): readonly (readonly [string, Way])[] {
  const door = doors.get(reader.door);
  const direction = door?.directions.find(({ to }) => to === reader.to);
  const from = direction && zones.get(direction.from);
  const to = direction && zones.get(direction.to);
  if (door === undefined || direction === undefined || from === undefined || to === undefined) return [];
  const released = isEscape(direction, from, to);
  const out = leadsOut(door.id, to.id);
  return [[reader.id, { door, direction, from, to, escape: released, leadsOut: out }]];
}

/** By zone entered through a door with free passage: what is reached only through that zone. */
function zonesBehindFreeDoors(plan: SitePlan): ReadonlyMap<string, readonly string[]> {
  const entered = plan.doors
    .filter(({ freePassage }) => freePassage !== undefined)
    .flatMap(({ directions }) => directions.map(({ to }) => to));
  if (entered.length === 0) return new Map();
  const behind = zonesBehind(plan);
  return new Map([...new Set(entered)].map((zone) => [zone, behind(zone)]));
}
