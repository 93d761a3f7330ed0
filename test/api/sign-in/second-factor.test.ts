import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { openSeed, sealSeed } from '../../../src/sign-in/second-factor/seal-seed.ts';
import { takeStep } from '../../../src/sign-in/second-factor/show-totp.ts';
import { cookieOf, ownOrigin, ownPassword, signInFirst } from '../../support/a-session.ts';
import { anApproval } from '../../support/an-approval.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner, rowsAsOwner } from '../../support/as-owner.ts';
import { asSystem } from '../../support/as-system.ts';
import { authenticator } from '../../support/authenticator.ts';
import { seedKeys } from '../../support/cheap-hashing.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let admin: Officer;
let office: Office;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
});
afterAll(() => test.close());

const desk = '10.0.0.5';
const elsewhere = '203.0.113.9';
const post = (url: string, payload: object, headers: Record<string, string> = {}, remoteAddress = desk) =>
  test.ask(undefined, {
    method: 'POST',
    url: `/api/v1${url}`,
    payload,
    remoteAddress,
    headers: { origin: ownOrigin, ...headers },
  });
const later = (seconds: number) => test.clock.set(new Date(test.clock.now().getTime() + seconds * 1_000));
const byPassword = (loginId: string, address = desk) =>
  post('/sign-in', { loginId, password: ownPassword, notice: 0 }, {}, address);
const finish = (challenge: string, code: string, factor = 'totp', address = desk) =>
  post('/sign-in/second-factor', { challenge, factor, code }, {}, address);
const now = (secret: string) => authenticator(secret, test.clock.now());
const statusesOf = (answers: readonly TestAnswer[]) => answers.map(({ status }) => status).toSorted();

/** Somebody with a login id and a one-time secret. */
async function anAccount(loginId: string, held: Parameters<typeof anOfficer>[1]) {
  const { id } = await anOfficer(test, held);
  const issued = await test.ask(admin.token, {
    method: 'POST',
    url: '/api/v1/sign-in-accounts',
    payload: { application: await anApproval(test, { loginId, person: id }) },
  });
  expect(issued.status, JSON.stringify(issued.body)).toBe(200);
  return { id, loginId, secret: String(issued.body.secret) };
}

/** A guard who has signed in once, with an app of theirs; the next step of their clock has begun. */
async function aGuard(loginId: string) {
  const account = await anAccount(loginId, [{ role: 'guard' }]);
  const { secret = '', cookie, answer } = await signInFirst(test, account, desk);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  later(30);
  return { ...account, secret, cookie, recoveryCodes: answer.body.recoveryCodes as readonly string[] };
}

async function challengeOf(loginId: string, address = desk): Promise<string> {
  const { status, body } = await byPassword(loginId, address);
  expect(status, JSON.stringify(body)).toBe(202);
  return body.challenge;
}

