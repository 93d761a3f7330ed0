import type { ZoneControl } from '../plan/site-plan.ts';
import type { CellMeaning } from './cell-meaning.ts';
import type { RuledZone } from './layers.ts';
import type { PolicyRow } from './policy.ts';
import type { RequirementValue } from './requirement.ts';
import { strictnessOf } from './strictness-of.ts';

/**
 * 個別管理・個別利用制限 (2.3.1.1 各項): the strictest control in force, if it is at least as strict as what stands.
 * It is taken in addition to the tables, so it also binds where they ask nothing (対象外); it never loosens.
 */
export function bindingControl(
  row: PolicyRow,
  zone: RuledZone,
  at: Date,
  standing: { readonly value: RequirementValue; readonly means?: CellMeaning | undefined },
): ZoneControl | undefined {
  const strictness = (control: ZoneControl): number => strictnessOf(row.kind, control.value) ?? -1;
  const [strictest] = zone.controls
    .filter((control) => control.row === row.id && isInForce(control, at) && strictness(control) >= 0)
    .toSorted((one, other) => strictness(other) - strictness(one) || compare(one, other));
  if (strictest === undefined) return undefined;
  return strictness(strictest) >= floor(row, standing) ? strictest : undefined;
}

/** What a control must reach; a text that demands a permission is met there, one about boundaries by no control. */
function floor(
  row: PolicyRow,
  { value, means }: { readonly value: RequirementValue; readonly means?: CellMeaning | undefined },
): number {
  if (value === 'not-applicable') return 0;
  if (value === 'text') {
    return means?.kind === 'permission'
      ? (strictnessOf(row.kind, means.kind) ?? 0) + 1
      : Number.POSITIVE_INFINITY;
  }
  return strictnessOf(row.kind, value) ?? Number.POSITIVE_INFINITY;
}

/** Whether a control holds at a moment. */
export function isInForce({ from, until }: ZoneControl, at: Date): boolean {
  return Date.parse(from) <= at.getTime() && (until === undefined || at.getTime() < Date.parse(until));
}

/** Among equals the longest standing one is named. */
function compare(one: ZoneControl, other: ZoneControl): number {
  return Date.parse(one.from) - Date.parse(other.from) || (one.words < other.words ? -1 : 1);
}
