import type { Zone, ZoneControl } from '../plan/site-plan.ts';
import { nothingKnown } from '../regulation/circumstances.ts';
import type { Layers } from '../regulation/layers.ts';
import { possibleAnswers } from '../regulation/possible-answers.ts';
import { resolveRequirement } from '../regulation/resolve-requirement.ts';
import { isRowId, type RowId } from '../regulation/row-ids.ts';
import { strictnessOf } from '../regulation/strictness-of.ts';
import { each, type Finding, type Lint, type PlanFacts, place } from './finding.ts';
import { called } from './judge-act.ts';

type Fault = Pick<Finding, 'code' | 'message'>;

/**
 * 個別管理・個別利用制限 must name a row, say something that row can take and be no weaker than what stands there, or it would
 * silently bind nothing.
 */
export const controls: Lint = (plan, facts) =>
  each(plan.zones, (zone, index) =>
    zone.controls.flatMap((control, nth) =>
      judge(control, zone, facts).map(
        (fault): Finding => ({
          ...fault,
          severity: 'refused',
          ...place('zones', index, zone.id, `/controls/${nth}`),
        }),
      ),
    ),
  );

function judge(control: ZoneControl, zone: Zone, { layersFor, at }: PlanFacts): readonly Fault[] {
  const { row, value, from, until } = control;
  const layers = layersFor(zone);
  const { policy } = layers;
  if (!isRowId(row)) {
    const message = `個別管理の行「${row}」が別表にありません。行の番号を直してください。`;
    return [{ code: 'control-unknown-row', message }];
  }
  const faults: Fault[] = [];
  const { kind, title } = policy.rows[row];
  const fits = strictnessOf(kind, value) !== undefined;
  const isEmpty = until !== undefined && Date.parse(until) <= Date.parse(from);
  if (!fits) {
    const wanted = kind === 'measure' ? '「要」' : '「届出」「許可」「禁止」';
    const message = `個別管理「${title}」に「${policy.values[value]}」は使えません。この行で選べるのは${wanted}です。`;
    faults.push({ code: 'control-not-fit', message });
  }
  if (isEmpty) {
    const message = `個別管理「${title}」の終わりが始まりより後ではありません。効く期間がないため、日時を直してください。`;
    faults.push({ code: 'control-period-empty', message });
  }
  if (fits && !isEmpty && bindsNothing(control, row, zone, at, layers)) {
    faults.push(tooWeak(control, row, zone, at, layers));
  }
  return faults;
}

/** Weighed when it begins, one that stands already now; one that is over was weighed when it stood. */
function bindsNothing(control: ZoneControl, row: RowId, zone: Zone, at: Date, layers: Layers): boolean {
  if (control.until !== undefined && Date.parse(control.until) <= at.getTime()) return false;
  const answers = possibleAnswers(
    layers.policy.rows[row],
    { ...zone, controls: [control] },
    beginning(control, at),
    nothingKnown,
    layers,
  );
  return !answers.some(({ chain }) => chain.some(({ layer }) => layer === 'control'));
}

function tooWeak(control: ZoneControl, row: RowId, zone: Zone, at: Date, layers: Layers): Fault {
  const alone = { ...zone, controls: [] };
  const moment = beginning(control, at);
  const { value, undetermined } = resolveRequirement(row, alone, moment, nothingKnown, layers);
  const { rows, values } = layers.policy;
  const standing = undetermined
    ? `府省庁の判断が未決定のため「${values[value]}」`
    : `「${value === 'text' ? '別表に記すとおり' : values[value]}」`;
  const mend = undetermined
    ? '先に判断を記録するか、個別管理を除いてください'
    : '除くか、より厳しい値にしてください';
  return {
    code: 'control-too-weak',
    message: `個別管理「${rows[row].title}」の「${values[control.value]}」は効きません。${called(zone)}のこの行は${standing}で、個別管理はそれを緩められません。${mend}。`,
  };
}

function beginning({ from }: ZoneControl, at: Date): Date {
  return new Date(Math.max(Date.parse(from), at.getTime()));
}
