import type { CellMeaning } from './cell-meaning.ts';
import type { DecidingRole } from './deciding-roles.ts';
import type { DeterminationClause, Restriction } from './determination-clause.ts';

/** What a row of 別表1・2 demands of a zone, once all four layers are weighed. */

export type CellValue =
  | 'required'
  | 'not-required'
  | 'allowed'
  | 'forbidden-unless-permitted'
  | 'forbidden'
  | 'permission'
  | 'notification'
  | 'not-applicable'
  | 'ministry-decides'
  | 'text';

/** A resolved value is never `ministry-decides`: undecided is strict (I7). */
export type RequirementValue = Exclude<CellValue, 'ministry-decides'>;

/** `register`: what zones hold, by which a row of a scope binds them or does not. */
export type RequirementLayer = 'regulation' | 'register' | 'determination' | 'control' | 'permit';

/** One step on the way to a resolved value, in the order of the layers. */
export type RequirementLink = {
  readonly layer: RequirementLayer;
  readonly value: CellValue;
  /** Where it stands: the 別表 row and class, the system or zone of the register, the id of a determination, the zone of a control, the id of a permit. */
  readonly source: string;
  readonly words?: string;
  /** Of the regulation: whom its clause names to decide, where this edition does, and that they may say that nobody need ask. */
  readonly deciders?: readonly (readonly DecidingRole[])[];
  readonly permissionWaivable?: true;
  /** Of a determination with clauses the one that answered. */
  readonly matched?: MatchedClause;
};

/** A clause and its position among its determination's, from 1. */
export type MatchedClause = DeterminationClause & { readonly position: number };

export type Requirement = {
  /** `t1r19`, `t2r24`, `9a` */
  readonly row: string;
  readonly key: string;
  readonly clause: string;
  readonly value: RequirementValue;
  /** True while a 府省庁の判断 cell has no recorded determination; `value` is then the strict one. */
  readonly undetermined: boolean;
  /** What is not known of the case and could make the answer another; `value` is then the strictest of them. */
  readonly dependsOn: readonly Restriction[];
  /** False where the row binds only what this zone does not hold (scope). */
  readonly inScope: boolean;
  readonly text?: string;
  /** What the text demands: boundary attributes (row 15), or a permission (別表2 rows 28–35). */
  readonly means?: CellMeaning;
  /**
   * A mark such as ※3. Gone where a control demands the measure for itself, because nothing may then replace it, and where
   * the measure it rests on is not taken (※4).
   */
  readonly footnote?: string;
  readonly chain: readonly RequirementLink[];
};
