import type { Door, SitePlan } from '../../zones/plan/site-plan.ts';
import type { Chance } from './chance.ts';

/** One door on the way, with the reader before it, if there is one. */
export type Step = {
  readonly door: string;
  readonly reader: string | undefined;
  readonly gateway: string | undefined;
  readonly contact: boolean;
  readonly to: string;
};

/** What keeps people from taking a shorter way through a side door. */
const costs = { none: 1, guarded: 1, gate: 1, lockable: 3 } as const satisfies Record<
  Door['control'],
  number
>;

/** The usual way between two zones, one of the doors side by side taken by chance; empty where there is none. */
export function findWay(plan: SitePlan, from: string, to: string, chance: Chance): readonly Step[] {
  const zones = usualZones(plan, from, to);
  return zones.slice(1).flatMap((next, index) => {
    const here = zones[index] ?? from;
    const doors = passable(plan).filter(({ directions }) =>
      directions.some((one) => one.from === here && one.to === next),
    );
    const least = Math.min(...doors.map(({ control }) => costs[control]));
    const door = chance.pick(doors.filter(({ control }) => costs[control] === least));
    return door === undefined ? [] : [stepThrough(plan, door, next)];
  });
}

/** Doors that lead out only are for escape: nobody walks through them in peace. */
function passable({ doors }: SitePlan): readonly Door[] {
  return doors.filter(({ directions, outOfService }) => directions.length === 2 && !outOfService);
}

function stepThrough({ readers }: SitePlan, door: Door, to: string): Step {
  const reader = readers.find((one) => one.door === door.id && one.to === to);
  const gateway = reader ?? readers.find((one) => one.door === door.id);
  return { door: door.id, reader: reader?.id, gateway: gateway?.gateway, contact: door.contact, to };
}

/** The zones of the cheapest way (Dijkstra), both ends included. */
function usualZones(plan: SitePlan, from: string, to: string): readonly string[] {
  const ways = passable(plan).flatMap(({ directions, control }) =>
    directions.map((one) => ({ from: one.from, to: one.to, cost: costs[control] })),
  );
  const best = new Map<string, { readonly cost: number; readonly by: string | undefined }>([
    [from, { cost: 0, by: undefined }],
  ]);
  const open = new Set([from]);
  while (open.size > 0) {
    const [here = from] = [...open].toSorted((a, b) => (best.get(a)?.cost ?? 0) - (best.get(b)?.cost ?? 0));
    open.delete(here);
    for (const way of ways.filter((one) => one.from === here)) {
      const cost = (best.get(here)?.cost ?? 0) + way.cost;
      if (cost >= (best.get(way.to)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      best.set(way.to, { cost, by: here });
      open.add(way.to);
    }
  }
  const zones: string[] = [];
  for (let zone: string | undefined = to; zone !== undefined; zone = best.get(zone)?.by) {
    if (!best.has(zone)) return [];
    zones.unshift(zone);
  }
  return zones;
}
