import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { aConsole } from '../../support/a-console.ts';
import { type AtProvider, aProvider } from '../../support/a-provider.ts';
import { ownOrigin } from '../../support/a-session.ts';
import { anApproval } from '../../support/an-approval.ts';
import { anOffice, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { authenticator } from '../../support/authenticator.ts';
import { cheapHashing, seedKeys } from '../../support/cheap-hashing.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

const home = 'http://localhost';
const back = '/api/v1/sign-in/single-sign-on/return';

let test: TestApp;
let admin: Officer;
let provider: Awaited<ReturnType<typeof aProvider>>;
let app: Awaited<ReturnType<typeof buildWatchedApp>>;
beforeAll(async () => {
  test = await startTestApp();
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  provider = await aProvider(`${home}${back}`);
  const { deps, batchPool } = test;
  app = await buildWatchedApp({
    ...deps,
    batchPool,
    hashing: cheapHashing,
    seedKeys,
    provider: provider.settings,
  });
});
afterAll(async () => {
  await provider.stop();
  await app.close();
  await test.close();
});

async function post(url: string, payload: object, token?: string, cookie?: string) {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(cookie === undefined ? {} : { cookie, origin: ownOrigin }),
  };
  const answer = await app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers });
  return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie']) };
}

const begin = (more: object = {}, cookie?: string) =>
  post('/sign-in/single-sign-on', { notice: 0, ...more }, undefined, cookie);
const pairOf = (cookie: string) => cookie.split(';')[0] ?? '';

async function comeBack({ href }: URL, cookie: string, remoteAddress = '127.0.0.1') {
  const url = href.replace(home, '');
  const answer = await app.inject({ url, headers: { cookie: pairOf(cookie) }, remoteAddress });
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  const session = cookies.find((one) => one.startsWith('sekisho=')) ?? '';
  const body = answer.statusCode === 303 ? {} : answer.json();
  const challenge = cookies.find((one) => one.startsWith('sekisho-challenge=')) ?? '';
  return { status: answer.statusCode, location: answer.headers.location, session, challenge, body };
}

/** Goes there and back; `alter` changes where the browser goes, or comes back to. */
async function signIn(
  as: AtProvider,
  alter: { readonly to?: (url: URL) => void; readonly from?: (url: URL) => void } = {},
) {
  const { body, cookie } = await begin({ returnTo: '/welcome' });
  const to = new URL(body.url);
  alter.to?.(to);
  const from = await provider.answer(to.href, as);
  alter.from?.(from);
  return { ...(await comeBack(from, cookie)), from, cookie };
}

/** Somebody with these roles, whom the provider knows by that subject. */
async function aLinked(loginId: string, subject: string, held: Parameters<typeof anOfficer>[1] = []) {
  const person = await anOfficer(test, held);
  const application = await anApproval(test, { loginId, person: person.id });
  await post('/sign-in-accounts', { application }, admin.token);
  const { status, body, cookie } = await post('/own/provider-links', { returnTo: '/own' }, person.token);
  expect(status, JSON.stringify(body)).toBe(200);
  const linked = await comeBack(await provider.answer(body.url, { subject }), cookie);
  expect(linked.status, JSON.stringify(linked.body)).toBe(303);
  return person;
}

