import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRoleBonds } from '../../src/authority/load-role-bonds.ts';
import { commands } from '../../src/cli/commands.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { expectDone } from '../../src/cli/terminal/expect-done.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { registerPerson } from '../../src/people/persons/register-person.ts';
import { issueAccount } from '../../src/sign-in/accounts/issue-account.ts';
import { buildPasswordHashing } from '../../src/sign-in/passwords/build-password-hashing.ts';
import { registerOrganisation } from '../../src/zones/sites/register-organisation.ts';
import { ownPassword, signInFirst } from '../support/a-session.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { cheapHashing } from '../support/cheap-hashing.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let firstOfficer: { readonly id: string; readonly login: string; readonly secret: string };
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const names = ['--organisation', '見本省', '--site', '本館', '--rights-admin', 'sato.h=佐藤 花子'];
const secretFiles = { PEPPER_FILE: 'pepper', SEED_KEY_FILE: 'seed-key' };

async function init(args: readonly string[], files: Readonly<Record<string, string>> = secretFiles) {
  const env = { DATABASE_URL: test.databaseUrl, ...files };
  // The pepper of `cheapHashing`, so that the service under test lets in whoever is given a secret here.
  const readText = () => `1:${Buffer.alloc(32, 7).toString('base64')}`;
  const { terminal, written, said } = aTerminal({ env, readText, now: test.clock.now });
  const code = await runCommandLine(commands, terminal, ['init', ...args]);
  return { code, rows: written.map((line) => JSON.parse(line)), said: said.join() };
}

/** Of what was done; of sign-ins that failed the service tells by itself, whenever it comes to it. */
async function entryKinds(): Promise<readonly string[]> {
  const { rows } = await test.deps.pool.query(
    "select kind from entries where site_id = $1 and kind <> 'sign-ins-failed' order by seq",
    [ministryLogId],
  );
  return rows.map(({ kind }) => kind);
}

describe('sekisho init', () => {
  it('asks for whom it registers, two people by login ids of their own, and records nothing until it knows', async () => {
    const second = ['--officer', 'yamada.t=山田 太郎'];
    expect((await init(names)).said).toContain('--officer');
    for (const wrong of [
      '',
      '山田 太郎',
      'yamada.t=',
      'y=山田 太郎',
      'sato.h=佐藤 花子',
      'yamada.t=佐藤 花子',
      'sato.h=山田 太郎',
      ...['admin', 'root', 'test', 'guest', 'sekisho', 'administrator', 'Admin-2', 'ｒｏｏｔ'].map(
        (loginId) => `${loginId}=山田 太郎`,
      ),
    ]) {
      expect((await init([...names, '--officer', wrong])).code, wrong).toBe(2);
    }
    expect((await init([...names, ...second], {})).said).toContain('PEPPER_FILE');
    expect(await entryKinds()).toEqual([]);
  });

  it('goes on where an earlier call was broken off, each act with its entry', async () => {
    const ministry = { name: '見本省', kind: 'ministry' } as const;
    const { id: organisationId } = expectDone(
      await registerOrganisation(test.deps, fromTerminal(), ministry),
    );
    const nothing = { nameKana: null, affiliation: null, contractId: null, employeeNumber: null };
    const yamada = { kind: 'staff', name: '山田 太郎', organisationId, ...nothing } as const;
    const { id: personId } = expectDone(await registerPerson(test.deps, fromTerminal(), yamada));
    const hashing = { ...test.deps, hashing: buildPasswordHashing(cheapHashing) };
    expectDone(await issueAccount(hashing, fromTerminal(), { loginId: 'yamada.t', personId }));
    const officers = ['yamada.t=山田 太郎', 'Suzuki.I=鈴木 一郎', 'sato.h=佐藤 花子'].flatMap((one) => [
      '--officer',
      one,
    ]);
    const { code, rows } = await init([...names, ...officers, '--json']);
    expect(code).toBe(0);
    const nobodys = { roles: null, login: null, secret: null };
    const id = expect.any(String);
    const secret = expect.stringMatching(/^[0-9a-z]{5}(-[0-9a-z]{5}){3}$/);
    const [general, admin] = ['general-officer', 'rights-admin'];
    expect(rows).toEqual([
      { what: 'organisation', id, name: '見本省', ...nobodys },
      { what: 'site', id, name: '本館', ...nobodys },
      { what: 'person', id, name: '山田 太郎', roles: general, login: 'yamada.t', secret },
      { what: 'person', id, name: '鈴木 一郎', roles: general, login: 'suzuki.i', secret },
      { what: 'person', id, name: '佐藤 花子', roles: `${general} ${admin}`, login: 'sato.h', secret },
    ]);
    const kinds = await entryKinds();
    const times = (kind: string) => kinds.filter((one) => one === kind).length;
    expect(
      [
        'organisation-registered',
        'site-created',
        'person-registered',
        'account-issued',
        'secret-reissued',
        'role-given',
      ].map(times),
    ).toEqual([1, 1, 3, 3, 1, 4]);

    const [, , first, second] = rows.map((row) => row.id);
    const bonds = await loadRoleBonds(databaseOf(test.deps.pool), first, [second], test.deps.clock.now());
    expect([...bonds]).toEqual([]);
    firstOfficer = rows[2];
  });

  it('AT-309: gives each a password that signs in once, within 24 hours, and only to set their own', async () => {
    const enter = (more: object) => {
      const payload = { loginId: firstOfficer.login, password: firstOfficer.secret, notice: 0, ...more };
      return test.ask(undefined, { method: 'POST', url: '/api/v1/sign-in', payload });
    };
    expect((await enter({})).body).toMatchObject({ type: '/problems/password-change-required' });
    const { answer } = await signInFirst(test, { loginId: firstOfficer.login, secret: firstOfficer.secret });
    expect(answer.body).toMatchObject({ person: firstOfficer.id, loginId: 'yamada.t' });
    expect((await enter({ newPassword: ownPassword })).status).toBe(401);
    const { rows } = await test.pool.query('select 1 from entries where strpos(text, $1) > 0', [
      firstOfficer.secret,
    ]);
    expect(rows).toEqual([]);
  });

  it('is refused once a person holds a role, and changes nothing', async () => {
    const before = await entryKinds();
    const { code, said } = await init([...names, '--officer', 'takahashi.j=高橋 次郎']);
    expect(code).toBe(1);
    expect(said).toContain('role give');
    expect(await entryKinds()).toEqual(before);
  });
});