describe('AT-121, 2.2.1.1(1)(g)(ア): whoever holds a role that demands a second factor', () => {
  it('enrols one on the way to their first session, and has no session before', async () => {
    const account = await anAccount('guard.a', [{ role: 'guard' }]);
    const first = await post('/sign-in', {
      loginId: 'guard.a',
      password: account.secret,
      newPassword: ownPassword,
      notice: 0,
    });
    expect(first).toMatchObject({ status: 202, body: { factors: [] } });
    expect(first.headers['set-cookie']).toBeUndefined();
    const { challenge } = first.body;
    const { uri, secret } = (await post('/sign-in/enrolment', { challenge })).body;
    expect(uri).toMatch(/^otpauth:\/\/totp\/Sekisho:guard\.a\?.*algorithm=SHA256/);
    expect((await finish(challenge, '000000')).status).toBe(401);
    const done = await finish(challenge, now(secret));
    expect(done).toMatchObject({ status: 200, body: { person: account.id } });
    expect(new Set(done.body.recoveryCodes).size).toBe(10);
    const entered = (await entriesOf(test.pool, ministryLogId)).filter(({ kind }) => kind === 'signed-in');
    expect(JSON.parse(entered.at(-1)?.text ?? '{}')).toMatchObject({
      details: { method: 'password', secondFactor: 'totp' },
    });
    later(30);
    const next = await byPassword('guard.a');
    expect(next).toMatchObject({ status: 202, body: { factors: ['totp', 'recovery-code'] } });
    expect((await post('/sign-in/enrolment', { challenge: next.body.challenge })).status).toBe(409);
    expect(await finish(next.body.challenge, now(secret))).toMatchObject({
      status: 200,
      body: { recoveryCodes: null },
    });
  });

  it('goes on by a recovery code, each once, which the log tells', async () => {
    const { recoveryCodes, id } = await aGuard('guard.b');
    const [code = ''] = recoveryCodes;
    const typed = code.toUpperCase().replaceAll('-', '');
    expect((await finish(await challengeOf('guard.b'), typed, 'recovery-code')).status).toBe(200);
    const { rows } = await test.pool.query<{ left: number }>(
      `select (text::json -> 'details' ->> 'left')::int as left from entries
        where kind = 'recovery-code-used' and text::json -> 'subject' ->> 'person' = $1`,
      [id],
    );
    expect(rows).toEqual([{ left: 9 }]);
    expect((await finish(await challengeOf('guard.b'), code, 'recovery-code')).status).toBe(401);
  });

  it('is free of it where a role of theirs asks nothing, until they enrol one by themselves', async () => {
    const { loginId, secret } = await anAccount('host.a', []);
    const { cookie, answer } = await signInFirst(test, { loginId, secret }, desk);
    expect(answer.status).toBe(200);
    const own = (url: string, payload: object = {}) => post(url, payload, { cookie });
    const begun = (await own('/own/totp')).body;
    expect((await own('/own/totp/confirm', { code: '000000' })).body.errors).toMatchObject([{ at: '/code' }]);
    expect((await own('/own/totp/confirm', { code: now(begun.secret) })).body.recoveryCodes).toHaveLength(10);
    expect(
      (await test.ask(undefined, { url: '/api/v1/own/second-factors', headers: { cookie } })).body,
    ).toEqual({
      isDemanded: false,
      totpEnrolledAt: test.clock.now().toISOString(),
      passkeys: 0,
      recoveryCodes: 10,
    });
    expect((await byPassword('host.a')).status).toBe(202);
    expect((await own('/own/totp/remove')).status).toBe(200);
    expect((await byPassword('host.a')).status).toBe(200);
    expect((await own('/own/recovery-codes')).status).toBe(409);
  });

  it('AT-116: replaces an app, for there is one a person, which ends their other sessions, and does not remove their last', async () => {
    const { cookie, secret } = await aGuard('guard.c');
    const second = cookieOf(await finish(await challengeOf('guard.c'), now(secret)));
    const own = (url: string, payload: object = {}) => post(url, payload, { cookie: second });
    const begun = (await own('/own/totp')).body;
    expect((await own('/own/totp/confirm', { code: now(begun.secret) })).status).toBe(200);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'factor-replaced',
      details: { factor: 'totp', sessionsEnded: 1 },
    });
    const sessions = (cookies: string) =>
      test.ask(undefined, { url: '/api/v1/own/sessions', headers: { cookie: cookies } });
    expect([(await sessions(cookie)).status, (await sessions(second)).status]).toEqual([401, 200]);
    later(30);
    expect((await finish(await challengeOf('guard.c'), now(secret))).status).toBe(401);
    expect((await finish(await challengeOf('guard.c'), now(begun.secret))).status).toBe(200);
    expect((await own('/own/totp/remove')).status).toBe(409);
    expect((await own('/own/recovery-codes')).body.recoveryCodes).toHaveLength(10);
  });
});

