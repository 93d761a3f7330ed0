import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { ownPassword } from '../../support/a-session.ts';
import { anApproval } from '../../support/an-approval.ts';
import { anAuthenticator, type Wrong } from '../../support/an-authenticator.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../../support/test-app.ts';

const origin = 'http://localhost';
const rpId = 'localhost';

let test: TestApp;
let office: Office;
let admin: Officer;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
});
afterAll(() => test.close());

const post = (
  url: string,
  payload: object,
  token?: string,
  headers: Record<string, string> = {},
  from = '10.0.0.5',
) => test.ask(token, { method: 'POST', url: `/api/v1${url}`, payload, headers, remoteAddress: from });
const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const cookieOf = ({ headers }: TestAnswer) => String(headers['set-cookie']).split(';')[0] ?? '';

/** Somebody with a login id, and with these roles. */
async function aPerson(loginId: string, held: Parameters<typeof anOfficer>[1] = []) {
  const person = await anOfficer(test, held);
  const application = await anApproval(test, { loginId, person: person.id });
  const { status } = await post('/sign-in-accounts', { application }, admin.token);
  expect(status).toBe(200);
  return { ...person, loginId };
}

let issued = 0;
function nextLoginId(): string {
  issued += 1;
  return `hito.${issued}`;
}

const askToRegister = async (token: string) => (await post('/own/passkeys/options', {}, token)).body;
const askToSignIn = async () => (await post('/sign-in/passkey/options', {})).body;
const enter = (response: object, notice = 0, from = '10.0.0.5') =>
  post('/sign-in/passkey', { response, notice }, undefined, { origin }, from);

/** The same with a passkey of an authenticator of their own. */
async function aHolder(loginId: string, held: Parameters<typeof anOfficer>[1] = []) {
  const person = await aPerson(loginId, held);
  const key = anAuthenticator(origin, rpId);
  const response = key.create(await askToRegister(person.token));
  const { status, body } = await post('/own/passkeys', { name: '机の鍵', response }, person.token);
  expect(status, JSON.stringify(body)).toBe(201);
  return { ...person, key, passkey: String(body.id) };
}

const refused = { status: 401, type: '/problems/unauthenticated' };

describe('AT-121, 2.2.1.1(1)(g)(ア): a passkey', () => {
  it('signs its person in alone, whatever they hold, by no login id and no password', async () => {
    const { id, key } = await aHolder('kagi.a', [{ role: 'rights-admin' }, { role: 'system-admin' }]);
    const asked = await askToSignIn();
    expect(asked).toMatchObject({ rpId, userVerification: 'required', timeout: 300_000 });
    const answer = await enter(key.get(asked));
    expect(answer.body).toMatchObject({ person: id, loginId: 'kagi.a', previous: null });
    const listed = await test.ask(undefined, {
      url: '/api/v1/own/passkeys',
      headers: { cookie: cookieOf(answer) },
    });
    expect(listed.body.items).toMatchObject([{ name: '机の鍵', usedAt: test.clock.now().toISOString() }]);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'signed-in',
      actor: { type: 'person', id },
      details: { method: 'passkey', notice: 0 },
    });
  });

  it('AT-123: respects the notice, and AT-122 tells of what was refused', async () => {
    const { key } = await aHolder('kagi.b');
    expect((await enter(key.get(await askToSignIn()), 3)).status).toBe(409);
    await enter(key.get(await askToSignIn(), { flags: 1 }));
    expect((await enter(key.get(await askToSignIn()))).body).toMatchObject({ failures: 1 });
  });

  it('is asked for once, within five minutes', async () => {
    const { key } = await aHolder('kagi.c');
    const asked = await askToSignIn();
    expect((await enter(key.get(asked))).status).toBe(200);
    expect((await enter(key.get(asked))).body).toMatchObject(refused);
    const old = await askToSignIn();
    later(5);
    expect((await enter(key.get(old))).body).toMatchObject(refused);
    const twins = await askToSignIn();
    const both = await Promise.all([enter(key.get(twins)), enter(key.get(twins))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  const stranger = anAuthenticator(origin, rpId);
  it.each<[string, (wrong: { readonly ofAnother: string }) => Wrong]>([
    ['for another challenge', () => ({ challenge: Buffer.alloc(32, 1).toString('base64url') })],
    ['at another origin', () => ({ origin: 'http://evil.example' })],
    ['for another host', () => ({ rpId: 'evil.example' })],
    ['without confirming who holds it', () => ({ flags: 1 })],
    ['with nobody present', () => ({ flags: 4 })],
    ['with another key', () => ({ signedBy: stranger.privateKey })],
    ['as another person', ({ ofAnother }) => ({ userHandle: ofAnother })],
    ['as if it were registered', () => ({ type: 'webauthn.create' })],
  ])('AT-114: signs nobody in that signed %s', async (_, wrong) => {
    const { key, id } = await aHolder(nextLoginId());
    const ofAnother = Buffer.from(admin.id).toString('base64url');
    expect(ofAnother).not.toBe(Buffer.from(id).toString('base64url'));
    expect((await enter(key.get(await askToSignIn(), wrong({ ofAnother })))).body).toMatchObject(refused);
    expect((await enter(key.get(await askToSignIn()))).status).toBe(200);
  });
});

describe('a passkey whose counter does not go on', () => {
  it('is stopped as one of two, with an alarm at every site', async () => {
    const { id, key, passkey } = await aHolder('fuku.a');
    expect((await enter(key.get(await askToSignIn(), { counter: 40 }))).status).toBe(200);
    const answer = await enter(key.get(await askToSignIn(), { counter: 40 }));
    expect(answer.body).toMatchObject(refused);
    expect(answer.body.detail).toContain('複製');
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'passkey-copied',
      subject: { person: id },
      details: { passkey, counter: 40 },
    });
    const { rows } = await test.pool.query(
      `select 1 from alarms where site_id = $1 and kind = 'passkey-copied'`,
      [office.siteId],
    );
    expect(rows).toHaveLength(1);
    expect((await enter(key.get(await askToSignIn(), { counter: 99 }))).body).toMatchObject(refused);
  });

  it('and never counts is let in each time', async () => {
    const { key } = await aHolder('fuku.b');
    await asOwner(test, `update passkeys set counter = 0 where login_id = 'fuku.b'`);
    for (let nth = 0; nth < 2; nth += 1) {
      expect((await enter(key.get(await askToSignIn(), { counter: 0 }))).status).toBe(200);
    }
  });
});

