import { bindingControl } from './binding-control.ts';
import { isInScope } from './is-in-scope.ts';
import type { Layers, RuledZone } from './layers.ts';
import { openingFor } from './opening-for.ts';
import type { PolicyRow } from './policy.ts';
import { type RegulatedCell, regulatedCell } from './regulated-cell.ts';
import type { Requirement, RequirementLink, RequirementValue } from './requirement.ts';
import type { RowId } from './row-ids.ts';
import { standingDetermination } from './standing-determination.ts';
import { strictestOf } from './strictness-of.ts';

type Standing = {
  readonly value: RequirementValue;
  readonly undetermined: boolean;
  readonly chain: readonly RequirementLink[];
};

/**
 * What a row demands of a zone at a moment, over all four layers: regulation, determination (府省庁の判断), zone control
 * (個別管理・個別利用制限, stricter only), application or exception. Pure and total: every row has a cell for every class.
 * Out of scope the tables ask nothing, a control of the zone still holds.
 */
export function resolveRequirement(row: RowId, zone: RuledZone, at: Date, layers: Layers): Requirement {
  const ruled = layers.policy.rows[row];
  const regulated = regulatedCell(ruled, zone.class);
  const inScope = isInScope(ruled, zone);
  const decided = inScope
    ? determined(ruled, regulated, zone, at, layers)
    : outOfScope(ruled, regulated, layers);
  const controlled = closed(ruled, regulated, zone, at, decided);
  const { value, undetermined, chain } = opened(ruled, zone, at, layers, controlled);
  const { text, means, footnote } = regulated.cell;
  const replaceable = ruled.kind === 'act' || controlled === decided;
  return {
    row,
    key: ruled.key,
    clause: ruled.clause,
    value,
    undetermined,
    inScope,
    ...(value === 'text' && text !== undefined ? { text } : {}),
    ...(value === 'text' && means !== undefined ? { means } : {}),
    ...(inScope && replaceable && footnote !== undefined ? { footnote } : {}),
    chain,
  };
}

/** Layers 1 and 2. Without a determination a cell left to the ministry is strict and says so (I7). */
function determined(
  row: PolicyRow,
  { cell, at: column }: RegulatedCell,
  zone: RuledZone,
  at: Date,
  layers: Layers,
): Standing {
  const { value, text } = cell;
  const words = zone.class === null ? 'クラス未決定のため、何も緩めない' : text;
  const link: RequirementLink = {
    layer: 'regulation',
    value,
    source: sourceOf(row, column, layers),
    ...(words === undefined ? {} : { words }),
  };
  if (value !== 'ministry-decides') return { value, undetermined: false, chain: [link] };
  const standing = zone.class === null ? undefined : standingDetermination(row, column, zone, at, layers);
  if (standing === undefined) return { value: strictestOf[row.kind], undetermined: true, chain: [link] };
  const { value: chosen, id, words: reason } = standing;
  return {
    value: chosen,
    undetermined: false,
    chain: [link, { layer: 'determination', value: chosen, source: id, words: reason }],
  };
}

function outOfScope(row: PolicyRow, { at }: RegulatedCell, layers: Layers): Standing {
  const value = 'not-applicable';
  const words = row.scope === undefined ? undefined : layers.policy.scopes[row.scope];
  const link: RequirementLink = {
    layer: 'regulation',
    value,
    source: sourceOf(row, at, layers),
    ...(words === undefined ? {} : { words }),
  };
  return { value, undetermined: false, chain: [link] };
}

function sourceOf(row: PolicyRow, column: number, { policy }: Layers): string {
  return `${policy.package}:${row.id}/${column}`;
}

/** Layer 3. A closed row stays undetermined: the ministry's answer is still missing and still reported. */
function closed(
  row: PolicyRow,
  { cell }: RegulatedCell,
  zone: RuledZone,
  at: Date,
  standing: Standing,
): Standing {
  const control = bindingControl(row, zone, at, { value: standing.value, means: cell.means });
  if (control === undefined) return standing;
  const { value, words } = control;
  const link: RequirementLink = { layer: 'control', value, source: zone.id, words };
  return { ...standing, value, chain: [...standing.chain, link] };
}

/** Layer 4. */
function opened(row: PolicyRow, zone: RuledZone, at: Date, layers: Layers, standing: Standing): Standing {
  const opening = openingFor(row.id, zone, at, layers, standing);
  if (opening === undefined) return standing;
  const link: RequirementLink = {
    layer: 'permit',
    value: 'allowed',
    source: opening.id,
    words: opening.words,
  };
  return { ...standing, value: 'allowed', chain: [...standing.chain, link] };
}
