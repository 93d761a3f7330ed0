import { and, arrayOverlaps, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { NameKeys } from '../kernel/names/name-keys.ts';

/** The column with the key of a name that is written now, and the one that programs before wrote, too: a row they wrote has only theirs. */
export type NameColumns = { readonly search: AnyPgColumn; readonly older: AnyPgColumn };

/** True of the rows with one of these names, in whichever spelling. */
export function isNamed({ search, older }: NameColumns, names: readonly NameKeys[]): SQL | undefined {
  return either(
    inArray(
      search,
      names.map((name) => name.search),
    ),
    search,
    inArray(
      older,
      names.map((name) => name.older),
    ),
  );
}

/** True of the rows among whose names, an array, is one of these. */
export function isAmongNames({ search, older }: NameColumns, names: readonly NameKeys[]): SQL | undefined {
  return either(
    arrayOverlaps(
      search,
      names.map((name) => name.search),
    ),
    search,
    arrayOverlaps(
      older,
      names.map((name) => name.older),
    ),
  );
}

/** True of the rows whose name contains this part. A part of nothing but selectors or spaces, which every name contains, is in none. */
export function hasInName({ search, older }: NameColumns, part: NameKeys): SQL | undefined {
  return either(isPartOf(part.search, search), search, isPartOf(part.older, older));
}

function isPartOf(key: string, column: AnyPgColumn): SQL {
  return key === '' ? sql`false` : sql`position(${key} in ${column}) > 0`;
}

function either(now: SQL, search: AnyPgColumn, before: SQL): SQL | undefined {
  return or(now, and(isNull(search), before));
}
