import type { SitePlan, Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { higherZone } from '../regulation/columns.ts';
import type { Requirement } from '../regulation/requirement.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { each, type Lint, type PlanFacts, place, zonesById } from './finding.ts';
import { called, isForbidden } from './judge-act.ts';
import { separationRows } from './separations.ts';

/**
 * A zone with a door to a lower one has a wall beside it, and the plan says what it is made of wherever some wall is not allowed
 * (別表1 行11–14) or must not be seen through (行15): what is not in the plan is weighed by nobody. A warning.
 */
export const missingBoundaries: Lint = (plan, facts) => {
  const missing = lowerZonesWithoutBoundary(plan);
  return each(plan.zones, (zone, index) => {
    const lower = missing.get(zone.id);
    const demand = lower === undefined ? undefined : demandOf(zone, facts);
    if (lower === undefined || demand === undefined) return [];
    const { row, clause, why } = demand;
    const names = [...lower].map(called).join('・');
    const message = `${called(zone)}と${names}の仕切りが図面にありません。別表1 行${row.slice('t1r'.length)}により${why}ため、境界（boundaries）を加えてください。`;
    return [
      {
        code: 'no-boundary',
        severity: 'warning',
        ...place('zones', index, zone.id),
        row,
        clause,
        message,
      },
    ];
  });
};

/** For each zone the lower ones behind its doors from which no boundary of the plan separates it. */
function lowerZonesWithoutBoundary(plan: SitePlan): ReadonlyMap<string, ReadonlySet<Zone>> {
  const zones = zonesById(plan);
  const pair = (one: string, other: string) => [one, other].sort().join(' ');
  const separated = new Set(plan.boundaries.map(({ zones: [one, other] }) => pair(one, other)));
  const missing = new Map<string, Set<Zone>>();
  for (const {
    directions: [way],
  } of plan.doors) {
    const [one, other] = [zones.get(way?.from ?? ''), zones.get(way?.to ?? '')];
    const sides = one && other ? higherZone(one, other) : undefined;
    if (sides === undefined || separated.has(pair(sides.higher.id, sides.lower.id))) continue;
    const { higher, lower } = sides;
    missing.set(higher.id, (missing.get(higher.id) ?? new Set()).add(lower));
  }
  return missing;
}

type Demand = { readonly row: RowId; readonly clause: string; readonly why: string };

/** The row by which something could be wrong with a boundary of the zone, the one that forbids most easily first. */
function demandOf(zone: Zone, { layersFor, at }: PlanFacts): Demand | undefined {
  const layers = layersFor(zone);
  const required = (row: RowId): Requirement => resolveRequirement(row, zone, at, nothingKnown, layers);
  const rows = Object.values(separationRows).map(({ row }) => row);
  for (const row of rows.toReversed()) {
    const { value, clause } = required(row);
    if (isForbidden(value)) return { row, clause, why: '認められない仕切りがある' };
  }
  const { means, clause } = required('t1r15');
  return means?.kind === 'boundary' && !means.seeThrough
    ? { row: 't1r15', clause, why: '中が見えないことが求められる' }
    : undefined;
}
