import type { RecordColumn } from '../kinds/record-column.ts';
import type { RecordRow } from '../kinds/record-kinds.ts';
import type { AsOf } from '../rows/record-asked.ts';

/** How years are counted on paper: by the era (和暦) or by the calendar of the world (西暦). */
export const eras = ['wareki', 'seireki'] as const;

export type Era = (typeof eras)[number];

/** A record as it is given out, in whatever form: what it is of, what it says before its rows, and the rows page by page. */
export type ShownRecord = {
  /** What its file is called. */
  readonly kind: string;
  readonly title: string;
  /** The provision by which it is given out, with its text. */
  readonly clause: string;
  /** 格付及び取扱制限, in words; on every sheet. */
  readonly grade: string;
  readonly columns: readonly RecordColumn[];
  readonly site: { readonly id: string; readonly name: string; readonly timeZone: string };
  /** null where it is of all times. */
  readonly from: Date | null;
  /** Exclusive; the same. */
  readonly until: Date | null;
  readonly asOf: AsOf;
  /** What the search was understood to ask for beside the period; absent where nothing is searched. */
  readonly searched?: readonly string[];
  /** What else a reader must know of it. */
  readonly notes: readonly string[];
  readonly era: Era;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly pages: AsyncIterable<readonly RecordRow[]>;
};

/** Some rows, and whom they name to whoever asked, by their ids. */
export type NamingPage = { readonly rows: readonly RecordRow[]; readonly persons: readonly string[] };

/** A record that nobody is given before it is noted who reads it (`notedRecord`). */
export type PreparedRecord = Omit<ShownRecord, 'pages'> & {
  /** Whom all of it is about: it names them, whatever stands in it. */
  readonly about?: readonly string[];
  readonly pages: AsyncIterable<NamingPage>;
};
