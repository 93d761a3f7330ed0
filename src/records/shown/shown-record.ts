import type { RecordColumn, RecordKind, RecordRow } from '../kinds/record-kinds.ts';
import type { AsOf } from '../rows/record-asked.ts';

/** How years are counted on paper: by the era (和暦) or by the calendar of the world (西暦). */
export const eras = ['wareki', 'seireki'] as const;

export type Era = (typeof eras)[number];

/** A record as it is given out, in whatever form: what it is of, what it says before its rows, and the rows page by page. */
export type ShownRecord = {
  readonly kind: RecordKind;
  readonly title: string;
  /** Of 統一技術基準. */
  readonly clause: string;
  readonly columns: readonly RecordColumn[];
  readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly asOf: AsOf;
  /** What the search was understood to ask for, and what else a reader must know of it. */
  readonly notes: readonly string[];
  readonly era: Era;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly pages: AsyncIterable<readonly RecordRow[]>;
};
