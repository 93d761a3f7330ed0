import { sameValue } from '../plan/same-value.ts';
import { type Circumstances, nothingKnown } from './circumstances.ts';
import { type Restriction, restrictions } from './determination-clause.ts';
import { isInScope } from './is-in-scope.ts';
import type { Layers, RuledZone } from './layers.ts';
import type { PolicyRow } from './policy.ts';
import { possibleAnswers, type Standing } from './possible-answers.ts';
import { regulatedCell } from './regulated-cell.ts';
import type { Requirement } from './requirement.ts';
import type { RowId } from './row-ids.ts';
import { strictnessOf } from './strictness-of.ts';

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
  const inScope = isInScope(ruled, zone, circumstances, layers);
  const possible = possibleAnswers(ruled, zone, at, circumstances, layers);
  const { value, undetermined, chain } = strictestOfAll(ruled, possible);
  const { text, means, footnote } = regulated.cell;
  const demanded = ruled.kind === 'measure' && chain.some(({ layer }) => layer === 'control');
  const replaceable = !demanded && restsOnMeasure(ruled, zone, at, layers);
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

/**
 * Whether the measure that the footnote of a row rests on is taken here: ※4 lets the lock of a room stand for those of its
 * devices because whoever enters is confirmed (row 19), so it has to hold for everybody and at every hour.
 */
function restsOnMeasure({ footnoteWhile }: PolicyRow, zone: RuledZone, at: Date, layers: Layers): boolean {
  if (footnoteWhile === undefined) return true;
  const measure = layers.policy.rows[footnoteWhile];
  return possibleAnswers(measure, zone, at, nothingKnown, layers).every(({ value }) => value === 'required');
}

/** Of equally strict answers the first: the clauses stand in order. */
function strictestOfAll({ kind }: PolicyRow, possible: readonly Standing[]): Standing {
  const strictness = ({ value }: Standing): number => strictnessOf(kind, value) ?? -1;
  return possible.reduce((strictest, next) => (strictness(next) > strictness(strictest) ? next : strictest));
}

/** Nothing where all answers ask the same, whichever clause it is. */
function dependsOn(possible: readonly Standing[]): readonly Restriction[] {
  const [first, ...others] = possible;
  if (first === undefined || others.every((other) => sameValue(asked(other), asked(first)))) return [];
  return restrictions.filter((one) => possible.some(({ hangsOn }) => hangsOn.includes(one)));
}

/** What an answer asks of whoever is concerned: the value, and how many or who decides where the clause says it. */
function asked({ value, chain }: Standing): object {
  const { number, decider } = chain.at(-1)?.matched ?? {};
  return { value, number, decider };
}
