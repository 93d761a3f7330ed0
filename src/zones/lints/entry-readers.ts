import { directionOf } from '../plan/direction.ts';
import { readDirections } from '../plan/read-directions.ts';
import { each, type Finding, type Lint, place, zonesById } from './finding.ts';

/**
 * Someone entering a higher zone is confirmed by a reader on the lower side or by a guard (別表1 行19). A warning: the
 * door then opens for nobody by card, and a key or a guard's act may be how it is meant to be used.
 */
export const entryReaders: Lint = (plan, facts) => {
  const zones = zonesById(plan);
  const isRead = readDirections(plan);
  return each(plan.doors, ({ id, name, control, directions }, index) =>
    directions.flatMap(({ from, to }, way): Finding[] => {
      const [lower, higher] = [zones.get(from), zones.get(to)];
      if (lower === undefined || higher === undefined || control === 'guarded') return [];
      if (directionOf(lower, higher) !== 'entering') return [];
      if (isRead(id, to)) return [];
      const { clause } = facts.layersFor(higher).policy.rows.t1r19;
      const message = `扉「${name}」の「${lower.name}」側に読取装置がありません。「${higher.name}」に入る者を確認できないため、読取装置を加えるか、警備員を配置してください。`;
      const where = place('doors', index, id, `/directions/${way}`);
      return [{ code: 'no-entry-reader', severity: 'warning', ...where, row: 't1r19', clause, message }];
    }),
  );
};
