import type { PoolClient } from 'pg';
import type { Pool } from '../../db/pool.ts';

/** What had been committed at one look, and where the logs ended then. */
export type LookMark = {
  /** As `pg_snapshot` has it. */
  readonly snapshot: string;
  /** Of which cluster it is, and how often that was migrated: of another one it says nothing, and a migration may fill rows. */
  readonly system: string;
  readonly migrations: number;
  readonly seqs: Readonly<Record<string, number>>;
};

/** How many rows of a table were written since the look before by transactions that recorded nothing. */
export type RowsWithoutEntry = { readonly table: string; readonly rows: number };

/**
 * Finds rows that somebody changed past the program: one act is one transaction with its entry (I11), so whatever wrote a row that names
 * its entry has left an entry of the same transaction. All of it is seen as of one moment. Rows that were deleted, and what was
 * changed before the first mark, are not found.
 */
export async function lookForRowsWithoutEntry(
  pool: Pool,
  before: LookMark | undefined,
): Promise<{ readonly mark: LookMark; readonly found: readonly RowsWithoutEntry[] }> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const mark = await readMark(client);
    const found = before === undefined || !isOfSameRows(before, mark) ? [] : await compare(client, before);
    await client.query('commit');
    client.release();
    return { mark, found };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function readMark(client: PoolClient): Promise<LookMark> {
  const { rows } = await client.query<LookMark>(
    `select pg_current_snapshot()::text as snapshot, (select system_identifier::text from pg_control_system()) as system,
      (select count(*) from drizzle.__drizzle_migrations) as migrations,
      (select coalesce(json_object_agg(site_id, seq), '{}') from heads) as seqs`,
  );
  const [mark] = rows;
  if (mark === undefined) throw new Error('the database does not say what it has committed');
  return mark;
}

/** How many entries are looked through at most: beyond that a look would take as long as a statement may. */
const mostEntries = 500_000;

/** How many entries were recorded between two marks. */
export function entriesBetween(before: LookMark, mark: LookMark): number {
  return Object.entries(mark.seqs).reduce((sum, [siteId, seq]) => sum + seq - (before.seqs[siteId] ?? 0), 0);
}

function isOfSameRows(before: LookMark, mark: LookMark): boolean {
  const isSame = before.system === mark.system && before.migrations === mark.migrations;
  return isSame && entriesBetween(before, mark) <= mostEntries;
}

async function compare(client: PoolClient, before: LookMark): Promise<readonly RowsWithoutEntry[]> {
  const { rows: recorded } = await client.query<{ xmin: string }>(
    `select distinct e.xmin::text as xmin from heads h
      left join unnest($1::uuid[], $2::int8[]) as b(site_id, seq) using (site_id)
      cross join lateral (select xmin from entries where site_id = h.site_id and seq > coalesce(b.seq, 0)) e`,
    [Object.keys(before.seqs), Object.values(before.seqs)],
  );
  const known = recorded.map(({ xmin }) => xmin);
  const found: RowsWithoutEntry[] = [];
  for (const table of await tablesOfEntries(client)) {
    const { rows } = await client.query<{ rows: number }>(
      `select count(*) as rows from ${table} r
        where age(r.xmin) <= age(pg_snapshot_xmin($1::pg_snapshot)::xid) and r.xmin::text <> all ($2::text[])
          and not pg_visible_in_snapshot(${wholeXid}, $1::pg_snapshot)`,
      [before.snapshot, known],
    );
    const [counted] = rows;
    if (counted !== undefined && counted.rows > 0) found.push({ table, rows: counted.rows });
  }
  return found;
}

/** The 64 bits of a row's `xmin`, of which it has the lower half: no transaction of a row is younger than the newest there is. */
const wholeXid = `(
  select greatest(3, (newest.at >> 32 << 32) + own.at - case when own.at > newest.at & 4294967295 then 4294967296 else 0 end)::text::xid8
  from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as at) newest,
    (select r.xmin::text::bigint as at) own)`;

/** Written by acts alone, whose rows name no entry. */
const withoutSeq = [
  'access_settings',
  'api_tokens',
  'console_seals',
  'consoles',
  'passkeys',
  'provider_links',
  'recovery_codes',
  'sign_in_passwords',
  'sign_in_pins',
] as const;

/**
 * The tables whose rows name an entry, versions by `from_seq` and the state that is the sum of effects, and those of what people and machines
 * show to be who they are.
 */
async function tablesOfEntries(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct quote_ident(c.relname) as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
        and (a.attname in ('from_seq', 'since_seq', 'raised_seq') or c.relname = any ($1))
        and has_any_column_privilege(c.oid, 'select')
      order by 1`,
    [withoutSeq],
  );
  return rows.map(({ name }) => name);
}
