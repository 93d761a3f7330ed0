import { or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import type { CellWords } from '../shown/cell-words.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { namesOne, type Subjects } from './subjects.ts';
import type { Holding, Keeping } from './tables/holding.ts';

/** How what is held is said: the clock of the page, the names of the sites, until when it is kept. */
export type HeldWords = {
  readonly instant: CellWords['instant'];
  readonly places: ReadonlyMap<string, string>;
  readonly until: (keeping: Keeping, at: Date | null) => string;
};

/** What one table holds of somebody, every version of it: whole, because a table of rules holds few rows of one person. */
export async function loadHeldRows(
  db: Database,
  holding: Holding & { readonly name: string },
  subjects: Subjects,
  words: HeldWords,
): Promise<readonly DisclosedRow[]> {
  const { table, by, shown, at, site } = holding;
  const isTheirs = or(...by.map(({ sort, column }) => namesOne(column, subjects[sort])));
  if (isTheirs === undefined) return [];
  const columns: Record<string, PgColumn> = {};
  for (const { name, column } of shown) columns[`shown.${name}`] = column;
  if (at !== undefined) columns.at = at;
  if (site !== undefined) columns.site = site;
  for (const { column } of by) columns[`by.${column.name}`] = column;
  const rows = await db.select(columns).from(table).where(isTheirs);
  return rows.map((row) => {
    const when = momentOf(row.at);
    return {
      held: holding.says,
      place: typeof row.site === 'string' ? (words.places.get(row.site) ?? null) : null,
      at: when?.toISOString() ?? null,
      told: shown
        .flatMap(({ name, told }) => {
          const value = valueWords(row[`shown.${name}`], told.words, words.instant);
          return value === '' ? [] : [`${told.says}：${value}`];
        })
        .join('　'),
      kept: words.until(holding.keeping, when),
      table: holding.name,
    };
  });
}

function momentOf(value: unknown): Date | null {
  if (value instanceof Date) return value;
  return typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : null;
}

/** A value as people read it; empty where there is none. */
function valueWords(
  value: unknown,
  words: Readonly<Record<string, string>>,
  instant: CellWords['instant'],
): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return instant(value);
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    return value.map((one) => valueWords(one, words, instant)).join('、');
  }
  if (typeof value === 'object') return JSON.stringify(value);
  return words[String(value)] ?? String(value);
}
