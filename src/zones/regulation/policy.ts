import type { CellMeaning } from './cell-meaning.ts';
import type { DecidingRole } from './deciding-roles.ts';
import type { CellValue } from './requirement.ts';
import type { RowId } from './row-ids.ts';

/** The classes the standard rules; 4 and above are a ministry's own, never looser than 3 (2.1.1.4). */
export const ruledClasses = [0, 1, 2, 3] as const;
export type RuledClass = (typeof ruledClasses)[number];

/** 管理対策 that must be taken, or something done or set up that may be limited. */
export type RowKind = 'measure' | 'act';

/** What a row binds only where the zone holds it; absent = every zone. */
export type RowScope = 'protected-systems' | 'stable-systems';

/** How sure the reading of a cell is whose neighbours were merged in the published table. */
export type Reading = 'certain' | 'corroborated' | 'inferred';

export type Cell = {
  readonly value: CellValue;
  readonly reading: Reading;
  /** The other readings of an inferred cell. */
  readonly alternatives?: readonly CellValue[];
  /** The alternative thought likelier than the strict reading taken. */
  readonly likelier?: CellValue;
  readonly footnote?: string;
  readonly text?: string;
  readonly means?: CellMeaning;
};

/** 府省庁の判断: a value a ministry may choose. */
export type DeterminedValue = Exclude<CellValue, 'not-applicable' | 'ministry-decides' | 'text'>;

export type PolicyRow = {
  readonly id: RowId;
  readonly key: string;
  readonly section: string;
  readonly clause: string;
  readonly title: string;
  readonly kind: RowKind;
  readonly scope?: RowScope;
  /** What holds while nothing is determined (I7); present where a cell is left to the ministry. */
  readonly undetermined?: 'required' | 'not-allowed';
  readonly choices?: readonly DeterminedValue[];
  /** What a row speaks of in one breath, code → words: a determination may answer for each part alone. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The row is about who else is there, so that a determination may say how many. */
  readonly countsPersons?: true;
  /** Whom its clause names to decide, one of each of these groups; absent = as the standard leaves it. */
  readonly deciders?: readonly (readonly DecidingRole[])[];
  /** Its clause lets whoever permits say that nobody need ask (許可を要しないとした場合). */
  readonly permissionWaivable?: true;
  /** What its measure asks is applied for case by case, so that a determination may say who decides. */
  readonly appliedFor?: true;
  /** The measure that its footnote rests on: while that row asks for none, nothing takes the place of this one (※4). */
  readonly footnoteWhile?: RowId;
  readonly examples?: readonly string[];
  readonly remarks?: readonly string[];
  readonly cells: Readonly<Record<RuledClass, Cell>>;
};

type Words<Key extends string> = Readonly<Record<Key, string>>;

/** 別表1・2 of one edition. Complete by construction: every row has a cell for every ruled class. */
export type Policy = {
  readonly package: string;
  /** The package whose rows, and proposals, are its own but for those it says otherwise. */
  readonly basedOn?: string;
  readonly title: string;
  readonly edition: string;
  readonly sections: Readonly<Record<string, string>>;
  readonly values: Words<CellValue>;
  readonly readings: Words<Reading>;
  readonly scopes: Words<RowScope>;
  readonly undetermined: Words<'required' | 'not-allowed'>;
  readonly legends: { readonly t1: readonly string[]; readonly t2: readonly string[] };
  readonly footnotes: {
    readonly t1: Readonly<Record<string, string>>;
    readonly t2: Readonly<Record<string, string>>;
  };
  readonly rows: Readonly<Record<RowId, PolicyRow>>;
};

/** Which text a package of rules is, and which version of it. */
export type PolicyText = Pick<Policy, 'package' | 'title' | 'edition'>;

/** The text of a package, as whatever is decided by it names it. */
export function policyTextOf({ package: name, title, edition }: Policy): PolicyText {
  return { package: name, title, edition };
}

/** Class 4+ is read at class 3. */
export function ruledClassOf(zoneClass: number): RuledClass {
  return ruledClasses.find((ruled) => ruled === zoneClass) ?? 3;
}