describe('AT-114, 2.2.1.1(1)(f)(ア): a code', () => {
  it('signs in once, posted 12 times at once over two challenges', async () => {
    const { secret } = await aGuard('guard.d');
    const challenges = [await challengeOf('guard.d'), await challengeOf('guard.d')];
    const code = now(secret);
    const posts = Array.from({ length: 12 }, (_, nth) => finish(challenges[nth % 2] ?? '', code));
    const statuses = statusesOf(await Promise.all(posts));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 401, 429].includes(status))).toBe(true);
  });

  it('is taken by one of 12 who take it at the same moment', async () => {
    const { loginId } = await aGuard('guard.e');
    const rows = await rowsAsOwner<{ seed: string; last_step: number }>(
      test,
      'select seed, last_step from totp_factors where login_id = $1',
      [loginId],
    );
    const { seed = '', last_step: lastStep = 0 } = rows[0] ?? {};
    for (let step = lastStep + 1; step < lastStep + 20; step += 1) {
      const taking = Array.from({ length: 12 }, () =>
        asSystem(test.pool, ({ db }) => takeStep(db, { loginId, seed, next: seed, step })),
      );
      expect((await Promise.all(taking)).filter(Boolean)).toHaveLength(1);
    }
  });

  it('of somebody else, or whose seed was moved from another’s row, is none', async () => {
    const one = await aGuard('guard.f');
    const other = await aGuard('guard.g');
    expect((await finish(await challengeOf('guard.f'), now(other.secret))).status).toBe(401);
    await asOwner(
      test,
      `update totp_factors set seed = (select seed from totp_factors where login_id = 'guard.g') where login_id = 'guard.f'`,
    );
    for (const { secret } of [other, one]) {
      const { status, body } = await finish(await challengeOf('guard.f'), now(secret));
      expect([status, body.type]).toEqual([503, '/problems/factor-unreadable']);
    }
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'seed-unreadable',
      subject: { person: one.id },
      details: { why: 'changed' },
    });
    const raised = await test.pool.query(
      "select times from alarms where kind = 'seed-unreadable' and active",
    );
    expect(raised.rows).toEqual([{ times: 2 }]);
  });

  it('counts for its challenge, for five minutes and five tries, and no session ever had one', async () => {
    const { secret, id } = await aGuard('guard.h');
    const late = await challengeOf('guard.h');
    later(300);
    expect((await finish(late, now(secret))).status).toBe(401);
    const tried = await challengeOf('guard.h');
    for (let nth = 0; nth < 5; nth += 1) {
      expect((await finish(tried, '000000')).status).toBe(401);
      later(900);
    }
    const again = await challengeOf('guard.h');
    await test.pool.query('update sign_in_challenges set tries = 5 where login_id = $1', ['guard.h']);
    later(30);
    expect((await finish(again, now(secret))).status).toBe(401);
    later(900);
    const used = await challengeOf('guard.h');
    expect((await finish(used, now(secret))).status).toBe(200);
    later(30);
    expect((await finish(used, now(secret))).status).toBe(401);
    expect((await finish('A'.repeat(43), now(secret))).status).toBe(401);
    const stopped = await challengeOf('guard.h');
    await test.ask(admin.token, {
      method: 'POST',
      url: `/api/v1/persons/${id}/suspend`,
      payload: { reason: '悪用のおそれ' },
    });
    expect((await finish(stopped, now(secret))).status).toBe(401);
  });

  it('is of no use to a password that was changed meanwhile', async () => {
    const { secret, loginId } = await aGuard('guard.i');
    const challenge = await challengeOf(loginId);
    const reissued = { reason: '忘れたため' };
    await test.ask(admin.token, {
      method: 'POST',
      url: `/api/v1/sign-in-accounts/${loginId}/reissue`,
      payload: reissued,
    });
    expect((await finish(challenge, now(secret))).status).toBe(401);
  });
});

describe('T-14, 2.2.1.1(1)(g)(ウ): whoever has the password and guesses codes', () => {
  it('waits as whoever guesses passwords does, and showing the password again makes it no faster', async () => {
    const { secret } = await aGuard('guard.j');
    const looked: number[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      const { status, body } = await byPassword('guard.j', elsewhere);
      if (status !== 202) {
        looked.push(status);
        continue;
      }
      looked.push((await finish(body.challenge, '000000', 'totp', elsewhere)).status);
    }
    expect(looked).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
    // Their own desk is another lane.
    expect((await finish(await challengeOf('guard.j'), now(secret))).body.failures).toBe(3);
    later(60);
    expect(
      (await finish(await challengeOf('guard.j', elsewhere), now(secret), 'totp', elsewhere)).status,
    ).toBe(200);
  });
});

