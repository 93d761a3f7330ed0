import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';

/** Rows of one table, ready to be written by one statement. */
export type ManyRows<Table extends PgTable> = { readonly table: Table; readonly json: string };

/**
 * Writes rows of a table down as JSON, by the names of their columns. To be done before anything is locked: thousands of
 * rows take long enough on a busy machine for PostgreSQL to end the transaction that waits for them.
 */
export function manyRows<Table extends PgTable>(
  table: Table,
  rows: readonly Partial<Table['$inferInsert']>[],
): ManyRows<Table> {
  return { table, json: JSON.stringify(rows.map((row) => byColumn(table, row))) };
}

/** Inserts rows made before. `shared` is what all of them have in common, such as the seq they begin with. */
export async function insertMany<Table extends PgTable>(
  client: ClientBase,
  { table, json }: ManyRows<Table>,
  shared: Partial<Table['$inferInsert']>,
): Promise<void> {
  const name = getTableName(table);
  await client.query({
    name: `insert-many-${name}`,
    text: `
      insert into ${name}
      select * from json_populate_recordset(json_populate_record(null::${name}, $2::json), $1::json)`,
    values: [json, JSON.stringify(byColumn(table, shared))],
  });
}

function byColumn(table: PgTable, row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const columns = getTableColumns(table);
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [columns[key]?.name ?? key, value]));
}