describe('AT-121: a passkey of somebody of whom a second factor is demanded', () => {
  const aPasswordOf = async (loginId: string) => {
    const { body } = await post(`/sign-in-accounts/${loginId}/reissue`, { reason: '試験' }, admin.token);
    return String(body.secret);
  };

  it('is shown beside their password, and counts once', async () => {
    const { id, loginId, key } = await aHolder('niban.a', [{ role: 'guard' }]);
    const stranger = await aHolder('niban.b', [{ role: 'guard' }]);
    const typed = { loginId, password: await aPasswordOf(loginId), newPassword: ownPassword, notice: 0 };
    const asked = await post('/sign-in', typed);
    expect(asked).toMatchObject({ status: 202, body: { factors: ['passkey'] } });
    const { challenge } = asked.body;
    const show = async (one: typeof key) => {
      const response = one.get(await askToSignIn());
      return post('/sign-in/second-factor/passkey', { challenge, response }, undefined, { origin });
    };
    expect((await show(stranger.key)).status).toBe(401);
    const entered = await show(key);
    expect(entered.body).toMatchObject({ person: id });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      details: { method: 'password', secondFactor: 'passkey' },
    });
    expect((await show(key)).status).toBe(401);
  });

  it('is not removed as the last one, whatever else is tried at the same time', async () => {
    const { token, passkey } = await aHolder('niban.c', [{ role: 'guard' }]);
    const refusal = await post(`/own/passkeys/${passkey}/remove`, {}, token);
    expect(refusal.body).toMatchObject({ status: 409, type: '/problems/conflict' });
    expect(refusal.body.detail).toContain('先に、ほかのパスキー又は認証アプリを登録してください');
    const key = anAuthenticator(origin, rpId);
    const response = key.create(await askToRegister(token));
    const { body } = await post('/own/passkeys', { name: '鞄の鍵', response }, token);
    const both = await Promise.all(
      [passkey, body.id].map((one) => post(`/own/passkeys/${one}/remove`, {}, token)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('proves who is there in a session of theirs, and in nobody else’s', async () => {
    const { key } = await aHolder('niban.d');
    const other = await aHolder('niban.e');
    const cookie = cookieOf(await enter(key.get(await askToSignIn())));
    const prove = async (one: typeof key) => {
      const response = one.get(await askToSignIn());
      return post('/own/prove/passkey', { response }, undefined, { origin, cookie });
    };
    expect((await prove(other.key)).body).toMatchObject({ errors: [{ at: '/response' }] });
    expect((await prove(key)).body).toEqual({ provedUntil: expect.any(String) });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'proved-again',
      details: { method: 'passkey' },
    });
  });
});

