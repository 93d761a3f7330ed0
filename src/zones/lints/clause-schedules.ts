import { standingClauses } from '../regulation/standing-clauses.ts';
import { each, type Finding, type Lint, place } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * Schedules that a determination names and this site does not have. A warning: until there is one of that name nobody can
 * say whether it runs, and the strictest answer holds.
 */
export const clauseSchedules: Lint = (plan, { layersFor, at }) => {
  const known = new Set(plan.schedules.map(({ id }) => id));
  return each(plan.zones, (zone, index) => {
    const layers = layersFor(zone);
    const conditional = layers.determinations.filter(({ clauses }) => clauses !== undefined);
    return [...new Set(conditional.map(({ row }) => row))].flatMap((row): readonly Finding[] => {
      const named = standingClauses(row, zone, at, layers).flatMap(({ times }) =>
        times !== undefined && 'schedule' in times ? [times.schedule] : [],
      );
      return [...new Set(named)]
        .filter((schedule) => !known.has(schedule))
        .map((schedule) => ({
          code: 'determination-unknown-schedule',
          severity: 'warning',
          ...place('zones', index, zone.id),
          row,
          clause: layers.policy.rows[row].clause,
          message: `${called(zone)}に効く判断が時間割「${schedule}」を挙げていますが、この図面にありません。加えるまでは、最も厳しい値が効きます。`,
        }));
    });
  });
};
