import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type PoolClient } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import type { Pool } from '../../src/db/pool.ts';
import { aBusySite } from '../support/a-busy-site.ts';
import { createTestDatabase } from '../support/database.ts';
import { fillSites } from '../support/fill-sites.ts';
import { isCompiled, scansOf } from '../support/plan-scans.ts';

type Statement = { readonly name: string; readonly text: string; readonly parameters: number };

/** By which columns an index may find the rows of a table: all those of one list. */
const keys: Readonly<Record<string, readonly (readonly string[])[]>> = {
  heads: [['site_id']],
  api_tokens: [['token_id'], ['site_id', 'holder_id']],
  gateway_epochs: [['site_id', 'gateway_id', 'epoch']],
  gateway_holes: [
    ['site_id', 'gateway_id', 'epoch', 'from_seq'],
    // Those that are fresh or missing: beyond a bound there are none.
    ['site_id', 'gateway_id', 'state'],
  ],
  quarantined_events: [['site_id', 'gateway_id', 'recorded_at']],
  gateway_states: [['site_id', 'gateway_id']],
  receipts: [
    ['site_id', 'gateway_id', 'epoch', 'gateway_seq'],
    // The newest of a topic, or of all: the first row from the end of the index.
    ['site_id', 'gateway_id', 'epoch', 'topic'],
    ['site_id', 'gateway_id', 'epoch'],
  ],
  event_conflicts: [['site_id', 'gateway_id', 'epoch', 'gateway_seq', 'digest']],
  entries: [
    ['site_id', 'seq'],
    ['site_id', 'person_id', 'seq'],
    ['site_id', 'recorded_at'],
    // Who passed a door lately: those of the last entries of the site.
    ['site_id', 'door_id', 'seq'],
  ],
  entry_persons: [['site_id', 'person_id']],
  // One row.
  program_floor: [[]],
  cards: [['number', 'facility', 'format'], ['card_id']],
  loans: [['site_id', 'card_id']],
  admissions: [['site_id', 'member_id']],
  persons: [['person_id']],
  contracts: [['contract_id']],
  standing_permissions: [['site_id', 'person_id']],
  presence: [
    ['site_id', 'person_id'],
    ['site_id', 'pending_door'],
  ],
  custody: [['site_id', 'visitor_id'], ['escort_id']],
  visits: [['site_id', 'visit_id']],
  permit_holders: [['site_id', 'person_id', 'kind']],
  permits: [['site_id', 'permit_id']],
  person_exceptions: [['site_id', 'person_id']],
  items: [['site_id', 'carried_by']],
  waits: [
    ['site_id', 'person_id'],
    ['site_id', 'door_id'],
  ],
  // Of a kind a site has few: who walks through a door right now, which gateways it has.
  deadlines: [
    ['site_id', 'due_at'],
    ['site_id', 'kind'],
  ],
  alarms: [
    ['site_id', 'kind'],
    ['site_id', 'raised_seq'],
  ],
  conditions: [['site_id']],
  declared_groups: [['site_id']],
  door_states: [['site_id']],
  plan_elements: [['site_id']],
  openings: [['site_id']],
  system_surveys: [['site_id']],
  schedule_extensions: [['site_id']],
};

/** Empty at night, and thousands of rows at ten: every read of a card finds its rows by their key, planned before anybody came too. */
const emptyAtNight: readonly string[] = ['custody'];

/** What reads more than by key, and why it may. */
const whole: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Whoever is in a zone whose persons must be counted: only for such zones, and there is no index by zone.
  'load-places': { presence: ['site_id'] },
  // Which staff are where a ward was left behind: only when the time to follow is over.
  'load-parted': { presence: ['site_id'] },
  // The newest grant of whoever is about to walk through a door: only for openings that something younger has overtaken.
  'load-pending-reads': { entries: ['site_id', 'person_id'] },
  // The daily reset makes every place of the site unknown.
  'load-everybody': { presence: ['site_id'] },
  // Rules are read when they have changed: the ministry's determinations and systems as a whole, few and old.
  'load-rules-turns': { determinations: [], information_systems: [] },
  'load-site-rules': { determinations: [], information_systems: [] },
};

let statements: readonly Statement[];

beforeAll(async () => {
  statements = await aBusySite(preparedBy);
});

/** What the connections of this pool have prepared. */
async function preparedBy(batches: Pool): Promise<readonly Statement[]> {
  const clients = await Promise.all(Array.from({ length: batches.totalCount }, () => batches.connect()));
  const prepared = await Promise.all(clients.map((client) => client.query<Statement>(listPrepared)));
  for (const client of clients) client.release();
  const byName = new Map(prepared.flatMap(({ rows }) => rows.map((row) => [row.name, row] as const)));
  return [...byName.values()];
}

const listPrepared = `
  select name, statement as text, cardinality(parameter_types) as parameters from pg_prepared_statements`;

