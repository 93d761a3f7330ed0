import { sameValue } from '../plan/same-value.ts';
import { bindingControl } from './binding-control.ts';
import type { Circumstances } from './circumstances.ts';
import { clausesOf, type Determination } from './determination.ts';
import { type Restriction, restrictions } from './determination-clause.ts';
import { isInScope } from './is-in-scope.ts';
import type { Layers, RuledZone } from './layers.ts';
import { openingFor } from './opening-for.ts';
import type { PolicyRow } from './policy.ts';
import { type PossibleClause, possibleClauses } from './possible-clauses.ts';
import { type RegulatedCell, regulatedCell } from './regulated-cell.ts';
import type { Requirement, RequirementLink, RequirementValue } from './requirement.ts';
import type { RowId } from './row-ids.ts';
import { standingDetermination } from './standing-determination.ts';
import { strictestOf, strictnessOf } from './strictness-of.ts';

/** One answer that the layers weighed so far may give. */
type Standing = {
  readonly value: RequirementValue;
  readonly undetermined: boolean;
  /** What would have to be known of the case to be sure that it is this one. */
  readonly hangsOn: readonly Restriction[];
  readonly chain: readonly RequirementLink[];
};

/**
 * What a row demands of a zone at a moment, over all four layers: regulation, determination (府省庁の判断), zone control
 * (個別管理・個別利用制限, stricter only), application or exception. Pure and total: every row has a cell for every class.
 * Out of scope the tables ask nothing, a control of the zone still holds. Where a determination has clauses and too little
 * is known of the case, every answer it could be is weighed and the strictest given.
 */
export function resolveRequirement(
  row: RowId,
  zone: RuledZone,
  at: Date,
  circumstances: Circumstances,
  layers: Layers,
): Requirement {
  const ruled = layers.policy.rows[row];
  const regulated = regulatedCell(ruled, zone.class);
  const inScope = isInScope(ruled, zone);
  const decided = inScope
    ? determined(ruled, regulated, zone, at, circumstances, layers)
    : [outOfScope(ruled, regulated, layers)];
  const possible = decided.map((standing) =>
    opened(ruled, zone, at, layers, closed(ruled, regulated, zone, at, standing)),
  );
  const { value, undetermined, chain } = strictestOfAll(ruled, possible);
  const { text, means, footnote } = regulated.cell;
  const replaceable = ruled.kind === 'act' || chain.every(({ layer }) => layer !== 'control');
  return {
    row,
    key: ruled.key,
    clause: ruled.clause,
    value,
    undetermined,
    dependsOn: dependsOn(possible),
    inScope,
    ...(value === 'text' && text !== undefined ? { text } : {}),
    ...(value === 'text' && means !== undefined ? { means } : {}),
    ...(inScope && replaceable && footnote !== undefined ? { footnote } : {}),
    chain,
  };
}

/** Of equally strict answers the first: the clauses stand in order. */
function strictestOfAll({ kind }: PolicyRow, possible: readonly Standing[]): Standing {
  const strictness = ({ value }: Standing): number => strictnessOf(kind, value) ?? -1;
  return possible.reduce((strictest, next) => (strictness(next) > strictness(strictest) ? next : strictest));
}

/** Nothing where all answers ask the same, whichever clause it is. */
function dependsOn(possible: readonly Standing[]): readonly Restriction[] {
  const [first, ...others] = possible.map(asked);
  if (others.every((other) => sameValue(other, first))) return [];
  return restrictions.filter((one) => possible.some(({ hangsOn }) => hangsOn.includes(one)));
}

/** What an answer asks of whoever is concerned: the value, and how many or who decides where the clause says it. */
function asked({ value, chain }: Standing): object {
  const { number, decider } = chain.at(-1)?.matched ?? {};
  return { value, number, decider };
}

/**
 * Layers 1 and 2: the answers it could be, one where enough is known. Without a determination a cell left to the ministry
 * is strict and says so (I7).
 */
function determined(
  row: PolicyRow,
  { cell, at: column }: RegulatedCell,
  zone: RuledZone,
  at: Date,
  circumstances: Circumstances,
  layers: Layers,
): readonly Standing[] {
  const { value, text } = cell;
  const words = zone.class === null ? 'クラス未決定のため、何も緩めない' : text;
  const link: RequirementLink = {
    layer: 'regulation',
    value,
    source: sourceOf(row, column, layers),
    ...(words === undefined ? {} : { words }),
  };
  const alone = { undetermined: false, hangsOn: [], chain: [link] };
  if (value !== 'ministry-decides') return [{ ...alone, value }];
  const standing = standingDetermination(row, column, zone, at, layers);
  if (standing === undefined) return [{ ...alone, value: strictestOf[row.kind], undetermined: true }];
  return possibleClauses(clausesOf(standing), circumstances).map((possible) => ({
    value: possible.clause.value,
    undetermined: false,
    hangsOn: possible.hangsOn,
    chain: [link, linkOf(standing, possible)],
  }));
}

/** The clause speaks where it has words of its own. */
function linkOf(
  { id, words, clauses }: Determination,
  { clause, position }: PossibleClause,
): RequirementLink {
  return {
    layer: 'determination',
    value: clause.value,
    source: id,
    words: clause.words ?? words,
    ...(clauses === undefined ? {} : { matched: { ...clause, position } }),
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
  return { value, undetermined: false, hangsOn: [], chain: [link] };
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
