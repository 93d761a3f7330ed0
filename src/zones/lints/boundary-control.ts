import type { Door, Zone } from '../plan/site-plan.ts';
import type { CellMeaning } from '../regulation/cell-meaning.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import { higherZone } from '../regulation/columns.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import { each, type Finding, type Lint, type PlanFacts, place, zonesById } from './finding.ts';
import { called } from './judge-act.ts';

const words = {
  gate: 'セキュリティゲート',
  lockable: '施錠できる扉',
  guarded: '警備員のいる出入口',
  none: '管理のない出入口',
} as const satisfies Record<Door['control'], string>;

type Judged = { readonly higher: Zone; readonly clause: string; readonly means: CellMeaning };

/**
 * 別表1 行15: how the boundary to a lower zone is controlled and whether one may see in, asked for the higher zone. A text
 * stands outside the order, so no application opens it; without a class it is warned about, as rows 7–14 are.
 */
export const boundaryControl: Lint = function* (plan, facts) {
  const zones = zonesById(plan);
  const judged = (left: string, right: string) => demandBetween(zones.get(left), zones.get(right), facts);
  yield* each(plan.doors, ({ id, name, control, glass, directions: [way] }, index) => {
    const demand = way === undefined ? undefined : judged(way.from, way.to);
    if (demand?.means.kind !== 'boundary') return [];
    const where = place('doors', index, id);
    const { controls } = demand.means;
    const enough = controls.includes(control);
    const wanted = controls.map((one) => words[one]).join('又は');
    const message = `扉「${name}」は${words[control]}です。${called(demand.higher)}の境には${wanted}が要ります。扉を改めるか、区域のクラスを見直してください。`;
    const found = enough
      ? []
      : [finding('boundary-control', demand, { ...where, at: `${where.at}/control` }, message)];
    return [...found, ...seenThrough(`扉「${name}」`, glass, demand, { ...where, at: `${where.at}/glass` })];
  });
  yield* each(plan.boundaries, ({ id, zones: [left, right], glass }, index) => {
    const demand = judged(left, right);
    return demand === undefined
      ? []
      : seenThrough(`境界「${id}」`, glass, demand, place('boundaries', index, id, '/glass'));
  });
};

function demandBetween(one: Zone | undefined, other: Zone | undefined, facts: PlanFacts): Judged | undefined {
  const sides = one && other ? higherZone(one, other) : undefined;
  if (sides === undefined) return undefined;
  const { higher } = sides;
  const { means, clause } = resolveRequirement(
    't1r15',
    higher,
    facts.at,
    nothingKnown,
    facts.layersFor(higher),
  );
  return means === undefined ? undefined : { higher, clause, means };
}

function seenThrough(
  what: string,
  glass: Door['glass'],
  demand: Judged,
  where: Pick<Finding, 'at' | 'element'>,
): readonly Finding[] {
  if (demand.means.kind !== 'boundary' || demand.means.seeThrough || glass !== 'see-through') return [];
  const message = `${what}のガラスから${called(demand.higher)}の中が見えます。中が見えないことが求められるため、目隠しをするか、区域のクラスを見直してください。`;
  return [finding('boundary-see-through', demand, where, message)];
}

function finding(
  code: 'boundary-control' | 'boundary-see-through',
  { higher, clause }: Judged,
  where: Pick<Finding, 'at' | 'element'>,
  message: string,
): Finding {
  const severity = higher.class === null ? 'warning' : 'refused';
  return { code, severity, ...where, row: 't1r15', clause, message };
}
