import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../../src/access/state/save-act-effects.ts';
import { buildApp } from '../../src/app.ts';
import { migrate } from '../../src/db/migrate.ts';
import { buildPool } from '../../src/db/pool.ts';
import { buildHints } from '../../src/log/hints.ts';
import { giveRole } from '../../src/operators/roles/give-role.ts';
import { createToken } from '../../src/operators/tokens/create-token.ts';
import { anOffice } from '../../test/support/an-office.ts';
import { fromTerminal } from '../../test/support/from-terminal.ts';
import { urlOfDatabase } from '../../test/support/server-connection.ts';
import { median, rounded } from '../figures.ts';
import { benchPlan, officeSize, patience } from '../office.ts';
import { fillLog, firstMonth } from './fill-log.ts';
import { type Filled, type Question, questions } from './questions.ts';

export type ScaleLoad = {
  /** Of the server; each number of months has a database of its own there. */
  readonly url: string;
  readonly entries: readonly number[];
  readonly months: readonly number[];
  readonly organisation: string;
  /** How often each question is asked of each log; the first quarter warms up and is thrown away. */
  readonly times: number;
};

/** A database whose record is so many months old, with a site for each number of entries, and the service over it. */
type Aged = {
  readonly months: number;
  readonly app: FastifyInstance;
  readonly token: string;
  readonly client: pg.Client;
  readonly sites: readonly Filled[];
  readonly close: () => Promise<void>;
};

type Sample = { readonly api: number; readonly sql: number; readonly light: number };

/**
 * Asks each question of logs of every size and age in turn: the service, the best statement written by hand, and a request for one
 * row (`GET /sites`). A line for each size and question: the service's medians by months, each against twice the statement's and one such
 * request (to reach: 1), and the oldest record against the youngest (to reach: 1.2).
 */
export async function measureScale(
  load: ScaleLoad,
  report: (figures: { readonly name: string } & Record<string, unknown>) => void,
): Promise<void> {
  const databases: Aged[] = [];
  try {
    for (const months of load.months) databases.push(await anAgedDatabase(load, months));
    for (const [nth, entries] of load.entries.entries()) {
      for (const question of questions) {
        report({
          name: `scale-${entries}`,
          question: question.name,
          ...(await ask(databases, nth, question, load)),
        });
      }
    }
  } finally {
    for (const { close } of databases) await close();
  }
}

async function ask(
  databases: readonly Aged[],
  nth: number,
  question: Question,
  { times }: ScaleLoad,
): Promise<Readonly<Record<string, number>>> {
  const samples = databases.map((): Sample[] => []);
  for (let time = 0; time < times; time += 1) {
    for (const [index, database] of databases.entries()) {
      samples[index]?.push(await sample(database, nth, question));
    }
  }
  const figures = databases.map(({ months }, index) => {
    const kept = (samples[index] ?? []).slice(Math.ceil(times / 4));
    const of = (part: keyof Sample) => median(kept.map((one) => one[part]));
    const [api, sql, light] = [of('api'), of('sql'), of('light')];
    return { months, api, sql, light, toReach: api / (2 * sql + light) };
  });
  const [youngest, oldest] = [figures[0], figures.at(-1)];
  return {
    ...Object.fromEntries(
      figures.flatMap(({ months, api, sql, light, toReach }) => [
        [`ms${months}`, rounded(api)],
        [`sqlMs${months}`, rounded(sql)],
        [`oneRequestMs${months}`, rounded(light)],
        [`toTwiceSqlAndOneRequest${months}`, rounded(toReach)],
      ]),
    ),
    oldToYoung: rounded((oldest?.api ?? Number.NaN) / (youngest?.api ?? Number.NaN)),
  };
}

async function sample({ app, token, client, sites }: Aged, nth: number, question: Question): Promise<Sample> {
  const site = sites[nth];
  if (site === undefined) throw new Error('no such site');
  const { path, text, values } = question.asked(site);
  const headers = { authorization: `Bearer ${token}` };
  const get = async (url: string) => {
    const before = performance.now();
    const answer = await app.inject({ url, headers });
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`);
    return { ms: performance.now() - before, body: answer.body };
  };
  const api = await get(`/api/v1/sites/${site.siteId}/${path}`);
  const before = performance.now();
  const { rowCount } = await client.query({ name: question.name, text, values: [...values] });
  const sql = performance.now() - before;
  const { items }: { readonly items: readonly unknown[] } = JSON.parse(api.body);
  if (rowCount === 0) throw new Error(`${question.name}: nothing is found`);
  if (items.length !== Math.min(rowCount ?? 0, 50))
    throw new Error(`${question.name}: ${items.length}, not ${rowCount}`);
  return { api: api.ms, sql, light: (await get('/api/v1/sites?limit=1')).ms };
}

async function anAgedDatabase({ url, entries, organisation }: ScaleLoad, months: number): Promise<Aged> {
  const name = `scale_${months}`;
  const server = new pg.Client(url);
  await server.connect();
  await server.query(`create database ${name}`);
  await server.end();
  const own = urlOfDatabase(url, name);
  await migrate(own);
  const now = new Date();
  const client = new pg.Client({
    connectionString: own,
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
  });
  // Whoever fails while it is filled stops the server behind it, and that is not what failed.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('select make_months($1::date, $2)', [firstMonth(now, months), months + 2]);
  const settings = { url: own, size: 2, name: 'bench', settings: patience };
  const pool = buildPool({ ...settings, onIdleError: () => undefined });
  const hints = buildHints(pool, () => undefined);
  const begun = { pool, clock: { now: () => firstMonth(now, months) }, hints, saveEffects: saveActEffects };
  const plan = benchPlan(organisation, officeSize.doors);
  const sites: Filled[] = [];
  for (const [nth, count] of entries.entries()) {
    const firstNumber = 10_000 + nth * officeSize.staff;
    const office = await anOffice(begun, { plan, staff: officeSize.staff, firstNumber });
    const { siteId } = office;
    // Of every second of the staff cards are read.
    const [person, card] = [office.persons[8]?.id ?? '', office.persons[8]?.cardId ?? ''];
    await fillLog(client, now, {
      siteId,
      entries: count,
      months,
      persons: office.persons.map(({ id }) => id),
      cards: office.persons.map(({ cardId }) => cardId),
      doors: officeSize.doors,
    });
    const { rows } = await client.query('select seq, epoch from heads where site_id = $1', [siteId]);
    sites.push({ siteId, head: rows[0].seq, epoch: rows[0].epoch, person, card, now, months });
  }
  await client.query('vacuum analyze');
  const deps = { ...begun, clock: { now: () => new Date() } };
  const token = await aGuard(deps);
  const batchPool = buildBatchPool(own, () => undefined);
  const app = await buildApp({ pool, batchPool, clock: deps.clock, hints });
  return {
    months,
    app,
    token,
    client,
    sites,
    async close() {
      await app.close();
      await batchPool.end();
      await hints.close();
      await pool.end();
      await client.end();
    },
  };
}

async function aGuard(deps: Parameters<typeof giveRole>[0]): Promise<string> {
  const holder = { type: 'machine', id: 'bench-guard' } as const;
  const given = await giveRole(deps, fromTerminal(), { holder, role: 'guard' });
  const made = await createToken(deps, fromTerminal(), {
    holder,
    days: 1,
    mintedBy: { osUser: 'bench', host: 'bench' },
  });
  if (!given.ok || !made.ok) throw new Error(JSON.stringify([given, made]));
  return made.value.token;
}
