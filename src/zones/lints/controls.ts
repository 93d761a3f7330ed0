import type { ZoneControl } from '../plan/site-plan.ts';
import { isRowId } from '../regulation/row-ids.ts';
import { strictnessOf } from '../regulation/strictness-of.ts';
import { type Finding, type Lint, type PlanFacts, place } from './finding.ts';

type Fault = Pick<Finding, 'code' | 'message'>;

/** 個別管理・個別利用制限 must name a row and say something that row can take, or it would silently bind nothing. */
export const controls: Lint = (plan, facts) =>
  plan.zones.flatMap((zone, index) =>
    zone.controls.flatMap((control, nth) =>
      judge(control, facts.layersFor(zone)).map(
        (fault): Finding => ({
          ...fault,
          severity: 'refused',
          ...place('zones', index, zone.id, `/controls/${nth}`),
        }),
      ),
    ),
  );

function judge(
  { row, value, from, until }: ZoneControl,
  { policy }: ReturnType<PlanFacts['layersFor']>,
): readonly Fault[] {
  if (!isRowId(row)) {
    const message = `個別管理の行「${row}」が別表にありません。行の番号を直してください。`;
    return [{ code: 'control-unknown-row', message }];
  }
  const faults: Fault[] = [];
  const { kind, title } = policy.rows[row];
  if (strictnessOf(kind, value) === undefined) {
    const wanted = kind === 'measure' ? '「要」' : '「届出」「許可」「禁止」';
    const message = `個別管理「${title}」に「${policy.values[value]}」は使えません。この行で選べるのは${wanted}です。`;
    faults.push({ code: 'control-not-fit', message });
  }
  if (until !== undefined && Date.parse(until) <= Date.parse(from)) {
    const message = `個別管理「${title}」の終わりが始まりより後ではありません。効く期間がないため、日時を直してください。`;
    faults.push({ code: 'control-period-empty', message });
  }
  return faults;
}
