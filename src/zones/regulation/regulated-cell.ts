import { type Cell, type PolicyRow, type RuledClass, ruledClasses, ruledClassOf } from './policy.ts';
import { strictestOf, strictnessOf } from './strictness-of.ts';

/** A cell and the class it was read at; without a class the strictest stands for all. */
export type RegulatedCell = { readonly cell: Cell; readonly at: RuledClass };

/**
 * The cell that binds a zone. A zone without a class (未決定) waives nothing: a measure is read at the strictest class;
 * what is done there counts as outside, so class 0 rules an act where it limits or settles it, else the strictest class.
 */
export function regulatedCell(row: PolicyRow, zoneClass: number | null): RegulatedCell {
  if (zoneClass !== null) {
    const at = ruledClassOf(zoneClass);
    return { cell: row.cells[at], at };
  }
  const outside = row.cells[0];
  if (row.kind === 'act' && outside.value !== 'not-applicable') return { cell: outside, at: 0 };
  return strictestCell(row);
}

function strictestCell(row: PolicyRow): RegulatedCell {
  return ruledClasses
    .map((at): RegulatedCell => ({ cell: row.cells[at], at }))
    .reduce((strictest, next) => (weight(row, next.cell) >= weight(row, strictest.cell) ? next : strictest));
}

/** A footnote of a measure lets something else take its place (※3, ※4), so the cell without it is the stricter. */
function weight(row: PolicyRow, cell: Cell): number {
  if (cell.value === 'not-applicable') return -1;
  if (cell.value === 'text') return Number.POSITIVE_INFINITY;
  const value = cell.value === 'ministry-decides' ? strictestOf[row.kind] : cell.value;
  const waivable =
    cell.value === 'ministry-decides' || (row.kind === 'measure' && cell.footnote !== undefined);
  return (strictnessOf(row.kind, value) ?? 0) - (waivable ? 0.5 : 0);
}
