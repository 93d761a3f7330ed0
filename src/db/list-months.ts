import type { ClientBase } from 'pg';

/** The tables of one month, of every table that is partitioned by month. */
export type Month = {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** `detached`: it is asked for no more, and stands by itself until it is dropped. */
  readonly state: 'attached' | 'detached';
  readonly tables: readonly string[];
  readonly bytes: number;
};

/** The months there are, the oldest first. */
export async function listMonths(
  client: Pick<ClientBase, 'query'>,
  parents: readonly string[],
): Promise<readonly Month[]> {
  const { rows } = await client.query<Month>(
    `select substr(digits, 1, 4) || '-' || substr(digits, 5) as month,
      case when bool_or(attached) then 'attached' else 'detached' end as state,
      array_agg(name::text order by name) as tables, sum(bytes)::int8 as bytes
    from (
      select c.relname as name, right(c.relname, 6) as digits, pg_total_relation_size(c.oid) as bytes,
        exists (select from pg_inherits i where i.inhrelid = c.oid) as attached
      from pg_class c join unnest($1::text[]) as parent(name) on c.relname ~ ('^' || parent.name || '_[0-9]{6}$')
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    ) one group by digits order by digits`,
    [parents],
  );
  return rows;
}

/**
 * Takes a month out of the tables it belongs to, within a transaction: whoever reads or writes waits for an instant, and gives up waiting for a lock
 * as everybody does. (Not `concurrently`: PostgreSQL has none beside a default partition.)
 */
export async function detachMonth(client: Pick<ClientBase, 'query'>, { tables }: Month): Promise<void> {
  for (const table of tables) {
    const parent = table.replace(/_\d{6}$/, '');
    await client.query(`alter table ${parent} detach partition ${table}`);
  }
}

/** Drops the tables of a detached month. What they held is gone, but for its leaf hashes. */
export async function dropMonth(client: Pick<ClientBase, 'query'>, { tables }: Month): Promise<void> {
  await client.query(`drop table ${tables.join(', ')}`);
}
