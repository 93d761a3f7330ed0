import type { Door, Reader, SitePlan, Zone } from '../zones/plan/site-plan.ts';
import { classifyZones, codeOf, type FoundZone } from './classify-zones.ts';
import { doorKey, type FoundDoor, findDoors } from './find-doors.ts';
import { type Move, outside, waysOf } from './trace-moves.ts';

/** A move with the reader it is played at, and whether the plan has a door for it. */
export type Passage = Move & {
  readonly reader: string;
  readonly gateway: string;
  /** `again`: into the zone the card is in already; `jump`: no door leads from there to here. */
  readonly kind: 'door' | 'again' | 'jump';
};

/** The building a file of reads lets us believe in. */
export type Building = {
  readonly zones: readonly FoundZone[];
  readonly entrances: ReadonlySet<string>;
  readonly doors: readonly FoundDoor[];
  readonly passages: readonly Passage[];
};

/** Finds zones and doors in the moves, and for each read the reader it must have been: at a door into that zone. */
export function findBuilding(moves: readonly Move[]): Building {
  const zones = classifyZones(moves.map(({ read }) => read));
  const ways = waysOf(moves);
  const doors = findDoors(ways);
  const built = new Set(doors.map(([one, other]) => doorKey(one, other)));
  const entrances = new Set(doors.flatMap(([one, other]) => (one === outside ? [other] : [])));
  const zoneNamed = new Map(zones.map((zone) => [zone.name, zone]));
  const usualWay = new Map<string, string>();
  for (const { from, to } of ways) {
    if (built.has(doorKey(from, to)) && !usualWay.has(to)) usualWay.set(to, from);
  }
  const cameBy = new Map<string, string>();

  const passages = moves.map((move): Passage => {
    const { read, from, to } = move;
    const kind = from === to ? 'again' : built.has(doorKey(from, to)) ? 'door' : 'jump';
    const cardDay = `${read.day} ${read.card}`;
    const by = entryWay(kind, from, to, cameBy.get(cardDay));
    cameBy.set(cardDay, by);
    const zone = zoneNamed.get(to);
    return {
      ...move,
      kind,
      reader: readerId(idOf(zoneNamed, by), idOf(zoneNamed, to)),
      gateway: gatewayId(zone?.floor ?? ''),
    };
  });
  return { zones, entrances, doors, passages };

  /** Who comes into an entrance again was outside in between; elsewhere it is the same reader once more. */
  function entryWay(kind: Passage['kind'], from: string, to: string, before: string | undefined): string {
    if (kind === 'door') return from;
    if (kind === 'again') return entrances.has(to) ? outside : (before ?? outside);
    return usualWay.get(to) ?? outside;
  }
}

function idOf(zones: ReadonlyMap<string, FoundZone>, name: string): string {
  return zones.get(name)?.id ?? outside;
}

function readerId(from: string, to: string): string {
  return `${from}--${to}`;
}

function gatewayId(floor: string): string {
  return `floor-${codeOf(floor) || 'x'}`;
}

/** The plan of that building, all of one organisation. */
export function planOf(building: Building, organisation: string, name: string, timeZone: string): SitePlan {
  const { zones, doors } = building;
  const byName = new Map(zones.map((zone) => [zone.name, zone]));
  const floors = [...new Map(zones.map(({ floor }) => [gatewayId(floor), floor]))];
  return {
    // Nobody reads a card on the way out, so nobody's place outlives the day.
    site: { name, timeZone, presenceResetAt: '00:00' },
    zones: [outsideZone(organisation), ...zones.map((zone) => zoneOf(zone, organisation))],
    boundaries: [],
    doors: doors.map(([one, other]) => doorOf(idOf(byName, one), idOf(byName, other))),
    readers: doors.flatMap(([one, other]) => readersOf(byName, one, other)),
    gateways: floors.map(([id, floor]) => ({ id, name: `Floor ${floor}`, silentAfterMs: aWeek })),
    schedules: [
      {
        id: 'always',
        name: '終日',
        hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
        onHolidays: 'as-usual',
        onYearEnd: 'as-usual',
      },
    ],
    signs: [],
    calendar: [],
  };
}

/** A log of reads tells nothing of a night or a weekend. */
const aWeek = 604_800_000;

const plainZone = { hidden: false, neverAlone: false, handover: false } as const;

function outsideZone(organisation: string): Zone {
  const place = { id: outside, name: '構外', class: 0, organisation, floor: '-' };
  const holds = { serverRoom: false, holdsProtectedSystems: false, holdsStableSystems: false };
  return { ...place, ...holds, ...plainZone, controls: [] };
}

function zoneOf({ id, name, floor, serverRoom, class: zoneClass }: FoundZone, organisation: string): Zone {
  const holds = { serverRoom, holdsProtectedSystems: true, holdsStableSystems: true };
  return { id, name, class: zoneClass, organisation, floor, ...holds, ...plainZone, controls: [] };
}

/** Whoever goes out is not read, so an entrance cannot tell who comes a second time; inside it is told, never refused. */
function doorOf(one: string, other: string): Door {
  const passback = { mode: one === outside ? ('off' as const) : ('soft' as const) };
  return {
    id: readerId(one, other),
    name: `${one} – ${other}`,
    control: 'lockable',
    glass: 'none',
    contact: false,
    openWithinMs: 10_000,
    directions: [
      { from: one, to: other, passback },
      { from: other, to: one, passback },
    ],
    outOfService: false,
  };
}

function readersOf(zones: ReadonlyMap<string, FoundZone>, one: string, other: string): Reader[] {
  const door = readerId(idOf(zones, one), idOf(zones, other));
  return [
    [one, other],
    [other, one],
  ].flatMap(([from = '', to = '']) => {
    const zone = zones.get(to);
    if (zone === undefined) return [];
    return [{ id: readerId(idOf(zones, from), zone.id), door, to: zone.id, gateway: gatewayId(zone.floor) }];
  });
}