describe('AT-121: whoever is given a role that demands a second factor while they are signed in', () => {
  const own = (cookie: string, url: string, payload?: object) =>
    test.ask(undefined, {
      method: payload === undefined ? 'GET' : 'POST',
      url: `/api/v1${url}`,
      headers: { origin: ownOrigin, cookie },
      remoteAddress: desk,
      ...(payload === undefined ? {} : { payload }),
    });
  const giveGuard = async (id: string) => {
    const { siteId } = office;
    const made = await giveRole(test.deps, fromTerminal(), {
      holder: { type: 'person', id },
      ...{ role: 'guard', siteId },
    });
    expect(made.ok).toBe(true);
  };
  const required = { status: 403, body: { type: '/problems/second-factor-required' } };

  it('enrols one before they go on, and releases for escape before that all the same', async () => {
    const account = await anAccount('ato.a', []);
    const { cookie } = await signInFirst(test, account, desk);
    expect((await own(cookie, '/own/sessions')).status).toBe(200);
    await giveGuard(account.id);
    const site = `/sites/${office.siteId}`;
    expect(await own(cookie, '/own/sessions')).toMatchObject(required);
    expect(await own(cookie, `${site}/paper-sheets`, { on: '2026-04-06', sheets: 1 })).toMatchObject(
      required,
    );
    const free = [];
    for (const url of ['emergencies', 'emergencies/end', 'lockdowns', 'lockdowns/end'])
      free.push((await own(cookie, `${site}/${url}`, { reason: '避難' })).status);
    expect(free).toEqual([201, 200, 201, 200]);
    expect((await own(cookie, `${site}/roll-call`)).status).toBe(200);
    expect((await own(cookie, '/own/second-factors')).body).toMatchObject({ isDemanded: true });
    const { secret } = (await own(cookie, '/own/totp', {})).body;
    expect((await own(cookie, '/own/totp/confirm', { code: now(secret) })).status).toBe(200);
    expect((await own(cookie, '/own/sessions')).status).toBe(200);
  });

  it('shows the one they have, by a code that counts once and is guessed no faster', async () => {
    const account = await anAccount('ato.b', []);
    const { cookie: first } = await signInFirst(test, account, desk);
    const { secret } = (await own(first, '/own/totp', {})).body;
    await own(first, '/own/totp/confirm', { code: now(secret) });
    await test.pool.query(`update sessions set second_factor = null where login_id = 'ato.b'`);
    await giveGuard(account.id);
    later(30);
    const prove = (by: string, shown: string) => own(first, '/own/prove', { by, secret: shown });
    expect((await prove('password', ownPassword)).status).toBe(200);
    expect(await own(first, '/own/sessions')).toMatchObject(required);
    expect((await prove('totp', '000000')).body).toMatchObject({ errors: [{ at: '/secret' }] });
    expect((await prove('totp', now(secret))).status).toBe(200);
    expect((await own(first, '/own/sessions')).status).toBe(200);
    expect((await prove('totp', now(secret))).status).toBe(422);
    const { recoveryCodes } = (await own(first, '/own/recovery-codes', {})).body;
    expect((await prove('recovery-code', recoveryCodes[0])).status).toBe(200);
    expect((await prove('recovery-code', recoveryCodes[0])).status).toBe(422);
    // A right password between them forgives no guess.
    const guesses = [];
    for (let nth = 0; nth < 4; nth += 1) {
      guesses.push((await prove('totp', '000000')).status);
      await prove('password', ownPassword);
    }
    expect(guesses.slice(-1)).toEqual([429]);
  });
});

describe('AT-103, 2.2.1.1(1)(b)(ア): what is kept of a second factor', () => {
  it('is sealed, and sealed anew under the newest key with the next code', async () => {
    const { loginId, secret, recoveryCodes } = await aGuard('guard.k');
    const seedOf = async () => {
      const rows = await rowsAsOwner<{ seed: string }>(
        test,
        'select seed from totp_factors where login_id = $1',
        [loginId],
      );
      return rows[0]?.seed ?? '';
    };
    expect(await seedOf()).toMatch(/^\$aes-256-gcm\$k=2\$/);
    const { seed } = openSeed(seedKeys, loginId, await seedOf());
    const older = sealSeed({ ...seedKeys, newest: 1 }, loginId, seed);
    await asOwner(test, 'update totp_factors set seed = $1 where login_id = $2', [older, loginId]);
    expect((await finish(await challengeOf(loginId), now(secret))).status).toBe(200);
    expect(await seedOf()).toMatch(/^\$aes-256-gcm\$k=2\$/);
    const { rows } = await test.pool.query<{ found: boolean }>(
      `select coalesce(bool_or(text like '%' || $1 || '%' or text like '%' || $2 || '%'), false) as found from entries`,
      [secret, recoveryCodes[0]],
    );
    expect(rows).toEqual([{ found: false }]);
  });
});
