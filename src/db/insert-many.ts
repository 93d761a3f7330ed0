import { createHash } from 'node:crypto';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';

/** Rows of one table, ready to be written by one statement; a column that none of them names takes its default. */
export type ManyRows<Table extends PgTable> = {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly json: string;
};

/**
 * Writes rows of a table down as JSON, by the names of their columns. To be done before anything is locked: thousands of
 * rows take long enough on a busy machine for PostgreSQL to end the transaction that waits for them.
 */
export function manyRows<Table extends PgTable>(
  table: Table,
  rows: readonly Partial<Table['$inferInsert']>[],
): ManyRows<Table> {
  const written = rows.map((row) => byColumn(table, row));
  return {
    table,
    columns: [...new Set(written.flatMap((row) => Object.keys(row)))],
    json: JSON.stringify(written),
  };
}

/** Inserts rows made before. `shared` is what all of them have in common, such as the seq they begin with. */
export async function insertMany<Table extends PgTable>(
  client: ClientBase,
  { table, columns: ofRows, json }: ManyRows<Table>,
  shared: Partial<Table['$inferInsert']>,
): Promise<void> {
  const name = getTableName(table);
  const ofAll = byColumn(table, shared);
  const columns = [...new Set([...Object.keys(ofAll), ...ofRows])].sort().join(', ');
  await client.query({
    // Every other set of columns is another statement.
    name: `insert-many-${createHash('sha256').update(`${name} ${columns}`).digest('hex').slice(0, 16)}`,
    text: `
      insert into ${name} (${columns})
      select ${columns} from json_populate_recordset(json_populate_record(null::${name}, $2::json), $1::json)`,
    values: [json, JSON.stringify(ofAll)],
  });
}

function byColumn(table: PgTable, row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const columns = getTableColumns(table);
  return Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => {
      const column = columns[key]?.name;
      return column === undefined ? [] : [[column, value]];
    }),
  );
}
