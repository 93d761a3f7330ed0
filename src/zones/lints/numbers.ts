import type { Zone } from '../plan/site-plan.ts';
import { standingClauses } from '../regulation/standing-clauses.ts';
import { each, type Finding, type Lint, type PlanFacts, place } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * Whether the doors keep the number of persons that a determination asks for (別表1 行21・47). Doors count by the plan alone:
 * `neverAlone` keeps two or none, `maxOccupancy` the most. A warning, because a guard or a colleague may keep it too.
 */
export const numbers: Lint = (plan, facts) =>
  each(plan.zones, (zone, index) =>
    judge(zone, facts).map(
      ({ field, ...found }): Finding => ({
        ...found,
        severity: 'warning',
        ...place('zones', index, zone.id, field),
      }),
    ),
  );

type Found = Pick<Finding, 'code' | 'row' | 'clause' | 'message'> & {
  readonly field: '/neverAlone' | '/maxOccupancy';
};

/** Of several clauses the strictest number: the doors know no cases. */
function judge(zone: Zone, { layersFor, at }: PlanFacts): readonly Found[] {
  const layers = layersFor(zone);
  const counting = Object.values(layers.policy.rows).filter(({ countsPersons }) => countsPersons);
  return counting.flatMap(({ id: row, clause }): readonly Found[] => {
    const asked = standingClauses(row, zone, at, layers).flatMap(({ number }) => number ?? []);
    const atLeast = Math.max(0, ...asked.map((number) => number.atLeast ?? 0));
    const atMost = Math.min(...asked.map((number) => number.atMost ?? Number.POSITIVE_INFINITY));
    const found: Found[] = [];
    if (atLeast > (zone.neverAlone ? 2 : 0)) {
      const message = tooFew(zone, atLeast);
      found.push({ code: 'number-at-least', row, clause, message, field: '/neverAlone' });
    }
    if (atMost < (zone.maxOccupancy ?? Number.POSITIVE_INFINITY)) {
      const message = tooMany(zone, atMost);
      found.push({ code: 'number-at-most', row, clause, message, field: '/maxOccupancy' });
    }
    return found;
  });
}

function tooFew(zone: Zone, number: number): string {
  const doors = zone.neverAlone
    ? '扉が守れるのは2人以上までです。足りない分を守る手段を確かめてください。'
    : '図面の扉は一人での立入りを止めません。一人にしない区域とするか、ほかに守る手段を確かめてください。';
  return `${called(zone)}には、判断により${number}人以上でいることとされています。${doors}`;
}

function tooMany(zone: Zone, number: number): string {
  const now = zone.maxOccupancy === undefined ? '定員がありません' : `定員が${zone.maxOccupancy}人です`;
  return `${called(zone)}にいてよいのは、判断により${number}人までですが、図面では${now}。定員を${number}人以下にしてください。`;
}
