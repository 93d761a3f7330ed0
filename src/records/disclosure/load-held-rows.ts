import { or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../../db/pool.ts';
import type { Places } from '../../live/entries/place-book.ts';
import type { CellWords } from '../shown/cell-words.ts';
import type { DisclosedRow } from './disclosed-row.ts';
import { namesOne } from './load-subjects.ts';
import type { Holding, Keeping, Subjects } from './tables/holding.ts';
import { tellValue } from './tell-value.ts';

/** How what is held is said: the clock of the page, the names of the sites and their places, until when it is kept. */
export type HeldWords = {
  readonly instant: CellWords['instant'];
  readonly sites: ReadonlyMap<string, string>;
  /** By site, what its zones and doors are called. */
  readonly places: ReadonlyMap<string, Places>;
  /** By id, what the organisations of the ministry are called. */
  readonly units: ReadonlyMap<string, string>;
  /** By organisation, the words of each code of its list of purposes. */
  readonly purposes: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly until: (keeping: Keeping, at: Date | null) => string;
};

/** Of a row that is of no organisation. */
export const noPurposes: ReadonlyMap<string, string> = new Map();

/** What one table holds of somebody, every version of it: whole, because a table of rules holds few rows of one person. */
export async function loadHeldRows(
  db: Database,
  holding: Holding & { readonly name: string },
  subjects: Subjects,
  words: HeldWords,
): Promise<readonly DisclosedRow[]> {
  const { table, by, besides, shown, at, site, organisation } = holding;
  const isTheirs = or(...by.map(({ sort, column }) => namesOne(column, subjects[sort])), besides?.(subjects));
  if (isTheirs === undefined) return [];
  const columns: Record<string, PgColumn> = {};
  for (const { name, column } of shown) columns[`shown.${name}`] = column;
  if (at !== undefined) columns.at = at;
  if (site !== undefined) columns.site = site;
  if (organisation !== undefined) columns.organisation = organisation;
  for (const { column } of by) columns[`by.${column.name}`] = column;
  const rows = await db.select(columns).from(table).where(isTheirs);
  return rows.map((row) => {
    const when = momentOf(row.at);
    const siteId = typeof row.site === 'string' ? row.site : '';
    const to = {
      instant: words.instant,
      persons: subjects.person,
      places: words.places.get(siteId),
      units: words.units,
      purposes: words.purposes.get(String(row.organisation)) ?? noPurposes,
    };
    return {
      held: holding.says,
      place: words.sites.get(siteId) ?? null,
      at: when?.toISOString() ?? null,
      told: shown
        .map(({ name, told: { fieldsBy, ...told } }) => {
          const fields = fieldsBy?.each[String(row[`shown.${fieldsBy.column}`])];
          return tellValue(row[`shown.${name}`], fields === undefined ? told : { ...told, fields }, to);
        })
        .filter((said) => said !== '')
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
