import { directionOf } from '../plan/direction.ts';
import { isEmergencyExit } from '../plan/is-emergency-exit.ts';
import { readDirections } from '../plan/read-directions.ts';
import type { Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import { each, type Finding, type Lint, type PlanFacts, place, zonesById } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * Someone who leaves a zone of which leavers are to be confirmed (別表1 行20) is confirmed by a reader on its side or by a guard. A
 * warning, as at the way in. An emergency exit needs none as long as the zone has another way out that is confirmed.
 */
export const exitReaders: Lint = function* (plan, facts) {
  const zones = zonesById(plan);
  const isRead = readDirections(plan);
  const [confirmed, byEmergency] = [new Set<string>(), new Set<string>()];
  yield* each(plan.doors, (door, index) =>
    door.directions.flatMap((direction, way): readonly Finding[] => {
      const [from, to] = [zones.get(direction.from), zones.get(direction.to)];
      if (from === undefined || to === undefined || directionOf(from, to) !== 'leaving') return [];
      if (door.control === 'guarded' || isRead(door.id, to.id)) {
        confirmed.add(from.id);
        return [];
      }
      if (isEmergencyExit(door, direction, isRead)) {
        byEmergency.add(from.id);
        return [];
      }
      confirmed.add(from.id);
      const where = place('doors', index, door.id, `/directions/${way}`);
      return asked(from, facts, where, `扉「${door.name}」の${called(from)}側に読取装置がありません。`);
    }),
  );
  yield* each(plan.zones, (zone, index) =>
    byEmergency.has(zone.id) && !confirmed.has(zone.id)
      ? asked(
          zone,
          facts,
          place('zones', index, zone.id),
          `${called(zone)}の出口は読取装置のない非常口だけです。`,
        )
      : [],
  );
};

function asked(
  zone: Zone,
  { layersFor, at }: PlanFacts,
  where: Pick<Finding, 'at' | 'element'>,
  what: string,
): readonly Finding[] {
  const { value, undetermined, clause } = resolveRequirement(
    't1r20',
    zone,
    at,
    nothingKnown,
    layersFor(zone),
  );
  if (value !== 'required') return [];
  const why = undetermined
    ? `出る者の確認（別表1 行20）は府省庁の判断が未決定のため要るものとして扱いますが、${called(zone)}ではできないため、判断を記録するか、`
    : `${called(zone)}から出る者の確認（別表1 行20）ができないため、`;
  const message = `${what}${why}読取装置を加えるか、警備員を配置してください。`;
  return [{ code: 'no-exit-reader', severity: 'warning', ...where, row: 't1r20', clause, message }];
}
