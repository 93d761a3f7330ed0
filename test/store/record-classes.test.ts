import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepMonths } from '../../src/access/state/keep-months.ts';
import { loadDatabaseFacts } from '../../src/db/load-database-facts.ts';
import { monthsAhead } from '../../src/db/months-ahead.ts';
import { monthlyTables, recordClasses } from '../../src/log/entry/record-classes.ts';
import { aSite } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

// The database's own day counts, as it does for `sekisho migrate`.
const clock = aClock(new Date());
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp(clock);
});
afterAll(() => test.close());

/** Tables by the table they are partitions of, with the bounds as the database says them. */
async function partitionsOf(
  parent: string,
): Promise<readonly { readonly name: string; readonly bound: string }[]> {
  const { rows } = await test.pool.query(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = $1::regclass order by c.relname`,
    [parent],
  );
  return rows;
}

const facts = async (tables = monthlyTables) => {
  const found = await loadDatabaseFacts(test.pool, tables);
  if (typeof found === 'string') throw new Error(found);
  return found;
};

describe('the record classes', () => {
  it('are the partitions of the personal records, each in the table it names', async () => {
    const listed = Object.entries(recordClasses).map(([name, { table }]) => ({
      name: table,
      bound: `FOR VALUES IN ('${name}')`,
    }));
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(await partitionsOf('personal_records')).toEqual(listed.toSorted(byName));
  });

  it('stand with the entries in the list of tables partitioned by month, and no other does', async () => {
    const { rows } = await test.pool.query(`
      select c.relname as name from pg_partitioned_table p join pg_class c on c.oid = p.partrelid
      where p.partstrat = 'r' order by c.relname`);
    expect(rows.map(({ name }) => name)).toEqual(monthlyTables.toSorted());
  });
});

describe('a table partitioned by month', () => {
  it.each(monthlyTables)('has its months and a partition for what has none: %s', async (table) => {
    const partitions = await partitionsOf(table);
    expect(partitions.filter(({ bound }) => bound === 'DEFAULT').map(({ name }) => name)).toEqual([
      `${table}_default`,
    ]);
    expect(partitions).toHaveLength(1 + 1 + monthsAhead);
    expect((await facts()).monthsAhead).toBe(monthsAhead);
  });

  it.each(monthlyTables)('is missed when its months end: %s', async (table) => {
    const last = (await partitionsOf(table)).at(-2)?.name ?? '';
    expect(last).toMatch(/_\d{6}$/);
    await asOwner(test, `drop table ${last}`);
    expect((await facts()).monthsAhead).toBe(monthsAhead - 1);
    await keepMonths(test.deps);
    expect((await facts()).monthsAhead).toBe(monthsAhead);
  });

  it('that a migration has yet to make has no months, and keeps nothing else from being told', async () => {
    const { migrations, ...found } = await facts([...monthlyTables, 'of_tomorrow']);
    expect(found.monthsAhead).toBe(0);
    expect(migrations.applied).toBe(migrations.known);
  });

  it.each(monthlyTables)(
    'is noticed when a record has no month, and its site is alarmed: %s',
    async (table) => {
      const siteId = await aSite(test);
      await asOwner(test, rowOfLongAgo(table), [siteId]);
      expect((await facts()).defaultPartitionUsed).toBe(true);
      expect(await keepMonths(test.deps)).toEqual([siteId]);
      await asOwner(test, `delete from ${table}_default`);
      expect((await facts()).defaultPartitionUsed).toBe(false);
    },
  );
});

/** A record of a month that was never made. */
function rowOfLongAgo(table: string): string {
  const when = "timestamptz '2001-02-03'";
  if (table === 'entries') {
    return `insert into entries (site_id, seq, recorded_at, at, kind, actor_type, actor_id, text)
      values ($1, 1000, ${when}, ${when}, 'card-read', 'machine', 'gateway', '{}')`;
  }
  if (table === 'entry_persons') {
    return `insert into entry_persons (site_id, person_id, seq, recorded_at) values ($1, $1, 1000, ${when})`;
  }
  const [recordClass = ''] = Object.entries(recordClasses).find(([, one]) => one.table === table) ?? [];
  return `insert into personal_records (record_class, recorded_at, site_id, seq, salt, body)
    values ('${recordClass}', ${when}, $1, 1000, '', '{}')`;
}
