import { adjoiningRow, higherZone } from '../regulation/columns.ts';
import { each, type Lint, place, zonesById } from './finding.ts';
import { called, judgeAct } from './judge-act.ts';

/** 別表1 行7–10: which lower zones a zone may open onto; the column is the class of the higher one. */
export const adjoining: Lint = (plan, facts) => {
  const zones = zonesById(plan);
  return each(plan.doors, ({ id, name, directions: [way] }, index) => {
    const [one, other] = [zones.get(way?.from ?? ''), zones.get(way?.to ?? '')];
    const sides = one && other ? higherZone(one, other) : undefined;
    if (sides === undefined) return [];
    const { higher, lower } = sides;
    const words = `扉「${name}」で${called(higher)}が${called(lower)}に直接つながっています`;
    const act = { topic: 'adjoining', row: adjoiningRow(lower), zone: higher, words } as const;
    return judgeAct({ ...act, ...place('doors', index, id) }, facts);
  });
};