describe('one’s own passkeys', () => {
  it('are made for oneself, of algorithms that are listed, and found without a login id', async () => {
    const person = await aPerson('jibun.a');
    expect(await askToRegister(person.token)).toMatchObject({
      rp: { id: rpId },
      user: { id: Buffer.from(person.id).toString('base64url'), name: 'jibun.a' },
      pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
      attestation: 'none',
      excludeCredentials: [],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const without = await anOfficer(test, []);
    expect((await post('/own/passkeys/options', {}, without.token)).status).toBe(409);
  });

  it.each<[string, Wrong]>([
    ['at another origin', { origin: 'http://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without confirming who holds it', { flags: 1 + 64 }],
    ['as if it were used', { type: 'webauthn.get' }],
  ])('are not registered when made %s', async (_, wrong) => {
    const { token } = await aPerson(nextLoginId());
    const response = anAuthenticator(origin, rpId).create(await askToRegister(token), wrong);
    expect((await post('/own/passkeys', { name: 'x', response }, token)).status).toBe(422);
  });

  it('are registered by whoever asked, once, and by nobody in their place', async () => {
    const [one, other] = [await aPerson('jibun.c'), await aPerson('jibun.d')];
    const key = anAuthenticator(origin, rpId);
    const register = (response: object, token: string) =>
      post('/own/passkeys', { name: 'x', response }, token);
    expect((await register(key.create(await askToRegister(one.token)), other.token)).status).toBe(409);
    const response = key.create(await askToRegister(one.token));
    expect((await register(response, one.token)).status).toBe(201);
    expect((await register(response, one.token)).status).toBe(409);
    expect((await register(key.create(await askToRegister(other.token)), other.token)).status).toBe(409);
  });

  it('are renamed and removed by their owner alone; one that is removed signs nobody in', async () => {
    const { token, key, passkey } = await aHolder('jibun.e');
    const other = await aHolder('jibun.f');
    for (const step of ['rename', 'remove']) {
      const body = step === 'rename' ? { name: '鞄の鍵' } : {};
      expect((await post(`/own/passkeys/${passkey}/${step}`, body, other.token)).status).toBe(404);
      expect((await post(`/own/passkeys/${passkey}/${step}`, body, token)).status).toBe(200);
    }
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'passkey-removed',
      details: { passkey },
    });
    expect((await test.ask(token, { url: '/api/v1/own/passkeys' })).body.items).toEqual([]);
    expect((await enter(key.get(await askToSignIn()))).body).toMatchObject(refused);
  });

  it('AT-110: end with the account, and rest while their person is suspended', async () => {
    const { id, key } = await aHolder('jibun.g');
    await post(`/persons/${id}/suspend`, { reason: '悪用のおそれ' }, admin.token);
    expect((await enter(key.get(await askToSignIn()))).body).toMatchObject(refused);
    await post(`/persons/${id}/resume`, { reason: '晴れた' }, admin.token);
    expect((await enter(key.get(await askToSignIn()))).status).toBe(200);
    await post('/sign-in-accounts/jibun.g/end', { reason: '異動' }, admin.token);
    expect((await enter(key.get(await askToSignIn()))).body).toMatchObject(refused);
  });
});

describe('T-14, 2.2.1.1(1)(g)(ウ): whoever tries passkeys', () => {
  it('waits with their network, and not those who are at home elsewhere', async () => {
    const { key } = await aHolder('osoi.a');
    expect((await enter(key.get(await askToSignIn()))).status).toBe(200);
    const stranger = anAuthenticator(origin, rpId);
    stranger.create({ challenge: 'x', user: { id: 'x' } });
    const guess = async () => enter(stranger.get(await askToSignIn()), 0, '203.0.113.9');
    for (let nth = 0; nth < 21; nth += 1) expect((await guess()).status).toBe(401);
    const slowed = await guess();
    expect([slowed.status, slowed.headers['retry-after']]).toEqual([429, '1']);
    expect((await enter(key.get(await askToSignIn()))).status).toBe(200);
  });
});

describe('a host without a name', () => {
  it('has no passkeys: anybody may have written what a request names, and an address is no name', async () => {
    for (const host of ['sekisho.example', '127.0.0.1:3000']) {
      const { body } = await post('/sign-in/passkey/options', {}, undefined, { host });
      expect(body).toMatchObject({ status: 409 });
      expect(body.detail).toContain('PUBLIC_ORIGIN');
    }
  });
});
