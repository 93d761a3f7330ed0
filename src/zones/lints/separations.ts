import type { Boundary } from '../plan/site-plan.ts';
import { higherZone } from '../regulation/columns.ts';
import type { RowId } from '../regulation/row-ids.ts';
import { each, type Lint, place, zonesById } from './finding.ts';
import { called, judgeAct } from './judge-act.ts';

export const separationRows = {
  'wall-through-ceiling': { row: 't1r11', words: '天井裏まで達する壁' },
  'partition-to-ceiling': { row: 't1r12', words: '天井に届く固定の仕切り' },
  'fixed-partition-below-ceiling': { row: 't1r13', words: '天井に届かない固定パーティション' },
  'movable-partition': { row: 't1r14', words: '動かせるパーティション' },
} as const satisfies Record<Boundary['separation'], { readonly row: RowId; readonly words: string }>;

/** 別表1 行11–14: how a zone is separated from a lower one; the column is the class of the higher one. */
export const separations: Lint = (plan, facts) => {
  const zones = zonesById(plan);
  return each(plan.boundaries, ({ id, zones: [left, right], separation }, index) => {
    const [one, other] = [zones.get(left), zones.get(right)];
    const sides = one && other ? higherZone(one, other) : undefined;
    if (sides === undefined) return [];
    const { row, words } = separationRows[separation];
    const act = {
      topic: 'separation',
      row,
      zone: sides.higher,
      words: `${called(sides.higher)}と${called(sides.lower)}を${words}で仕切っています`,
    } as const;
    return judgeAct({ ...act, ...place('boundaries', index, id) }, facts);
  });
};
