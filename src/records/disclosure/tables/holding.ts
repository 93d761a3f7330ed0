import { getTableColumns, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { RecordClass } from '../../../log/entry/record-classes.ts';
import type { PaperLineId } from './paper-line-ids.ts';
import { type Telling, type TellingOf, tellingOf } from './telling.ts';

/** What a column tells by an id: a person or member themselves, a visit they come with, a permit that is theirs. */
export type Sort = 'person' | 'visit' | 'permit';

/** Whom data are looked for of: the ids they are known by, the visits they come with, the permits that are theirs, and lines by their name alone. */
export type Subjects = { readonly [Of in Sort]: readonly string[] } & {
  readonly paperLines: readonly PaperLineId[];
};

/** How long a row is kept: with its class, to its date; without end where it names nobody; or as long as it is in use. */
export type Keeping = RecordClass | 'ids' | 'in-use';

/** A table that holds data of persons: whose a row is, and what of it is theirs to see. */
export type Holding = {
  /** 何の記録か */
  readonly says: string;
  readonly table: PgTable;
  readonly by: readonly { readonly sort: Sort; readonly column: PgColumn }[];
  /** Whose a row is by more than one column. */
  readonly besides: ((subjects: Subjects) => SQL | undefined) | undefined;
  readonly shown: readonly {
    readonly name: string;
    readonly told: Telling;
    readonly column: PgColumn;
  }[];
  /** When what a row tells happened, or from when its days are counted. */
  readonly at: PgColumn | undefined;
  readonly site: PgColumn | undefined;
  /** Whose lists the codes of a row are of. */
  readonly organisation: PgColumn | undefined;
  readonly keeping: Keeping;
};

/**
 * Why no row of a table is given out by itself. `nobodys`: it holds nobody's data. `copied`: what it holds of somebody stands in another
 * table, too. `withheld`: it does, and whoever asks is told why they are not given it.
 */
export type LeftOut =
  | { readonly nobodys: string }
  | { readonly copied: string }
  | { readonly withheld: string };

/** Read beside the log itself, in its order. */
export type InLog = { readonly inLog: string };

type ColumnOf<Table extends PgTable> = Extract<keyof Table['$inferSelect'], string>;

/** What a table holds of persons, by its own columns: a column that is not there does not compile. */
export function held<Table extends PgTable>(
  table: Table,
  {
    says,
    by,
    besides,
    shown,
    at,
    keeping,
  }: {
    readonly says: string;
    readonly by: { readonly [Of in Sort]?: readonly ColumnOf<Table>[] };
    readonly besides?: Holding['besides'];
    readonly shown: { readonly [Column in ColumnOf<Table>]?: TellingOf<Table['$inferSelect'][Column]> };
    readonly at?: ColumnOf<Table>;
    readonly keeping: Keeping;
  },
): Holding {
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const columnOf = (name: string): PgColumn => {
    const column = columns[name];
    if (column === undefined) throw new Error(`no column ${name}`);
    return column;
  };
  const sorts = ['person', 'visit', 'permit'] as const;
  return {
    says,
    table,
    by: sorts.flatMap((sort) => (by[sort] ?? []).map((name) => ({ sort, column: columnOf(name) }))),
    besides,
    shown: Object.entries<Telling | string | undefined>(shown).flatMap(([name, told]) =>
      told === undefined ? [] : [{ name, told: tellingOf(told), column: columnOf(name) }],
    ),
    at: at === undefined ? undefined : columnOf(at),
    site: columns.siteId,
    organisation: columns.organisationId,
    keeping,
  };
}
