import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { aConsole } from '../support/a-console.ts';
import { aSession, askBySession, ownOrigin } from '../support/a-session.ts';
import { anAuthenticator } from '../support/an-authenticator.ts';
import { anOffice, entriesOf, lastEntryOf } from '../support/an-office.ts';
import { anOfficer } from '../support/an-officer.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** 統一技術基準 2.2.1.3(2)(c): from where, and when, 管理者権限 counts. */

let test: TestApp;
let site: string;
beforeAll(async () => {
  test = await startTestApp();
  ({ siteId: site } = await anOffice(test.deps));
});
afterAll(() => test.close());

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));

describe('AT-310 2.2.1.3(2)(c)(エ) 管理者権限 from elsewhere', () => {
  const from = (remoteAddress: string, token: string, url: string) =>
    test.ask(token, { url: `/api/v1${url}`, remoteAddress });
  const decide = (token: string, networks: readonly string[], remoteAddress = '127.0.0.1') =>
    test.ask(token, {
      method: 'POST',
      url: '/api/v1/access-settings/admin-networks',
      payload: { networks, reason: '管理用の端末' },
      remoteAddress,
    });

  it('is refused with a good token, told by one entry and an alarm, and open from the machine itself', async () => {
    const admin = await anOfficer(test, [{ role: 'system-admin' }]);
    for (let nth = 0; nth < 3; nth += 1) {
      const refused = await from('203.0.113.5', admin.token, '/tokens');
      expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
      expect(refused.body.detail).toContain('登録された接続元');
    }
    const told = () => test.pool.query("select site_id from alarms where kind = 'admin-elsewhere'");
    await expect.poll(async () => (await told()).rows).toEqual([{ site_id: site }]);
    const entries = await entriesOf(test.pool, ministryLogId);
    const found = entries.filter(({ kind }) => kind === 'admin-elsewhere');
    expect(found.map(({ text }) => JSON.parse(text).subject)).toEqual([{ person: admin.id }]);
    for (const listed of ['127.0.0.1', '::ffff:127.0.0.1', '10.0.0.5']) {
      expect((await from(listed, admin.token, '/tokens')).status, listed).toBe(200);
    }
  });

  it('counts at a registered console wherever that stands, and no more once it is retired', async () => {
    const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    const console = await aConsole(test, admin.token, site, { isKeptAtNight: false });
    const ask = () =>
      test.ask(admin.token, {
        ...{ url: '/api/v1/tokens', remoteAddress: '203.0.113.5' },
        headers: { cookie: console.cookie },
      });
    expect((await ask()).status).toBe(200);
    const url = `/api/v1/sites/${site}/consoles/${console.id}/retire`;
    await test.ask(admin.token, { method: 'POST', url, payload: { reason: '移転' } });
    expect((await ask()).status).toBe(403);
  });

  it('signs nobody in who only administers, by a right password, with an alarm; and whoever may have to let people out', async () => {
    const signIn = (body: object, remoteAddress: string, cookie = '') =>
      test.ask(undefined, {
        ...{ method: 'POST', url: '/api/v1/sign-in', remoteAddress, headers: { cookie, origin: ownOrigin } },
        payload: { notice: 0, ...body },
      });
    const alarms = async () => {
      const { rows } = await test.pool.query(
        "select count(*)::int as raised from entries where kind = 'admin-elsewhere' and site_id = $1",
        [ministryLogId],
      );
      return rows[0].raised;
    };
    const { loginId, password } = await aSession(test, 'kanri.t', [{ role: 'system-admin' }]);
    const before = await alarms();
    later(11);
    const refused = await signIn({ loginId, password }, '203.0.113.5');
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(refused.body.detail).toContain('端末');
    await expect.poll(alarms).toBe(before + 1);
    expect((await signIn({ loginId, password: `${password}!` }, '203.0.113.5')).status).toBe(401);
    expect((await signIn({ loginId, password }, '10.0.0.5')).status).toBe(202);
    const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    const { cookie } = await aConsole(test, admin.token, site, { name: '管理室', isKeptAtNight: false });
    expect((await signIn({ loginId, password }, '203.0.113.5', cookie)).status).toBe(202);
    const guard = await aSession(test, 'keibi.t', [{ role: 'system-admin' }, { role: 'guard' }]);
    const { status } = await signIn({ loginId: guard.loginId, password: guard.password }, '203.0.113.5');
    expect(status).toBe(202);
  });

  it('signs nobody in by a passkey either', async () => {
    const { loginId, post } = await aSession(test, 'kanri.p', [{ role: 'system-admin' }]);
    const key = anAuthenticator('http://localhost', 'localhost');
    const offered = await post('/own/passkeys/options');
    const made = await post('/own/passkeys', { name: '机の鍵', response: key.create(offered.body) });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const by = async (remoteAddress: string) => {
      const asked = await askBySession(test, '', 'POST', '/sign-in/passkey/options', {});
      const shown = { response: key.get(asked.body), notice: 0 };
      return askBySession(test, '', 'POST', '/sign-in/passkey', shown, remoteAddress);
    };
    const refused = await by('203.0.113.5');
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect(await by('127.0.0.1')).toMatchObject({ status: 200, body: { loginId } });
  });

  it('leaves its holder what they may by another role', async () => {
    const both = await anOfficer(test, [{ role: 'system-admin' }, { role: 'auditor' }]);
    expect((await from('203.0.113.5', both.token, '/tokens')).status).toBe(200);
  });

  it('is opened and shut by an act, never against whoever decides it, with the reason told', async () => {
    const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    expect((await decide(admin.token, ['192.0.2.0/24'], '10.0.0.5')).body.errors).toMatchObject([
      { at: '/networks' },
    ]);
    expect((await decide(admin.token, ['10.0.0.0/8', '192.0.2.0/24'], '10.0.0.5')).body).toEqual({
      version: 2,
    });
    expect((await from('192.0.2.9', admin.token, '/role-assignments')).status).toBe(200);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'access-setting-decided',
      details: { setting: 'admin-networks', value: { networks: ['10.0.0.0/8', '192.0.2.0/24'] } },
    });
    const { body } = await from('192.0.2.9', admin.token, '/access-settings');
    expect(body.adminNetworks).toMatchObject({ version: 2, reason: '管理用の端末', decidedBy: admin.id });
    expect((await decide(admin.token, ['10.0.0.0/8'])).status).toBe(201);
    expect((await from('192.0.2.9', admin.token, '/role-assignments')).status).toBe(403);
  });
});

