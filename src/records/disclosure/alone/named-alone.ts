import type { Database } from '../../../db/pool.ts';
import type { RecordClass } from '../../../log/entry/record-classes.ts';

/** Somebody whom a site knows by a name and no id. */
export type NamedAlone = {
  /** Where the name stands: of what it is one. */
  readonly id: string;
  readonly name: string;
  readonly affiliation: string | null;
  readonly day: string | null;
  readonly at: Date | null;
  /** What is held of them beside, in words. */
  readonly told: readonly string[];
};

/** One place where names stand alone. */
export type AloneSort = {
  /** 何の記録か */
  readonly says: string;
  readonly table: string;
  readonly keeping: RecordClass | 'ids';
  /** Of the id. */
  readonly form: RegExp;
  /** Everybody who is named there at a site: there are few. */
  readonly load: (db: Database, siteId: string) => Promise<readonly NamedAlone[]>;
};
