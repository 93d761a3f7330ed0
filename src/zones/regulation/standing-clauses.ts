import { nothingKnown } from './circumstances.ts';
import { clausesOf } from './determination.ts';
import type { DeterminationClause } from './determination-clause.ts';
import { isInScope } from './is-in-scope.ts';
import type { Layers, RuledZone } from './layers.ts';
import { regulatedCell } from './regulated-cell.ts';
import type { RowId } from './row-ids.ts';
import { standingDetermination } from './standing-determination.ts';

/** The clauses that answer a row in a zone at a moment; none where the tables answer, or nobody has yet. */
export function standingClauses(
  row: RowId,
  zone: RuledZone,
  at: Date,
  layers: Layers,
): readonly DeterminationClause[] {
  const ruled = layers.policy.rows[row];
  const { cell, at: column } = regulatedCell(ruled, zone.class);
  if (cell.value !== 'ministry-decides' || !isInScope(ruled, zone, nothingKnown, layers)) return [];
  const standing = standingDetermination(ruled, column, zone, at, layers);
  return standing === undefined ? [] : clausesOf(standing);
}
