import type { Door, Zone } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { higherZone } from '../regulation/columns.ts';
import type { Requirement } from '../regulation/requirement.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { each, type Finding, type Lint, type PlanFacts, place, zonesById } from './finding.ts';
import { called } from './judge-act.ts';

/**
 * A door is not left open to a zone that is always restricted (別表1 行17). Elsewhere, where entrants are to be confirmed
 * (行19) or passages recorded (行24), a named guard post does it for the period. A setting, not a wall: refused even
 * where the class is undecided, because that waives nothing.
 */
export const freePassage: Lint = (plan, facts) => {
  const zones = zonesById(plan);
  return each(plan.doors, (door, index) => {
    const [way] = door.directions;
    const [one, other] = [zones.get(way?.from ?? ''), zones.get(way?.to ?? '')];
    if (door.freePassage === undefined || one === undefined || other === undefined) return [];
    const where = place('doors', index, door.id, '/freePassage');
    return [
      ...alwaysRestricted(door, [one, other], facts, where),
      ...unguarded(door, [one, other], facts, where),
    ];
  });
};

type Where = Pick<Finding, 'at' | 'element'>;

function required(row: RowId, zone: Zone, { layersFor, at }: PlanFacts): Requirement | undefined {
  const requirement = resolveRequirement(row, zone, at, nothingKnown, layersFor(zone));
  return requirement.value === 'required' ? requirement : undefined;
}

function alwaysRestricted(
  { name }: Door,
  sides: readonly Zone[],
  facts: PlanFacts,
  where: Where,
): readonly Finding[] {
  return sides.flatMap((zone) => {
    const requirement = required('t1r17', zone, facts);
    if (requirement === undefined) return [];
    const message = `扉「${name}」を自由通行にしています。${called(zone)}は常に立入りを制限する区域です。自由通行をやめてください。`;
    const { clause } = requirement;
    return [{ code: 'free-passage-forbidden', severity: 'refused', ...where, row: 't1r17', clause, message }];
  });
}

function unguarded(
  { name, freePassage: period }: Door,
  [one, other]: readonly [Zone, Zone],
  facts: PlanFacts,
  where: Where,
): readonly Finding[] {
  const entered = higherZone(one, other)?.higher;
  if (entered === undefined || period?.guardPost !== undefined) return [];
  const rows = ['t1r19', 't1r24'] as const;
  const row = rows.find((candidate) => required(candidate, entered, facts) !== undefined);
  if (row === undefined) return [];
  const { clause } = facts.layersFor(entered).policy.rows[row];
  const message = `扉「${name}」を警備員の配置なしに自由通行にしています。${called(entered)}に入る者の確認又は記録ができないため、その間の警備の配置を記すか、自由通行をやめてください。`;
  return [{ code: 'free-passage-unguarded', severity: 'refused', ...where, row, clause, message }];
}
