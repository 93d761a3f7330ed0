import { outsideZones, passages, reachableFrom, zonesWithoutWayOut } from '../plan/plan-graph.ts';
import { each, type Finding, type Lint, place } from './finding.ts';

/**
 * Nobody is trapped (I6): from every zone that can be entered a chain of escape directions leads outside. A zone nobody can
 * reach is only warned about, as one under construction is.
 */
export const ways: Lint = function* (plan) {
  const outside = outsideZones(plan);
  if (outside.length === 0) {
    const message =
      'クラス0の区域がありません。外との出入りと避難先を決められないため、庁舎の外をクラス0の区域として加えてください。';
    yield [{ code: 'no-outside', severity: 'refused', at: '/zones', element: 'site', message }];
    return;
  }
  const entered = new Set(passages(plan).map(({ to }) => to));
  const reached = reachableFrom(outside, passages(plan));
  yield [];
  const trapped = new Set(zonesWithoutWayOut(plan));
  yield [];
  yield* each(plan.zones, ({ id, name }, index): Finding[] => {
    const where = place('zones', index, id);
    if (entered.has(id) && trapped.has(id)) {
      const message = `「${name}」から外へ避難できません。非常時に開く向き（escape）が外まで続いていないため、扉に避難の向きを加えてください。`;
      return [{ code: 'no-way-out', severity: 'refused', ...where, message }];
    }
    if (reached.has(id)) return [];
    const message = `「${name}」へ外から行ける扉がありません。扉が図面から漏れていないか確かめてください。`;
    return [{ code: 'unreachable', severity: 'warning', ...where, message }];
  });
};
