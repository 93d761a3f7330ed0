import { isEscape } from '../../zones/escape.ts';
import type { Door, DoorDirection, Reader, Schedule, SitePlan, Zone } from '../../zones/plan.ts';
import type { Layers } from '../../zones/regulation/layers.ts';
import { buildDutyTable, type ZoneDuties } from './zone-duties.ts';

/** One way through a door, as a reader sees it. */
export type Way = {
  readonly door: Door;
  readonly direction: DoorDirection;
  readonly from: Zone;
  readonly to: Zone;
  /** Released in an emergency; where the plan is silent leaving and moving are, entering is not (I6). */
  readonly escape: boolean;
};

/** What is small and changes only with the rules version of a site, ready to decide by. */
export type SiteRules = {
  readonly rulesSeq: number;
  readonly policy: string;
  readonly plan: SitePlan;
  readonly zones: ReadonlyMap<string, Zone>;
  readonly doors: ReadonlyMap<string, Door>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly gateways: ReadonlySet<string>;
  readonly wayOf: (readerId: string) => { readonly reader: Reader; readonly way: Way } | undefined;
  /** Doors this gateway may speak of: those it has a reader at, and those without any reader. */
  readonly speaksOf: (gatewayId: string, doorId: string) => boolean;
  readonly duties: (zoneId: string, at: Date) => ZoneDuties;
  /** Zones whose persons must be counted: a limit of occupancy, never alone, or free passage that ends when empty (row 16). */
  readonly counted: readonly string[];
};

export type LoadedSiteRules = {
  readonly rulesSeq: number;
  readonly plan: SitePlan;
  readonly layers: Layers;
};

export function compileSiteRules({ rulesSeq, plan, layers }: LoadedSiteRules): SiteRules {
  const zones = byId(plan.zones);
  const doors = byId(plan.doors);
  const readers = byId(plan.readers);
  const ways = new Map(plan.readers.flatMap((reader) => wayEntry(reader, doors, zones)));
  const readersOfDoor = new Map(
    plan.doors.map((door) => [door.id, plan.readers.filter((reader) => reader.door === door.id)]),
  );
  return {
    rulesSeq,
    policy: layers.policy.package,
    plan,
    zones,
    doors,
    schedules: byId(plan.schedules),
    gateways: new Set(plan.gateways.map(({ id }) => id)),
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
    duties: buildDutyTable(zones, layers),
    counted: countedZones(plan),
  };
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
): readonly (readonly [string, Way])[] {
  const door = doors.get(reader.door);
  const direction = door?.directions.find(({ to }) => to === reader.to);
  const from = direction && zones.get(direction.from);
  const to = direction && zones.get(direction.to);
  if (door === undefined || direction === undefined || from === undefined || to === undefined) return [];
  const released = isEscape(direction, from, to);
  return [[reader.id, { door, direction, from, to, escape: released }]];
}

function countedZones(plan: SitePlan): readonly string[] {
  const limited = plan.zones.filter(
    ({ maxOccupancy, neverAlone }) => maxOccupancy !== undefined || neverAlone,
  );
  const free = plan.doors
    .filter(({ freePassage }) => freePassage !== undefined)
    .flatMap(({ directions }) => directions.map(({ to }) => to));
  return [...new Set([...limited.map(({ id }) => id), ...free])];
}
