import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRoleBonds } from '../../src/authority/load-role-bonds.ts';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { registerOrganisation } from '../../src/zones/sites/register-organisation.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const names = ['--organisation', '見本省', '--site', '本館', '--rights-admin', '佐藤 花子'];

async function init(...args: readonly string[]) {
  const { terminal, written, said } = aTerminal({ env: { DATABASE_URL: test.databaseUrl } });
  const code = await runCommandLine(commands, terminal, ['init', ...args]);
  return { code, rows: written.map((line) => JSON.parse(line)), said: said.join() };
}

async function entryKinds(): Promise<readonly string[]> {
  const { rows } = await test.deps.pool.query('select kind from entries where site_id = $1 order by seq', [
    ministryLogId,
  ]);
  return rows.map(({ kind }) => kind);
}

describe('sekisho init', () => {
  it('asks for whom it registers, and records nothing until it knows', async () => {
    expect((await init(...names)).said).toContain('--officer');
    expect((await init(...names, '--officer', '')).code).toBe(2);
    expect(await entryKinds()).toEqual([]);
  });

  it('goes on where an earlier call was broken off, each act with its entry', async () => {
    await registerOrganisation(test.deps, fromTerminal(), { name: '見本省', kind: 'ministry' });
    const { code, rows } = await init(
      ...names,
      ...['--officer', '山田 太郎', '--officer', '鈴木 一郎', '--officer', '佐藤 花子', '--json'],
    );
    expect(code).toBe(0);
    expect(rows).toEqual([
      { what: 'organisation', id: expect.any(String), name: '見本省', roles: null },
      { what: 'site', id: expect.any(String), name: '本館', roles: null },
      { what: 'person', id: expect.any(String), name: '山田 太郎', roles: 'general-officer' },
      { what: 'person', id: expect.any(String), name: '鈴木 一郎', roles: 'general-officer' },
      { what: 'person', id: expect.any(String), name: '佐藤 花子', roles: 'general-officer rights-admin' },
    ]);
    const kinds = await entryKinds();
    const times = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(['organisation-registered', 'site-created', 'person-registered', 'role-given'].map(times)).toEqual(
      [1, 1, 3, 4],
    );

    const [, , first, second] = rows.map(({ id }) => id);
    const bonds = await loadRoleBonds(databaseOf(test.deps.pool), first, [second], test.deps.clock.now());
    expect([...bonds]).toEqual([]);
  });

  it('is refused once a person holds a role, and changes nothing', async () => {
    const before = await entryKinds();
    const { code, said } = await init(...names, '--officer', '高橋 次郎');
    expect(code).toBe(1);
    expect(said).toContain('role give');
    expect(await entryKinds()).toEqual(before);
  });
});
