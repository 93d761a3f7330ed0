import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import {
  aSession,
  askBySession,
  cookieOf,
  enter,
  ownOrigin,
  type SignedInOfficer,
} from '../../support/a-session.ts';
import { anOffice } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { follow } from '../../support/follower.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let officer: SignedInOfficer;
let began: Date;
beforeAll(async () => {
  test = await startTestApp();
  began = test.clock.now();
  officer = await aSession(test, 'kae.r', []);
});
afterAll(() => test.close());

const onDay = (days: number) => test.clock.set(new Date(began.getTime() + days * 86_400_000));
const decide = async (maxAgeDays: number | null, history: number) => {
  const payload = { maxAgeDays, history, reason: '省の規程' };
  const url = '/api/v1/access-settings/password-rotation';
  const { token } = await anOfficer(test, [{ role: 'general-officer' }]);
  expect((await test.ask(token, { method: 'POST', url, payload })).status).toBe(201);
};
const own = 'あかるい ひるの つきを みた 07';
const others = [
  'よるの うみを わたる ふね 19',
  'はるの やまに のぼる とり 31',
  'ふゆの まちで きいた うた 58',
];
const signIn = (password: string, newPassword?: string) =>
  enter(test, { loginId: 'kae.r', password, ...(newPassword === undefined ? {} : { newPassword }) });

/** What such a session may do all the same. */
const still = [
  ...['conditions.read', 'emergency.change', 'lockdown.change', 'roll-call.mark', 'roll-call.read'],
  ...['own-password.change', 'own-session.change'],
];

describe('2.2.1.1(1)(c) a password', () => {
  it('AT-107, 2.2.1.1(1)(c): is never asked to be changed until the ministry decides so, and why stands in the setting', async () => {
    onDay(76);
    expect((await signIn(own)).body.passwordDue).toBeNull();
    const { token } = await anOfficer(test, [{ role: 'auditor' }]);
    const { body } = await test.ask(token, { url: '/api/v1/access-settings' });
    expect(body.passwordRotation).toMatchObject({ version: 0, value: { maxAgeDays: null, history: 0 } });
    expect(body.passwordRotation.reason).toContain('NIST SP 800-63B');
  });

  it('AT-107, AT-109: is due 14 days before its age, and past it signs in only with the one that takes its place', async () => {
    await decide(90, 2);
    const expiresAt = new Date(began.getTime() + 90 * 86_400_000).toISOString();
    expect((await signIn(own)).body.passwordDue).toMatchObject({ expiresAt, withinDays: 14 });
    onDay(90);
    const refused = await signIn(own);
    expect(refused.body).toMatchObject({ status: 403, type: '/problems/password-change-required' });
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect((await signIn(own, own)).status).toBe(422);
    const changed = await signIn(own, others[0]);
    expect(changed.body).toMatchObject({ person: officer.id, passwordDue: null });
    expect(cookieOf(changed)).toMatch(/^sekisho=/);
    expect((await signIn(own)).status).toBe(401);
  });

  it('AT-109, 2.2.1.1(1)(c)(イ): keeps a session that it began from every other route once it runs out, and from nothing an emergency needs', async () => {
    const { cookie } = await aSession(test, 'owari.s', []);
    onDay(180);
    const far = new Date(test.clock.now().getTime() + 60_000);
    await test.pool.query(`update sessions set idle_until = $1 where login_id = 'owari.s'`, [far]);
    await asOwner(test, `update api_tokens set expires_at = $1 where kind = 'session'`, [far]);
    const { body } = await test.ask(undefined, { url: '/openapi.json' });
    const operations = Object.entries(Object(body.paths)).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).map(([method, operation]) => ({
        method: Object(method.toUpperCase()).valueOf(),
        url: path.replaceAll(/\{\w+\}/g, () => newId<'nobody'>()),
        action: Object(operation)['x-action'],
      })),
    );
    const kept = operations.filter(({ action }) => action !== undefined && !still.includes(action));
    expect(kept.length).toBeGreaterThan(300);
    for (const { method, url } of kept) {
      const answer = await test.ask(undefined, { method, url, headers: { cookie, origin: ownOrigin } });
      expect(answer.body, `${method} ${url}`).toMatchObject({
        status: 403,
        type: '/problems/password-change-required',
      });
    }
    const asked = (url: string, payload?: object) =>
      askBySession(test, cookie, payload === undefined ? 'GET' : 'POST', url, payload);
    expect((await asked(`/sites/${newId<'nobody'>()}/conditions`)).status).toBe(404);
    const change = { current: own, next: 'なつの かぜが とおる まど 45' };
    expect((await asked('/own/password', change)).status).toBe(200);
    expect((await asked('/own/sessions')).status).toBe(200);
  });

  it('AT-109: closes the stream of a session in which it runs out', async () => {
    const { siteId } = await anOffice(test.deps);
    const { cookie } = await aSession(test, 'nagare.s', []);
    const now = test.clock.now().getTime();
    await asOwner(test, `update sign_in_passwords set set_at = $1 where login_id = 'nagare.s'`, [
      new Date(now - 90 * 86_400_000 + 60_000),
    ]);
    const base = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const open = () =>
      follow(`${base}/api/v1`.replace('http', 'ws'), siteId, { headers: { cookie, origin: base } });
    const wall = open();
    await wall.until(({ frames }) => frames.length > 0);
    test.clock.set(new Date(now + 120_000));
    await expect(wall.closed).resolves.toBe(4003);
    await expect(open().closed).rejects.toThrow('403');
  });

  it('AT-124, 2.2.1.1(1)(g)(オ): does not come again while it is among the last that the ministry keeps, and does after', async () => {
    let day = 90;
    const change = async (current: string, next: string) => {
      day += 1;
      onDay(day);
      const headers = { cookie: cookieOf(await signIn(current)), origin: 'http://localhost:80' };
      const payload = { current, next };
      return test.ask(undefined, { method: 'POST', url: '/api/v1/own/password', payload, headers });
    };
    const [first = '', second = '', third = ''] = others;
    expect((await change(first, own)).body.errors).toMatchObject([{ at: '/next' }]);
    expect((await change(first, second)).status).toBe(200);
    expect((await change(second, own)).status).toBe(422);
    expect((await change(second, third)).status).toBe(200);
    expect((await change(third, first)).status).toBe(422);
    expect((await change(third, own)).status).toBe(200);
    const kept = await test.pool.query(`select 1 from sign_in_password_history where login_id = 'kae.r'`);
    expect(kept.rows).toHaveLength(2);
  });

  it('AT-108, 2.2.1.1(1)(c)(ア): is told of by 課室, who has changed theirs and who has to, as CSV, too', async () => {
    onDay(200);
    await aSession(test, 'ato.b', []);
    onDay(276);
    await aSession(test, 'ima.c', []);
    const { token } = await anOfficer(test, [{ role: 'auditor' }]);
    const { body } = await test.ask(token, { url: '/api/v1/password-changes' });
    const told = body.items.map(({ loginId, state }: Record<string, string>) => `${loginId} ${state}`);
    const expired = ['kae.r expired', 'nagare.s expired', 'owari.s expired'];
    expect(told).toEqual(['ato.b due', 'ima.c changed', ...expired]);
    const csv = await test.ask(token, { url: '/api/v1/password-changes/csv' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(String(csv.body).split('\r\n').slice(0, 2)).toEqual([
      '\uFEFF課室,識別コード,人,状況,変えた日時,期限',
      expect.stringMatching(/^,ato\.b,[0-9a-f-]{36},期限が近い,/),
    ]);
  });
});
