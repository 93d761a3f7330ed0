import { mapping, type Slices } from '../../kernel/in-slices.ts';
import { type Direction, directionOf } from './direction.ts';
import { isEmergencyExit } from './is-emergency-exit.ts';
import { isEscape } from './is-escape.ts';
import { outsideZones } from './plan-graph.ts';
import { type IsRead, readDirections } from './read-directions.ts';
import type { Door, DoorDirection, SitePlan } from './site-plan.ts';

/** Whether going through this door to this zone leads out: it is leaving, or it is a step of a way out. */
export type LeadsOut = (door: string, to: string) => boolean;

/**
 * What a way out may be made of, the best first. An emergency exit, out only and not read, may set off a bell: nobody who has
 * another way is to need it on an ordinary evening. Up a class goes only who has no other way down, and only where the
 * plan marks it as escape.
 */
const resorts = ['ordinary', 'emergency-exit', 'entering'] as const;

/** One direction of a door with what the graph asks of it. */
type Step = {
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly way: Direction;
  readonly marked: boolean;
  /** It may be part of a chain that leads outside, as this resort. */
  readonly resort: number | undefined;
};

/** How far a zone is from outside: the worst resort its way needs, and the steps until none so bad is needed any more. */
type Distance = { readonly resort: number; readonly steps: number };

/**
 * The ways out of a plan (I6): leaving; from each zone the shortest chains of escape directions to class 0; and moving that is
 * marked as escape. A door out of service is no way. Each resort is one walk backwards from what is reached already. The
 * lints refuse a plan in which a zone that can be entered has no such chain.
 */
export function* waysOut(plan: SitePlan): Slices<LeadsOut> {
  const steps = yield* findingSteps(plan);
  const distances = yield* measuringDistances(outsideZones(plan), steps);
  const out = new Set<string>();
  for (const step of steps) {
    yield;
    const leads = step.way === 'leaving' || isMarked(step) || isShortest(step, distances);
    if (leads) out.add(`${step.door} ${step.to}`);
  }
  return (door, to) => out.has(`${door} ${to}`);
}

function* findingSteps(plan: SitePlan): Slices<readonly Step[]> {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]));
  const isRead = readDirections(plan);
  yield;
  const ofDoors = yield* mapping(plan.doors, (door) =>
    door.directions.flatMap((direction): readonly Step[] => {
      const [from, to] = [zones.get(direction.from), zones.get(direction.to)];
      if (from === undefined || to === undefined) return [];
      const way = directionOf(from, to);
      const open = isEscape(direction, from, to) && !door.outOfService;
      return [
        {
          door: door.id,
          from: from.id,
          to: to.id,
          way,
          marked: direction.escape === true,
          resort: open ? resortOf(door, direction, way, isRead) : undefined,
        },
      ];
    }),
  );
  return ofDoors.flat();
}

function resortOf(door: Door, direction: DoorDirection, way: Direction, isRead: IsRead): number {
  if (way === 'entering') return resorts.indexOf('entering');
  const exit = way === 'leaving' && isEmergencyExit(door, direction, isRead);
  return resorts.indexOf(exit ? 'emergency-exit' : 'ordinary');
}

function* measuringDistances(
  outside: readonly string[],
  steps: readonly Step[],
): Slices<ReadonlyMap<string, Distance>> {
  const distances = new Map(outside.map((zone): [string, Distance] => [zone, { resort: -1, steps: 0 }]));
  for (const resort of resorts.keys()) {
    const into = stepsInto(steps.filter((step) => step.resort !== undefined && step.resort <= resort));
    yield;
    const reached = [...distances.keys()].map((zone) => ({ zone, walked: 0 }));
    for (const { zone, walked } of reached) {
      yield;
      for (const { from } of into.get(zone) ?? []) {
        if (distances.has(from)) continue;
        distances.set(from, { resort, steps: walked + 1 });
        reached.push({ zone: from, walked: walked + 1 });
      }
    }
  }
  return distances;
}

function stepsInto(steps: readonly Step[]): ReadonlyMap<string, readonly Step[]> {
  const into = new Map<string, Step[]>();
  for (const step of steps) {
    const known = into.get(step.to);
    if (known === undefined) into.set(step.to, [step]);
    else known.push(step);
  }
  return into;
}

function isMarked({ way, marked }: Step): boolean {
  return way === 'moving' && marked;
}

/** One step nearer, by nothing worse than what the way from here needs anyway. */
function isShortest({ from, to, resort }: Step, distances: ReadonlyMap<string, Distance>): boolean {
  const [here, there] = [distances.get(from), distances.get(to)];
  if (resort === undefined || here === undefined || there === undefined) return false;
  if (resort > here.resort || there.resort > here.resort) return false;
  return here.steps === 1 + (there.resort === here.resort ? there.steps : 0);
}