/** Prepares and plans everything a batch says. */
async function planOn(client: PoolClient): Promise<void> {
  for (const { name, text, parameters } of statements) {
    await client.query(`prepare "${name}" as ${text}`);
    await scansOf(client, name, parameters);
  }
}

/** The scans of every statement that are not by a key; by `site`: that may read rows of another site. */
async function scansPast(limit: 'key' | 'site', client: PoolClient): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, parameters } of statements) {
    for (const scan of await scansOf(client, name, parameters)) {
      const byKey = name.startsWith('load-readers') && emptyAtNight.includes(scan.table);
      const within = keysOf(name, scan.table).map((key) =>
        limit === 'site' && key[0] === 'site_id' && !byKey ? ['site_id'] : key,
      );
      const by = scan.indexCond ?? 'nothing';
      if (!within.some((key) => key.every((column) => names(by, column)))) {
        wrong.push(`${name}: ${scan.table} by ${by}`);
      }
    }
  }
  return wrong;
}

/** The statements that this connection would have compiled (JIT). */
async function compiled(client: PoolClient): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, parameters } of statements) {
    if (await isCompiled(client, name, parameters)) found.push(name);
  }
  return found;
}

function keysOf(statement: string, table: string): readonly (readonly string[])[] {
  const more = whole[statement]?.[table];
  return [...(keys[table] ?? []), ...(more === undefined ? [] : [more])];
}

function names(condition: string, column: string): boolean {
  return new RegExp(`\\b${column}\\b`).test(condition);
}

describe('every statement of a batch', () => {
  it('has been met: what is asserted below holds for all of them', () => {
    const met = statements.map(({ name }) => name);
    const written = ['src/access/batch', 'src/access/state', 'src/access/rules'].flatMap(namesIn);
    // The sweep, acts, readiness and whoever prepares late events ask these, on connections of their own.
    const elsewhere = [
      'load-moments',
      'load-stamp-bounds',
      'load-rules-turns',
      'rules-in-force',
      'due-sites',
      'disarm-presence-reset',
      'arm-presence-reset',
      'load-persons-about-zones',
      'load-unseen-since',
      'save-group',
      'remove-group',
      'names-are-due',
      'names-are-due-no-more',
      'find-default-partition-used',
      'find-standing-alarms',
      'sites-with-heads',
      'write-head-as-it-is',
    ];
    expect(written.filter((name) => !elsewhere.includes(name) && !met.includes(name))).toEqual([]);
    expect(met).toEqual(
      expect.arrayContaining([
        'load-readers now plainly cards-shown',
        'load-readers now paired cards-shown',
        'load-readers now paired cards-shown cards-waiting',
        'load-readers now cards-shown',
        'load-readers then cards-shown-then',
      ]),
    );
  });

  it('finds its rows by their key, planned in an empty database and long after', async () => {
    const found = await plansOver({ before: 'select' }, (client) => scansPast('key', client));
    expect(found).toEqual({ empty: [], filled: [], plannedFilled: [], analysed: [] });
  });

  it('is compiled by no PostgreSQL that can: that takes longer than all of them', async () => {
    const found = await plansOver({ before: 'select' }, compiled);
    expect(found).toEqual({ empty: [], filled: [], plannedFilled: [], analysed: [] });
  });

  it('reads no row of another site, even when statistics say that there are none', async () => {
    const found = await plansOver({ before: 'vacuum analyze' }, (client) => scansPast('site', client));
    expect(found).toEqual({ empty: [], filled: [], plannedFilled: [], analysed: [] });
  });
});

/** Looks at the plans of one connection in an empty database, in a full one, and once that is analysed; of another, made in the full one. */
async function plansOver<Seen>(
  { before }: { readonly before: string },
  look: (client: PoolClient) => Promise<Seen>,
): Promise<Readonly<Record<'empty' | 'filled' | 'plannedFilled' | 'analysed', Seen>>> {
  const database = await createTestDatabase();
  const pool = buildBatchPool(database.batchUrl, () => undefined);
  const owner = new pg.Client(database.ownerUrl);
  await owner.connect();
  const [planned, later] = [await pool.connect(), await pool.connect()];
  try {
    await owner.query(neverAnalyzed);
    await owner.query(before);
    await planOn(planned);
    const empty = await look(planned);
    await fillSites(owner);
    const filled = await look(planned);
    await planOn(later);
    const plannedFilled = await look(later);
    await owner.query('analyze');
    return { empty, filled, plannedFilled, analysed: await look(planned) };
  } finally {
    planned.release();
    later.release();
    await pool.end();
    await owner.end();
    await database.drop();
  }
}

/** Statistics of no table are gathered but by this test. */
const neverAnalyzed = `
  do $$ declare one regclass; begin
    for one in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
      execute format('alter table %s set (autovacuum_enabled = false)', one);
    end loop;
  end $$`;

/** The names of prepared statements that are written in the files of a folder. */
function namesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(/name: '([a-z-]+)',\n\s+text:/g),
    ])
    .flatMap(([, name]) => name ?? []);
}
