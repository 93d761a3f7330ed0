import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { saveActEffects } from '../../src/access/state/save-act-effects.ts';
import { migrate } from '../../src/db/migrate.ts';
import { buildPool, type Pool } from '../../src/db/pool.ts';
import { programLevel } from '../../src/db/program-level.ts';
import { ProgramOutdated } from '../../src/db/program-outdated.ts';
import { leafHash } from '../../src/log/entry/leaf-hash.ts';
import { buildHints } from '../../src/log/hints.ts';
import { cursorAt, shortLeaf } from '../../src/log/watching/log-cursor.ts';
import { noticeRestore } from '../../src/log/watching/notice-restore.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { append, logEnd, passages } from '../support/a-site.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../support/an-office.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { onServer, urlOfDatabase, urlOfLogin } from '../support/server-connection.ts';

const run = promisify(execFile);
const server = inject('databaseServer');

/** The last migration that the program before knew; those behind it are what the upgrade brings. */
const lastBefore = '0075_role_periods';

let folder: Folder;
let ownerUrl: string;
let older: { readonly deps: ActDeps; readonly close: () => Promise<void> };
let office: Office;
const databases: string[] = [];

async function anEmptyDatabase(): Promise<string> {
  const name = `${server.prefix}_up_${randomBytes(6).toString('hex')}`;
  databases.push(name);
  await onServer(server.url, (client) => client.query(`create database ${name}`));
  return urlOfDatabase(server.url, name);
}

/** A program over a database, by the login of the service. */
function aProgram(url: string, program: number) {
  const login = urlOfLogin(url, server.service);
  const pool: Pool = buildPool({
    url: login,
    size: 2,
    name: 'rehearsal',
    program,
    onIdleError: () => undefined,
  });
  const hints = buildHints(pool, () => undefined);
  return {
    deps: { pool, hints, clock: { now: () => new Date() }, saveEffects: saveActEffects },
    close: async () => {
      await hints.close();
      await pool.end();
    },
  };
}

/** Brings a database to where the program before had it. */
async function migrateAsBefore(url: string): Promise<void> {
  const migrations = join(folder.path, 'migrations');
  await cp('migrations', migrations, { recursive: true });
  const journal = join(migrations, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'));
  const last = entries.findIndex(({ tag }: { tag: string }) => tag === lastBefore);
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, last + 1) }));
  await withClient(url, async (client) => {
    const { database = '' } = client;
    await client.query(`grant create on database ${database} to sekisho_owner`);
    await client.query('grant create, usage on schema public to sekisho_owner');
    await client.query(
      'grant usage on schema public to sekisho_app, sekisho_retention, sekisho_audit_ro, sekisho_backup',
    );
    await client.query('set role sekisho_owner');
    await runMigrations(drizzle(client), { migrationsFolder: migrations });
    await client.query('select make_months(current_date, 3)');
  });
}

async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every text of a log with its hash. */
async function textsOf(pool: Pool): Promise<readonly { readonly text: string; readonly hash: Buffer }[]> {
  const { rows } = await pool.query(
    'select e.text, l.hash from entries e join leaf_hashes l using (site_id, seq) order by e.site_id, e.seq',
  );
  return rows;
}

beforeAll(async () => {
  folder = await aFolder();
  ownerUrl = await anEmptyDatabase();
  await migrateAsBefore(ownerUrl);
  older = aProgram(ownerUrl, programLevel);
  office = await anOffice(older.deps, { staff: 20 });
  await append(older, office.siteId, passages(40));
  await withClient(ownerUrl, (client) =>
    client.query(
      `update persons set name = '消去済', state = 'left', state_reason = '佐藤さんとの諍い' where person_id = $1`,
      [office.persons[0]?.id],
    ),
  );
}, 120_000);
afterAll(async () => {
  await older.close();
  await folder.remove();
  await onServer(server.url, async (client) => {
    for (const name of databases) await client.query(`drop database if exists ${name} with (force)`);
  });
});

describe('an upgrade of a database with a record in it', () => {
  it('keeps every entry and hash, and takes what is left of whoever was erased', async () => {
    const before = await textsOf(older.deps.pool);
    expect(before.length).toBeGreaterThan(40);
    expect(await migrate(ownerUrl)).toEqual([]);
    const after = await textsOf(older.deps.pool);
    expect(after).toEqual(before);
    for (const { text, hash } of after) expect(leafHash(text).equals(hash)).toBe(true);
    const { rows } = await older.deps.pool.query(
      'select state_reason as reason from persons where person_id = $1',
      [office.persons[0]?.id],
    );
    expect(rows).toEqual([{ reason: '消去済' }]);
  });

  it('lets the program before go on beside the new one, until the floor is above it', async () => {
    const newer = aProgram(ownerUrl, programLevel + 1);
    await append(older, office.siteId, passages(1));
    await withClient(ownerUrl, (client) =>
      client.query('select raise_program_floor($1)', [programLevel + 1]),
    );
    await expect(append(older, office.siteId, passages(1))).rejects.toThrow(ProgramOutdated);
    const { head } = await logEnd(newer.deps, office.siteId);
    expect(await append(newer, office.siteId, passages(1))).toBe(head + 1);
    await newer.close();
  });

  it('is dumped as the backup role and put back elsewhere: what is missing is found, and said', async ({
    skip,
  }) => {
    const dump = join(folder.path, 'office.dump');
    const major = await withClient(ownerUrl, async (client) => {
      const { rows } = await client.query('show server_version_num');
      return Math.floor(Number(rows[0].server_version_num) / 10_000);
    });
    const { stdout } = await run('pg_dump', ['--version']).catch(() => ({ stdout: '' }));
    if (Number(/(\d+)/.exec(stdout)?.[1] ?? 0) < major) skip(`no pg_dump for PostgreSQL ${major}`);
    const asBackup = ['--role=sekisho_backup', '--enable-row-security'];
    await run('pg_dump', ['--format=custom', ...asBackup, `--file=${dump}`, ownerUrl]);

    const newer = aProgram(ownerUrl, programLevel + 1);
    await append(newer, office.siteId, passages(3));
    const { rows: ends } = await newer.deps.pool.query(
      `select h.epoch, h.seq, h.cursor_key as "cursorKey", l.hash from heads h join leaf_hashes l using (site_id, seq)
        where h.site_id = $1`,
      [office.siteId],
    );
    // As the service keeps it in its file of ends.
    const cursor = cursorAt(ends[0], ends[0].seq, shortLeaf(ends[0].hash));
    const texts = (await entriesOf(newer.deps.pool, office.siteId)).map(({ text }) => text);
    await newer.close();

    const elsewhere = await anEmptyDatabase();
    await run('pg_restore', ['--exit-on-error', `--dbname=${elsewhere}`, dump]);
    expect(await migrate(elsewhere)).toEqual([]);
    const restored = aProgram(elsewhere, programLevel + 1);
    const noticed = await noticeRestore(restored.deps, [{ siteId: office.siteId, by: 'service', cursor }]);
    expect(noticed).toContain(office.siteId);
    expect(await lastEntryOf(restored.deps.pool, office.siteId)).toMatchObject({
      kind: 'restored',
      details: { why: 'entries-missing', missing: [{ epoch: cursor.epoch, seq: cursor.seq }] },
    });
    const kept = (await entriesOf(restored.deps.pool, office.siteId)).map(({ text }) => text);
    expect(kept.slice(0, -1)).toEqual(texts.slice(0, -3));
    await restored.close();
  });
});
