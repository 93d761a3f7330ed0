import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type WatchedTable, watchedVersions } from './watched-versions.ts';

/** The columns of a table that its digest covers, and a short name for them: digests of other columns are not compared. */
export type DigestedColumns = { readonly names: readonly string[]; readonly form: string };

export type VersionsDigest = { readonly rows: number; readonly digest: string };

/** What of a table is digested: all that is not erased later, in order. */
export async function loadDigestedColumns(client: PoolClient, table: WatchedTable): Promise<DigestedColumns> {
  const watched = watchedVersions[table];
  const { rows } = await client.query<{ name: string }>({
    name: 'load-digested-columns',
    text: `
      select a.attname::text as name from pg_attribute a
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
        and a.attname <> all ($2::text[]) order by a.attname`,
    values: [table, 'erased' in watched ? watched.erased : []],
  });
  const names = rows.map(({ name }) => name);
  return { names, form: hash('sha256', names.join(' ')).slice(0, 8) };
}

/**
 * The versions of a table that a log knew at a seq of its own, as one SHA-256 over those of the rows, in the order of these: a copy that ends stands for
 * the row that was changed.
 */
export async function digestVersions(
  client: PoolClient,
  { table, siteId, seq }: { readonly table: WatchedTable; readonly siteId: string; readonly seq: number },
  { names }: DigestedColumns,
): Promise<VersionsDigest> {
  const known = (name: string) =>
    name === 'until_seq' ? 'case when r.until_seq <= $1 then r.until_seq end' : `r."${name}"`;
  const ofLog = watchedVersions[table].of === 'site' ? 'r.site_id = $2' : '$2::uuid is not null';
  const { rows } = await client.query<VersionsDigest>(
    `select count(*)::int as rows, encode(sha256(coalesce(string_agg(v.row, ''::bytea order by v.row), '')), 'hex') as digest
      from (
        select sha256(convert_to(jsonb_build_array(${names.map(known).join(', ')})::text, 'UTF8')) as row
        from ${table} r where r.from_seq <= $1 and ${ofLog}
      ) v`,
    [seq, siteId],
  );
  const [digested] = rows;
  if (digested === undefined) throw new Error(`${table} could not be digested`);
  return digested;
}
