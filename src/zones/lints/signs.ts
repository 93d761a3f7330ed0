import { showingRow } from '../regulation/columns.ts';
import { each, type Finding, type Lint, place, zonesById } from './finding.ts';
import { called, judgeAct } from './judge-act.ts';

/**
 * 別表1 行3–6: what a sign may show; row = class shown, column = class of the place where it hangs.
 * A server room is never shown (※1), nor is what its officer hides.
 */
export const signs: Lint = (plan, facts) => {
  const zones = zonesById(plan);
  return each(plan.signs, ({ id, hangsIn, shows }, index) => {
    const [hanging, shown] = [zones.get(hangsIn), zones.get(shows)];
    if (hanging === undefined || shown === undefined) return [];
    const row = showingRow(shown);
    const where = place('signs', index, id);
    if (shown.hidden || shown.serverRoom) {
      const why = shown.serverRoom ? 'サーバ室' : '案内に出さない区域';
      const { clause } = facts.layersFor(hanging).policy.rows[row];
      const message = `案内「${id}」が${why}「${shown.name}」の場所を示しています。不審者に場所を教えないため、この案内を外してください。`;
      const found: Finding = {
        code: 'sign-shows-hidden',
        severity: 'refused',
        ...where,
        row,
        clause,
        message,
      };
      return [found];
    }
    const words = `${called(hanging)}に掲げた案内「${id}」が${called(shown)}の場所を示しています`;
    return judgeAct({ topic: 'sign', row, zone: hanging, words, ...where }, facts);
  });
};
