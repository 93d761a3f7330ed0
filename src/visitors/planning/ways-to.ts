import { groupBy } from '../../kernel/group-by.ts';
import { directionOf, rankOf } from '../../zones/plan/direction.ts';
import type { Step } from '../../zones/plan/plan-graph.ts';
import { readDirections } from '../../zones/plan/read-directions.ts';
import type { SitePlan, Zone } from '../../zones/plan/site-plan.ts';

/** The zones on the ways to some zones, and those of them to which no way leads. */
export type Ways = { readonly zoneIds: readonly string[]; readonly unreachable: readonly string[] };

/**
 * The zones that a visitor walks through from one zone (a desk's) to others, that one included and the others left out, in the
 * order of the plan. A way keeps to the lowest class that leads there, and among those it is a shortest; of several as short all
 * count. It passes a hidden room or a server room only where nothing else leads there. A door out of service is no way, nor is an
 * emergency exit.
 */
export function waysTo(plan: SitePlan, from: string, zoneIds: readonly string[]): Ways {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]));
  const steps = walkedSteps(plan, zones);
  const levels = [...new Set(plan.zones.map(levelOf))].toSorted((one, other) => one - other);
  const onWays = new Set<string>();
  const unreachable = zoneIds.filter((to) => {
    const way = to === from ? [from] : bestWays(from, to, { zones, steps, levels });
    for (const zone of way ?? []) onWays.add(zone);
    return way === undefined;
  });
  const ends = new Set(zoneIds.filter((zone) => zone !== from));
  return {
    zoneIds: plan.zones.map(({ id }) => id).filter((id) => onWays.has(id) && !ends.has(id)),
    unreachable,
  };
}

type Zones = ReadonlyMap<string, Zone>;
type Graph = { readonly zones: Zones; readonly steps: readonly Step[]; readonly levels: readonly number[] };

/** What one would rather not lead a visitor through; rooms that are not shown come after every class. */
function levelOf(zone: Zone): number {
  const rank = Math.min(rankOf(zone), 10);
  return zone.hidden || zone.serverRoom ? 100 + rank : rank;
}

function walkedSteps(plan: SitePlan, zones: Zones): readonly Step[] {
  const isRead = readDirections(plan);
  return plan.doors
    .filter(({ outOfService }) => !outOfService)
    .flatMap(({ id, directions }) =>
      directions.filter((direction) => {
        const [from, to] = [zones.get(direction.from), zones.get(direction.to)];
        if (from === undefined || to === undefined) return false;
        const outOnly = directions.length === 1 && directionOf(from, to) === 'leaving';
        return !outOnly || isRead(id, to.id);
      }),
    );
}

/** The zones on the shortest ways over the lowest level that leads there at all; undefined where none does. */
function bestWays(from: string, to: string, { zones, steps, levels }: Graph): readonly string[] | undefined {
  for (const level of levels) {
    const open = (id: string) => {
      const zone = zones.get(id);
      return id === from || id === to || (zone !== undefined && levelOf(zone) <= level);
    };
    const walked = steps.filter((step) => open(step.from) && open(step.to));
    const there = distances(from, walked);
    const length = there.get(to);
    if (length === undefined) continue;
    const back = distances(
      to,
      walked.map((step) => ({ from: step.to, to: step.from })),
    );
    return [...there].flatMap(([zone, steps]) =>
      steps + (back.get(zone) ?? length + 1) === length ? [zone] : [],
    );
  }
  return undefined;
}

/** How many doors lie between a zone and each that can be reached from it. */
function distances(from: string, steps: readonly Step[]): ReadonlyMap<string, number> {
  const onward = groupBy(steps, (step) => step.from);
  const reached = new Map([[from, 0]]);
  for (const [zone, walked] of reached) {
    for (const { to } of onward.get(zone) ?? []) if (!reached.has(to)) reached.set(to, walked + 1);
  }
  return reached;
}
