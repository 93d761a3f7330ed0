import type { Database } from '../../../db/pool.ts';
import type { NameKeys } from '../../../kernel/names/name-keys.ts';
import { aloneSortNames } from '../alone/alone-sorts.ts';

/** As whom somebody is held; a line of a sheet that nobody is known by but the name on it is one by itself, as is whoever else is only named. */
export const heldAs = ['person', 'press', 'visitor', 'paper-line', ...aloneSortNames] as const;

export type HeldAs = (typeof heldAs)[number];

/** Somebody who may be the person who asks: whoever decides compares them, for a name alone tells nobody apart. */
export type Candidate = {
  readonly id: string;
  readonly as: HeldAs;
  readonly site: string | null;
  readonly name: string | null;
  /** By which they were found, where they are called otherwise now. */
  readonly formerName: string | null;
  readonly affiliation: string | null;
  /** Of a visitor the last day of the visit, of a line that of its sheet. */
  readonly day: string | null;
};

/** Whom candidates are looked for: by a name or its reading, and a part of an affiliation where one is named. */
export type Sought = {
  readonly name: NameKeys;
  readonly affiliation: NameKeys | undefined;
};

/** Finds the first candidates of one sort, by id, behind one of them. */
export type FindCandidates = (
  db: Database,
  sought: Sought,
  rest: { readonly after: string | undefined; readonly most: number },
) => Promise<readonly Candidate[]>;
