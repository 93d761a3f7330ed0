import type { RequirementLink, RequirementValue } from '../zones/regulation/requirement.ts';
import type { RowId } from '../zones/regulation/row-ids.ts';
import type { EvidenceKind } from './evidence-by-row.ts';

/** How a row stands in a zone, the worst first. */
export const gapStates = {
  missing: '不足',
  undetermined: '方針未決定',
  excepted: '例外措置中',
  'held-by-another': '他の機関が実施',
  met: '充足',
  'at-each-act': '行うたびに判定',
  'not-asked': '要求なし',
} as const satisfies Record<string, string>;

export type GapState = keyof typeof gapStates;

/** What shows that a row is kept. */
export type Evidence = {
  readonly kind:
    | 'plan-element'
    | 'passage'
    | 'camera'
    | 'measure'
    | 'equipment'
    | 'permit'
    | 'determination'
    | 'exception'
    | 'another-body';
  /** What it is: an element of the plan such as `doors/1f-main`, the id of a camera, permit or determination, a document, a measure in words, things that are secured alike. */
  readonly ref: string;
  /** Since when it stands, or when it was seen last; undefined = nobody wrote it down. */
  readonly at?: Date;
  /** Exclusive; undefined = no end is known. */
  readonly until?: Date;
};

/** One row in one zone: what is asked and why, what shows that it is kept, and what is missing. */
export type GapLine = {
  readonly zone: string;
  readonly row: RowId;
  readonly clause: string;
  readonly title: string;
  readonly value: RequirementValue;
  readonly chain: readonly RequirementLink[];
  readonly state: GapState;
  readonly by: EvidenceKind;
  readonly evidence: readonly Evidence[];
  /** How many days ago the oldest evidence that is dated was given; null where none is. */
  readonly days: number | null;
  /** In words; none where nothing is. */
  readonly missing: readonly string[];
  /** Until when an exception, or the confirmation of another body, holds. */
  readonly until?: Date;
};

/** How many lines stand how. */
export type GapCounts = Readonly<Record<GapState, number>>;

/** What a site lacks at a moment. */
export type GapReport = {
  readonly at: Date;
  readonly policy: string;
  readonly rulesSeq: number;
  readonly zones: readonly { readonly id: string; readonly name: string; readonly class: number | null }[];
  readonly lines: readonly GapLine[];
  readonly counts: GapCounts;
};
