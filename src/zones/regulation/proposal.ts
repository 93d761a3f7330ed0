import type { DeterminationClause } from './determination-clause.ts';
import type { DeterminedValue, RuledClass } from './policy.ts';
import type { RowId } from './row-ids.ts';

/** A ready answer to one 府省庁の判断, to be adopted by a named act or changed; it decides nothing by itself. */
export type Proposal = {
  readonly row: RowId;
  readonly zoneClass: RuledClass;
  /** Of several answers the strictest. */
  readonly value: DeterminedValue;
  readonly clauses?: readonly DeterminationClause[];
  readonly words: string;
  readonly reason: string;
};