describe('a provider that is down when the service begins', () => {
  it('is said to be away, keeps nobody else waiting, and works once it is back', async () => {
    expect((await begin()).body).toMatchObject({ type: '/problems/provider-away', status: 503 });
    expect((await app.inject({ url: '/api/v1/sign-in/notice' })).statusCode).toBe(200);
    await provider.start();
    const { body, cookie } = await begin();
    expect(new URL(body.url).origin).toBe(provider.issuer);
    expect(cookie).toMatch(/^sekisho-trip=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  });
});

describe('2.2.1.1(1)(a): whoever comes back from the provider', () => {
  it('is whom they linked from their own session, and comes back to the page of ours they went from', async () => {
    const { id, token } = await aLinked('sso.a', 'subject-a');
    const { status, location, session } = await signIn({ subject: 'subject-a' });
    expect([status, location]).toEqual([303, '/welcome']);
    expect(session).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'signed-in',
      actor: { type: 'person', id },
      details: { method: 'single-sign-on', notice: 0 },
    });
    const listed = await test.ask(token, { url: '/api/v1/own/provider-links' });
    expect(listed.body.items).toMatchObject([{ issuer: provider.issuer, usedAt: expect.any(String) }]);
  });

  it('AT-114: is nobody with another state, issuer, nonce or verifier', async () => {
    await aLinked('sso.b', 'subject-b');
    const as = { subject: 'subject-b' };
    const other = Buffer.alloc(32, 1).toString('base64url');
    const altered = {
      state: await signIn(as, { from: ({ searchParams }) => searchParams.set('state', other) }),
      iss: await signIn(as, { from: ({ searchParams }) => searchParams.set('iss', 'http://127.0.0.1:1') }),
      nonce: await signIn(as, { to: ({ searchParams }) => searchParams.set('nonce', other) }),
      verifier: await signIn(as, { to: ({ searchParams }) => searchParams.set('code_challenge', other) }),
    };
    for (const [what, { status, session, body }] of Object.entries(altered)) {
      expect([status, session], what).toEqual([401, '']);
      expect(body.detail, what).toContain('始めたサインインと合いません');
    }
    expect((await signIn(as)).status).toBe(303);
  });

  it('comes back once, within ten minutes, and by the browser that went', async () => {
    await aLinked('sso.c', 'subject-c');
    const { from, cookie, status } = await signIn({ subject: 'subject-c' });
    expect(status).toBe(303);
    expect((await comeBack(from, cookie)).status).toBe(409);
    const again = await begin();
    expect((await comeBack(from, again.cookie)).status).toBe(401);
    const stolen = await begin();
    const returned = await provider.answer(stolen.body.url, { subject: 'subject-c' });
    expect((await comeBack(returned, '')).status).toBe(409);
    test.clock.set(new Date(test.clock.now().getTime() + 10 * 60_000));
    expect((await comeBack(returned, stolen.cookie)).status).toBe(409);
  });

  it('is nobody while no one linked that subject, whatever e-mail the provider tells, and nobody’s twice', async () => {
    await aLinked('shared', 'subject-d');
    const { status, body } = await signIn({ subject: 'subject-of-nobody' });
    expect([status, body.detail]).toEqual([401, expect.stringContaining('結び付けて')]);
    const other = await anOfficer(test, []);
    const application = await anApproval(test, { loginId: 'sso.e', person: other.id });
    await post('/sign-in-accounts', { application }, admin.token);
    const going = await post('/own/provider-links', {}, other.token);
    const returned = await provider.answer(going.body.url, { subject: 'subject-d' });
    expect((await comeBack(returned, going.cookie)).status).toBe(409);
  });

  it('AT-121: shows a second factor there, or here, where a role asks for one', async () => {
    await aLinked('sso.f', 'subject-f', [{ role: 'rights-admin' }]);
    const vouched = await signIn({ subject: 'subject-f', amr: ['pwd', 'mfa'] });
    const own = (cookie: string) =>
      app.inject({ url: '/api/v1/own/sessions', headers: { cookie: pairOf(cookie) } });
    expect((await own(vouched.session)).statusCode).toBe(200);
    // The provider asked for one thing: we ask for the other, and its challenge is in no URL.
    const { status, location, session, challenge: cookie } = await signIn({ subject: 'subject-f' });
    expect([status, location, session]).toEqual([303, '/welcome', '']);
    expect(cookie).toMatch(/^sekisho-challenge=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; SameSite=Strict$/);
    const asking = { url: '/api/v1/sign-in/second-factor', headers: { cookie: pairOf(cookie) } };
    const { asked } = (await app.inject(asking)).json();
    expect(asked).toMatchObject({ factors: [] });
    const { challenge } = asked;
    const { secret } = (await post('/sign-in/enrolment', { challenge })).body;
    const code = authenticator(secret, test.clock.now());
    const entered = await post('/sign-in/second-factor', { challenge, factor: 'totp', code });
    expect(entered.body).toMatchObject({ loginId: 'sso.f', recoveryCodes: expect.any(Array) });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      details: { method: 'single-sign-on', secondFactor: 'totp' },
    });
    expect((await app.inject(asking)).json()).toEqual({ asked: null });
  });

  it('2.2.1.1(1)(f)(ウ): takes over the console they went from, and ends the session of whoever kept it', async () => {
    const { siteId } = await anOffice(test.deps, { firstNumber: 30_000 });
    const post1 = await aConsole(test, admin.token, siteId);
    await aLinked('sso.k', 'subject-k', [{ role: 'guard', siteId }]);
    const night = await aLinked('sso.l', 'subject-l', [{ role: 'guard', siteId }]);
    await aLinked('sso.m', 'subject-m');
    const takeOver = async (subject: string) => {
      const { body, cookie } = await begin({ returnTo: '/' }, post1.cookie);
      return comeBack(await provider.answer(body.url, { subject, amr: ['pwd', 'mfa'] }), cookie);
    };
    const events = async ({ session }: { readonly session: string }) => {
      const headers = { cookie: pairOf(session) };
      return (await app.inject({ url: `/api/v1/sites/${siteId}/events`, headers })).statusCode;
    };
    const before = await takeOver('subject-k');
    expect([before.status, await events(before)]).toEqual([303, 200]);
    const entered = await takeOver('subject-l');
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'signed-in',
      actor: { type: 'person', id: night.id },
      details: { method: 'single-sign-on', console: post1.id, shiftUntil: expect.any(String) },
    });
    expect([await events(before), await events(entered)]).toEqual([401, 200]);
    const refused = await takeOver('subject-m');
    expect([refused.status, refused.session]).toEqual([403, '']);
    expect(await events(entered)).toBe(200);
  });

  it('AT-310: is not let in where they only administer and come from elsewhere, with an alarm', async () => {
    await aLinked('sso.n', 'subject-n', [{ role: 'system-admin' }]);
    const { body, cookie } = await begin();
    const returned = await provider.answer(body.url, { subject: 'subject-n', amr: ['pwd', 'mfa'] });
    const refused = await comeBack(returned, cookie, '203.0.113.5');
    expect([refused.status, refused.session]).toEqual([403, '']);
    expect(refused.body.detail).toContain('端末');
    const told = () => test.pool.query("select from entries where kind = 'admin-elsewhere'");
    await expect.poll(async () => (await told()).rowCount).toBeGreaterThan(0);
    expect((await signIn({ subject: 'subject-n', amr: ['pwd', 'mfa'] })).status).toBe(303);
  });

  it('reads in a page why they are refused, and where the way in is', async () => {
    const { body, cookie } = await begin();
    const returned = await provider.answer(body.url, { subject: 'subject-of-<nobody>' });
    const headers = { cookie: pairOf(cookie), accept: 'text/html,application/xhtml+xml' };
    const answer = await app.inject({ url: returned.href.replace(home, ''), headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).toContain('提供元のこの利用者では、サインインできません');
    expect(answer.body).toContain('<a href="/">');
  });

  it('AT-110: is nobody once they unlinked it, or their account is ended', async () => {
    const { token } = await aLinked('sso.g', 'subject-g');
    const { items } = (await test.ask(token, { url: '/api/v1/own/provider-links' })).body;
    expect((await post(`/own/provider-links/${items[0].id}/remove`, {}, admin.token)).status).toBe(404);
    expect((await post(`/own/provider-links/${items[0].id}/remove`, {}, token)).status).toBe(200);
    expect((await signIn({ subject: 'subject-g' })).status).toBe(401);
    await aLinked('sso.h', 'subject-h');
    await post('/sign-in-accounts/sso.h/end', { reason: '異動' }, admin.token);
    expect((await signIn({ subject: 'subject-h' })).status).toBe(401);
  });

  it('AT-123: was told the notice, and is sent to no page but ours', async () => {
    expect((await begin({ notice: 7 })).status).toBe(409);
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'welcome']) {
      expect((await begin({ returnTo })).status, returnTo).toBe(422);
    }
  });
});

describe('a service without a provider', () => {
  it('says so', async () => {
    const asked = { method: 'POST', url: '/api/v1/sign-in/single-sign-on', payload: { notice: 0 } } as const;
    expect((await test.ask(undefined, asked)).status).toBe(409);
  });
});
