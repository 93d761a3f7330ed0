import type { Determination } from './determination.ts';
import { type Policy, ruledClasses } from './policy.ts';

export type DeterminationFault =
  | 'class-not-ruled'
  | 'not-left-to-the-ministry'
  | 'value-not-offered'
  | 'period-empty'
  | 'held-by-ends-before-it-starts'
  | 'words-missing';

/**
 * What may be adopted as 府省庁の判断: only a cell the tables leave open, only a value its row offers, so never anything
 * looser than the standard itself; class 4+ follows class 3 and is made stricter by zone controls. Clauses are judged by
 * `judgeClauses`, and who may adopt it (I8) by the use case. Every fault is named.
 */
export function judgeDetermination(
  policy: Policy,
  { row, zoneClass, value, clauses, words, basis, from, until, heldBy }: Omit<Determination, 'id'>,
): readonly DeterminationFault[] {
  const faults: DeterminationFault[] = [];
  const ruled = policy.rows[row];
  const column = ruledClasses.find((one) => one === zoneClass);
  if (column === undefined) faults.push('class-not-ruled');
  else if (ruled.cells[column].value !== 'ministry-decides') faults.push('not-left-to-the-ministry');
  else if (clauses === undefined && !ruled.choices?.includes(value)) faults.push('value-not-offered');
  if (until !== undefined && until.getTime() <= from.getTime()) faults.push('period-empty');
  if (heldBy?.until !== undefined && heldBy.until.getTime() <= from.getTime()) {
    faults.push('held-by-ends-before-it-starts');
  }
  const said = [
    words,
    basis,
    ...(heldBy === undefined ? [] : [heldBy.body, heldBy.document, heldBy.confirmedBy]),
  ];
  if (said.some((text) => text.trim() === '')) faults.push('words-missing');
  return faults;
}
