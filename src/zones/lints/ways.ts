import { directionOf } from '../plan/direction.ts';
import { outsideZones, passages, reachableFrom, zonesWithoutWayOut } from '../plan/plan-graph.ts';
import type { DoorDirection, SitePlan } from '../plan/site-plan.ts';
import { each, type Finding, type Lint, place, zonesById } from './finding.ts';

/**
 * Nobody is trapped (I6): from every zone that can be entered a chain of escape directions leads outside. A zone nobody can
 * reach is only warned about, as one under construction is; and one whose every way in is released in an emergency.
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
  const byEscape = enteredByEscapeOnly(plan, outside);
  yield [];
  yield* each(plan.zones, ({ id, name }, index): Finding[] => {
    const where = place('zones', index, id);
    if (entered.has(id) && trapped.has(id)) {
      const message = `「${name}」から外へ避難できません。非常時に開く向き（escape）が外まで続いていないため、扉に避難の向きを加えてください。`;
      return [{ code: 'no-way-out', severity: 'refused', ...where, message }];
    }
    if (byEscape.has(id)) {
      const message = `「${name}」に入る向きは、どれも非常時に開く向き（escape）です。非常時やサービスの停止時にだれでも入れるため、ふだん入る扉を加えるか、入る向きを非常時に開かないものにしてください。`;
      return [{ code: 'entered-by-escape-only', severity: 'warning', ...where, message }];
    }
    if (reached.has(id)) return [];
    const message = `「${name}」へ外から行ける扉がありません。扉が図面から漏れていないか確かめてください。`;
    return [{ code: 'unreachable', severity: 'warning', ...where, message }];
  });
};

/** The zones that are entered, from where people ordinarily come, by directions up a class that the plan marks as escape and by no others. */
function enteredByEscapeOnly(plan: SitePlan, outside: readonly string[]): ReadonlySet<string> {
  const zones = zonesById(plan);
  const directions = plan.doors.flatMap((door) => door.directions);
  const isReleased = (way: DoorDirection): boolean => {
    const [from, to] = [zones.get(way.from), zones.get(way.to)];
    return way.escape === true && from && to ? directionOf(from, to) === 'entering' : false;
  };
  const usual = reachableFrom(
    outside,
    directions.filter((one) => !isReleased(one)),
  );
  const released = directions.filter((one) => isReleased(one) && usual.has(one.from) && !usual.has(one.to));
  return new Set(released.map(({ to }) => to));
}
