import type { DeterminationClause } from './determination-clause.ts';
import type { DeterminedValue } from './policy.ts';
import type { RowId } from './row-ids.ts';

/** A measure another body takes (管理官庁・ビル管理会社): who confirmed what, by which document, until when. */
export type HeldBy = {
  readonly body: string;
  readonly document: string;
  readonly confirmedBy: string;
  /** A date in the site's zone. */
  readonly confirmedOn: string;
  readonly until?: Date;
};

/** 府省庁の判断: what an organisation decided for one row and class (別表 凡例). */
export type Determination = {
  readonly id: string;
  readonly organisation: string;
  readonly row: RowId;
  readonly zoneClass: number;
  /** Of several answers the strictest, so that whoever knows no clauses errs on the strict side. */
  readonly value: DeterminedValue;
  /** Where it is not one answer for every case: the answers in order, the plain one last. */
  readonly clauses?: readonly DeterminationClause[];
  readonly words: string;
  readonly decidedBy: string;
  readonly basis: string;
  readonly from: Date;
  readonly until?: Date;
  readonly heldBy?: HeldBy;
};

/** Another body's confirmation that has run out leaves the row undetermined again. */
export function isInForce({ from, until, heldBy }: Determination, at: Date): boolean {
  const over = (end: Date | undefined): boolean => end !== undefined && at.getTime() >= end.getTime();
  return at.getTime() >= from.getTime() && !over(until) && !over(heldBy?.until);
}

/** The answers in order; one for every case is the only clause. */
export function clausesOf({
  value,
  clauses,
}: Pick<Determination, 'value' | 'clauses'>): readonly DeterminationClause[] {
  return clauses ?? [{ value }];
}
