import { bindingControl } from './binding-control.ts';
import type { Circumstances } from './circumstances.ts';
import { clausesOf, type Determination } from './determination.ts';
import type { Restriction } from './determination-clause.ts';
import { type Holding, holdingOf } from './holding-of.ts';
import { isInScope } from './is-in-scope.ts';
import type { Layers, RuledZone } from './layers.ts';
import { openingFor } from './opening-for.ts';
import type { PolicyRow } from './policy.ts';
import { type PossibleClause, possibleClauses } from './possible-clauses.ts';
import type { SystemSurvey } from './registered-system.ts';
import { type RegulatedCell, regulatedCell } from './regulated-cell.ts';
import type { RequirementLink, RequirementValue } from './requirement.ts';
import { standingDetermination } from './standing-determination.ts';
import { strictestOf } from './strictness-of.ts';

/** One answer that the layers may give. */
export type Standing = {
  readonly value: RequirementValue;
  readonly undetermined: boolean;
  /** What would have to be known of the case to be sure that it is this one. */
  readonly hangsOn: readonly Restriction[];
  readonly chain: readonly RequirementLink[];
};

/**
 * The answers a row may give for a zone at a moment, over all four layers: one where enough is known of the case, else one
 * for each clause that could then be the first to match.
 */
export function possibleAnswers(
  row: PolicyRow,
  zone: RuledZone,
  at: Date,
  circumstances: Circumstances,
  layers: Layers,
): readonly Standing[] {
  const regulated = regulatedCell(row, zone.class);
  const holding = row.scope === undefined ? everything : holdingOf(row.scope, zone, layers);
  const decided = isInScope(row, zone, circumstances, layers)
    ? determined(row, regulated, zone, at, circumstances, layers).map((standing) => bound(standing, holding))
    : [outOfScope(row, regulated, zone, holding, layers)];
  return decided.map((standing) => opened(row, zone, at, layers, closed(row, regulated, zone, at, standing)));
}

/** A row without a scope. */
const everything: Holding = { holds: true };

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
    ...(row.deciders === undefined ? {} : { deciders: row.deciders }),
    ...(row.permissionWaivable ? { permissionWaivable: true } : {}),
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

/** What the tables say holds here for the sake of a registered system. */
function bound(standing: Standing, { system }: Holding): Standing {
  const [regulation, ...others] = standing.chain;
  if (system === undefined || regulation === undefined) return standing;
  const words = `情報システム「${system.name}」がこの区域にある`;
  const link: RequirementLink = { layer: 'register', value: regulation.value, source: system.id, words };
  return { ...standing, chain: [regulation, link, ...others] };
}

function outOfScope(
  row: PolicyRow,
  { at }: RegulatedCell,
  zone: RuledZone,
  { survey }: Holding,
  layers: Layers,
): Standing {
  const value = 'not-applicable';
  const words = row.scope === undefined ? undefined : layers.policy.scopes[row.scope];
  const link: RequirementLink = {
    layer: 'regulation',
    value,
    source: sourceOf(row, at, layers),
    ...(words === undefined ? {} : { words }),
  };
  const released: readonly RequirementLink[] =
    survey === undefined ? [] : [{ layer: 'register', value, source: zone.id, words: surveyedOn(survey) }];
  return { value, undetermined: false, hangsOn: [], chain: [link, ...released] };
}

function surveyedOn({ on }: SystemSurvey): string {
  return `区域の情報システムはすべて登録され（${on} に確認）、どれも扱わない`;
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
  const found = openingFor(row.id, zone, at, layers, standing);
  if (found === undefined) return standing;
  const { opening, value } = found;
  const link: RequirementLink = { layer: 'permit', value, source: opening.id, words: opening.words };
  return { ...standing, value, chain: [...standing.chain, link] };
}
