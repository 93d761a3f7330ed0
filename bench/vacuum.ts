import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { rounded } from './figures.ts';
import { aRead } from './load.ts';

const connections = 32;
/** Long enough for a server that looks each second to have come to every table. */
const longestMs = 30_000;

/** What docs/operations.md has the owner of a large office set. */
const settings = [
  'alter table receipts set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02)',
  'alter table leaf_hashes set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
  'alter table moves set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
];

/** What a table is told of: its months count together. */
type Told = {
  readonly table: string;
  readonly inserted: number;
  readonly updated: number;
  readonly inPlace: number;
  readonly dead: number;
  readonly kilobytes: number;
  readonly vacuums: number;
  readonly vacuumMs: number;
};

/**
 * A day's passages with nobody cleaning up, then the server's own cleaning by the settings that the documents name: of each table that was written, how many rows
 * were added and changed, how many of these changes left nothing to clean (HOT), what was dead at the end of the day, and what cleaning it took.
 */
export async function measureVacuum(
  client: Client,
  url: string,
  tokens: readonly string[],
  reads: number,
  report: (figures: { readonly name: string } & Record<string, unknown>) => void,
): Promise<void> {
  for (const text of settings) await client.query(text);
  await configure(client, { autovacuum: 'off', autovacuum_naptime: '1s' });
  await client.query('vacuum analyze');
  const morning = await tell(client);
  const started = performance.now();
  await readCards(url, tokens, reads);
  const seconds = (performance.now() - started) / 1000;
  const evening = await tell(client);
  await configure(client, { autovacuum: 'on' });
  const cleaned = await cleanedUp(client, evening);
  await configure(client, { autovacuum: undefined, autovacuum_naptime: undefined });
  report({ name: 'vacuum', reads, seconds: rounded(seconds) });
  for (const [table, now] of evening) {
    const [before, after] = [morning.get(table), cleaned.get(table)];
    const updated = now.updated - (before?.updated ?? 0);
    const inserted = now.inserted - (before?.inserted ?? 0);
    if (updated + inserted === 0) continue;
    report({
      name: 'vacuum-of',
      ...{ table, inserted, updated },
      inPlace: now.inPlace - (before?.inPlace ?? 0),
      ...{ dead: now.dead, deadAfter: after?.dead },
      ...{ kilobytes: now.kilobytes, kilobytesAfter: after?.kilobytes },
      vacuums: (after?.vacuums ?? 0) - now.vacuums,
      vacuumMs: rounded((after?.vacuumMs ?? 0) - now.vacuumMs),
    });
  }
}

async function readCards(url: string, tokens: readonly string[], reads: number): Promise<void> {
  const epoch = randomBytes(16).toString('hex');
  let nth = 0;
  async function readOn(): Promise<void> {
    while (nth < reads) {
      const { gateway, ...event } = aRead(nth);
      nth += 1;
      const body = JSON.stringify({ epoch, events: [event] });
      // What was not taken is posted again, as a gateway does.
      while ((await post(body, tokens[gateway] ?? '')) === 503);
    }
  }

  async function post(body: string, token: string): Promise<number> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/v1/gateway/events`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (!answer.ok && answer.status !== 503) throw new Error(`a card read was answered ${answer.status}`);
    return answer.status;
  }

  await Promise.all(Array.from({ length: connections }, readOn));
}

/** Settings of the whole server; what is undefined is as it was. */
async function configure(
  client: Client,
  wanted: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const [name, value] of Object.entries(wanted)) {
    await client.query(
      value === undefined ? `alter system reset ${name}` : `alter system set ${name} = '${value}'`,
    );
  }
  await client.query('select pg_reload_conf()');
}

/** What the tables are like once the server has cleaned up and rests. */
async function cleanedUp(
  client: Client,
  before: ReadonlyMap<string, Told>,
): Promise<ReadonlyMap<string, Told>> {
  const vacuumsOf = (told: ReadonlyMap<string, Told>) =>
    [...told.values()].reduce((sum, { vacuums }) => sum + vacuums, 0);
  const until = performance.now() + longestMs;
  let now = before;
  for (let last = -1; performance.now() < until && last !== vacuumsOf(now); ) {
    last = vacuumsOf(now);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    now = await tell(client);
  }
  return now;
}

async function tell(client: Client): Promise<ReadonlyMap<string, Told>> {
  // Sessions that rest give out what they counted within a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { rows } = await client.query<Told>(`
    select regexp_replace(s.relname, '_[0-9]{6}$', '_…') as table, sum(s.n_tup_ins)::int as inserted, sum(s.n_tup_upd)::int as updated,
      sum(s.n_tup_hot_upd)::int as "inPlace", sum(s.n_dead_tup)::int as dead,
      (sum(pg_total_relation_size(s.relid)) / 1024)::int as kilobytes, sum(s.autovacuum_count)::int as vacuums,
      sum(s.total_autovacuum_time)::float8 as "vacuumMs"
    from pg_stat_user_tables s group by 1 order by 1`);
  return new Map(rows.map((row) => [row.table, row]));
}