describe('AT-125 2.2.1.1(1)(g)(カ), METI 19(5)(6) 管理者権限 that rests', () => {
  const decide = (token: string, minutes: number | null) =>
    test.ask(token, {
      method: 'POST',
      url: '/api/v1/access-settings/elevation',
      payload: { minutes, reason: '使うたびに理由を残す' },
    });

  it('counts in a session for fifteen minutes once its person took it up with a reason, and an entry names them', async () => {
    const general = await anOfficer(test, [{ role: 'general-officer' }]);
    const admin = await aSession(test, 'yasumu.k', [{ role: 'rights-admin' }, { role: 'guard' }]);
    expect((await admin.get('/role-assignments')).status).toBe(200);
    expect((await admin.post('/own/elevation', { reason: '要らない' })).status).toBe(409);
    expect((await decide(general.token, 15)).status).toBe(201);
    expect((await admin.get('/role-assignments')).body).toMatchObject({
      type: '/problems/elevation-required',
    });
    expect((await test.ask(admin.token, { url: '/api/v1/role-assignments' })).status).toBe(200);
    for (const url of ['/emergencies', '/emergencies/end', '/lockdowns', '/lockdowns/end']) {
      expect((await admin.post(`/sites/${site}${url}`, { reason: '火災' })).status, url).toBeLessThan(300);
    }
    expect((await admin.post('/own/elevation')).status).toBe(400);
    const until = new Date(test.clock.now().getTime() + 15 * 60_000).toISOString();
    expect((await admin.post('/own/elevation', { reason: '異動の処理' })).body).toEqual({ until });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'rights-elevated',
      actor: { type: 'person', id: admin.id },
      details: { roles: ['rights-admin'], until },
    });
    later(14);
    expect((await admin.get('/role-assignments')).status).toBe(200);
    later(1);
    expect((await admin.get('/role-assignments')).status).toBe(403);
    expect((await decide(general.token, null)).status).toBe(201);
    expect((await admin.get('/role-assignments')).status).toBe(200);
  });
});
