import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { endDueAccounts } from '../../../src/sign-in/accounts/end-due-accounts.ts';
import { countTry } from '../../../src/sign-in/throttling/count-try.ts';
import { tellFailures } from '../../../src/sign-in/throttling/tell-failures.ts';
import { askBySession, cookieOf, ownOrigin, ownPassword, signInFirst } from '../../support/a-session.ts';
import { anApproval } from '../../support/an-approval.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { rowsAsOwner } from '../../support/as-owner.ts';
import { cheapHashing } from '../../support/cheap-hashing.ts';
import { follow } from '../../support/follower.ts';
import { startTestApp, type TestAnswer, type TestApp } from '../../support/test-app.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

const origin = ownOrigin;
const own = ownPassword;
const from = { desk: '10.0.0.5', elsewhere: '203.0.113.7' };

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
  { token, ...headers }: Record<string, string> = {},
  remoteAddress = from.desk,
) => test.ask(token, { method: 'POST', url: `/api/v1${url}`, payload, headers, remoteAddress });
const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const enter = (loginId: string, password: string, more: object = {}, address = from.desk) =>
  post('/sign-in', { loginId, password, notice: 0, ...more }, { origin }, address);
const bySession = (cookie: string, url = '/own/sessions') =>
  test.ask(undefined, { url: `/api/v1${url}`, headers: { cookie } });

/** Somebody with a login id and a one-time secret. */
async function anAccount(loginId: string, held: Parameters<typeof anOfficer>[1] = []) {
  const { id } = await anOfficer(test, held);
  const application = await anApproval(test, { loginId, person: id });
  const { status, body } = await post('/sign-in-accounts', { application }, { token: admin.token });
  expect(status, JSON.stringify(body)).toBe(200);
  return { id, loginId, secret: String(body.secret) };
}

/** The same, once they have set their own password. */
async function aPerson(loginId: string, held: Parameters<typeof anOfficer>[1] = []) {
  const { id, secret } = await anAccount(loginId, held);
  const { answer, cookie } = await signInFirst(test, { loginId, secret }, from.desk);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { id, loginId, cookie };
}

describe('METI 19(4), AT-129: a login id that its person needs no more', () => {
  it('is found by whoever administers once they report it, and ends at that moment by itself', async () => {
    const { secret } = await anAccount('idou.a');
    const cookie = cookieOf(await enter('idou.a', secret, { newPassword: own }));
    const report = (endsAt: string | null) =>
      askBySession(test, cookie, 'POST', '/own/account-end', { endsAt, reason: '異動' });
    const found = async () => {
      const { body } = await test.ask(admin.token, { url: '/api/v1/rights-findings' });
      return body.items.filter(({ ref }: { ref: string }) => ref === 'idou.a');
    };
    const endsAt = new Date(test.clock.now().getTime() + 30 * 60_000).toISOString();
    expect((await report(test.clock.now().toISOString())).body).toMatchObject({
      errors: [{ at: '/endsAt' }],
    });
    expect((await report(endsAt)).status).toBe(200);
    expect((await report(null)).status).toBe(200);
    expect(await found()).toEqual([]);
    await report(endsAt);
    expect(await found()).toMatchObject([{ kind: 'account-leaving', at: endsAt }]);
    later(29);
    await endDueAccounts(test.deps);
    expect((await askBySession(test, cookie, 'GET', '/own/sessions')).status).toBe(200);
    later(1);
    await endDueAccounts(test.deps);
    expect((await askBySession(test, cookie, 'GET', '/own/sessions')).status).toBe(401);
    expect((await enter('idou.a', own)).status).toBe(401);
    expect(await found()).toEqual([]);
  });
});

describe('AT-116, 2.2.1.1(1)(f)(ウ): the sessions of one person', () => {
  it('are five at most: with the sixth the oldest ends', async () => {
    const { secret } = await anAccount('ookute.f');
    const cookies = [cookieOf(await enter('ookute.f', secret, { newPassword: own }))];
    for (let nth = 1; nth < 6; nth += 1) {
      later(1);
      cookies.push(cookieOf(await enter('ookute.f', own)));
    }
    const statuses = [];
    for (const cookie of cookies)
      statuses.push((await askBySession(test, cookie, 'GET', '/own/sessions')).status);
    expect(statuses).toEqual([401, 200, 200, 200, 200, 200]);
  });
});

describe('AT-105, 2.2.1.1(1)(b)(ウ): a connection that nothing encrypts', () => {
  /** What is told to whoever comes to enter a password, and to whoever entered one. */
  async function toldOver({ app }: Pick<TestApp, 'app'>, loginId: string) {
    const before = await app.inject({ url: '/api/v1/sign-in/notice' });
    const payload = { loginId, password: own, notice: 0 };
    const headers = { origin };
    const after = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload, headers });
    expect([before.statusCode, after.statusCode]).toEqual([200, 200]);
    return [before.json().warning, after.json().warning];
  }

  it('is told as such where a password is entered and set, and no other is', async () => {
    await aPerson('inoue.a');
    const says = 'この接続は暗号化されていません。この機械の中だけで使ってください。';
    expect(await toldOver(test, 'inoue.a')).toEqual([says, says]);
    const { pool, batchPool, deps } = test;
    const overTls = await buildWatchedApp({ ...deps, pool, batchPool, hashing: cheapHashing, secure: true });
    expect(await toldOver({ app: overTls }, 'inoue.a')).toEqual([null, null]);
    await overTls.close();
  });
});

describe('AT-309, 2.2.1.3(2)(c)(ウ): a secret that an officer hands over', () => {
  it('signs in once, to set one’s own, and is asked for that by name', async () => {
    const { id, secret } = await anAccount('yamada.t');
    expect((await enter('yamada.t', secret)).body).toMatchObject({
      type: '/problems/password-change-required',
      status: 403,
    });
    const answer = await enter('ＹＡＭＡＤＡ.T ', secret, { newPassword: own });
    expect(answer.body).toMatchObject({ person: id, loginId: 'yamada.t', previous: null, encrypted: false });
    expect(answer.body.warning).toContain('暗号化されていません');
    expect((await enter('yamada.t', secret, { newPassword: own })).status).toBe(401);
    expect((await enter('yamada.t', own)).status).toBe(200);
  });

  it('expires after 24 hours, and is issued again', async () => {
    const { secret } = await anAccount('sato.h');
    later(24 * 60);
    expect((await enter('sato.h', secret, { newPassword: own })).body).toMatchObject({ status: 403 });
    const again = await post(
      '/sign-in-accounts/sato.h/reissue',
      { reason: '期限切れ' },
      { token: admin.token },
    );
    expect((await enter('sato.h', again.body.secret, { newPassword: own })).status).toBe(200);
  });
});

describe('AT-103, 2.2.1.1(1)(b)(ア): what is kept of a password', () => {
  it('is neither it nor anything that verifies it without the pepper, and no entry has it', async () => {
    await aPerson('mori.k');
    const rows = await rowsAsOwner<{ verifier: string }>(
      test,
      `select verifier from sign_in_passwords where login_id = 'mori.k'`,
    );
    expect(rows[0]?.verifier).toMatch(/^\$pbkdf2-sha512\$i=10,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    const { rows: texts } = await test.pool.query<{ found: boolean }>(
      `select coalesce(bool_or(text like '%' || $1 || '%' or text like '%10.0.0.5%'), false) as found from entries`,
      [own],
    );
    expect(texts).toEqual([{ found: false }]);
  });
});

describe('a session', () => {
  it('counts in its cookie alone, and a token in `Authorization` alone', async () => {
    const { cookie } = await aPerson('abe.y');
    const secret = cookie.slice(cookie.indexOf('=') + 1);
    expect((await test.ask(secret, { url: '/api/v1/own/sessions' })).status).toBe(401);
    expect((await bySession(`sekisho=${admin.token}`)).status).toBe(401);
    expect((await bySession('sekisho=x')).status).toBe(401);
    expect((await bySession(cookie)).body.items).toMatchObject([{ isThis: true, network: from.desk }]);
  });

  it('is read by no script, sent by no other site, and over TLS tied to the host', async () => {
    const { secret } = await anAccount('goto.s');
    const answer = await enter('goto.s', secret, { newPassword: own });
    expect(answer.headers['set-cookie']).toMatch(
      /^sekisho=sk_\w+[\w-]*; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const { pool, batchPool, deps } = test;
    const overTls = await buildWatchedApp({ ...deps, pool, batchPool, hashing: cheapHashing, secure: true });
    const payload = { loginId: 'goto.s', password: own, notice: 0 };
    const { headers, json } = await overTls.inject({ method: 'POST', url: '/api/v1/sign-in', payload });
    expect(headers['set-cookie']).toMatch(
      /^__Host-sekisho=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(json()).toMatchObject({ encrypted: true });
    await overTls.close();
  });

  it('changes nothing for a page that is not ours (CSRF), and begins from none', async () => {
    const { cookie } = await aPerson('hara.n');
    for (const headers of [
      { cookie },
      { cookie, origin: 'http://evil.example' },
      { cookie, origin: 'null' },
    ]) {
      expect((await post('/sign-out', {}, headers)).status).toBe(403);
    }
    expect((await bySession(cookie)).status).toBe(200);
    const body = { loginId: 'hara.n', password: own, notice: 0 };
    expect((await post('/sign-in', body, { origin: 'http://evil.example' })).status).toBe(403);
  });

  it('is another at every sign-in, is listed, and ended by its person at once', async () => {
    const { cookie } = await aPerson('ueda.r');
    const second = cookieOf(
      await post('/sign-in', { loginId: 'ueda.r', password: own, notice: 0 }, { cookie, origin }),
    );
    expect(second).not.toBe(cookie);
    const { items } = (await bySession(second)).body;
    expect(items).toHaveLength(2);
    const first = items.find(({ isThis }: { isThis: boolean }) => !isThis).id;
    const other = await aPerson('wada.o');
    expect((await post(`/own/sessions/${first}/end`, {}, { cookie: other.cookie, origin })).status).toBe(404);
    expect((await post(`/own/sessions/${first}/end`, {}, { cookie: second, origin })).status).toBe(200);
    expect((await bySession(cookie)).status).toBe(401);
    expect((await post('/sign-out', {}, { cookie: second, origin })).headers['set-cookie']).toContain(
      'sekisho=;',
    );
    expect((await bySession(second)).status).toBe(401);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({ kind: 'signed-out' });
  });

  it('of whoever administers is over after 15 minutes of rest, of others after an hour, and however used after 12 hours', async () => {
    const clerk = await aPerson('baba.q');
    const officer = await aPerson('chiba.w', [{ role: 'security-officer' }]);
    later(14);
    expect((await bySession(officer.cookie)).status).toBe(200);
    later(14);
    expect((await bySession(officer.cookie)).status).toBe(200);
    later(15);
    expect((await bySession(officer.cookie)).status).toBe(401);
    for (let hour = 0; hour < 12; hour += 1) {
      expect((await bySession(clerk.cookie)).status).toBe(200);
      later(56);
    }
    expect((await bySession(clerk.cookie)).status).toBe(200);
    later(20);
    expect((await bySession(clerk.cookie)).status).toBe(401);
  });

  it('AT-110: ends with the stop of its person, and closes the stream that it opened', async () => {
    const { id, cookie } = await aPerson('doi.e', [{ role: 'guard' }]);
    const base = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const page = { cookie, origin: base };
    const open = (headers: Record<string, string>) =>
      follow(`${base}/api/v1`.replace('http', 'ws'), office.siteId, { headers });
    await expect(open({ cookie }).closed).rejects.toThrow('403');
    await expect(open({ cookie, origin: 'http://evil.example' }).closed).rejects.toThrow('403');
    const wall = open(page);
    await wall.until(({ frames }) => frames.length > 0);
    await post(`/persons/${id}/suspend`, { reason: '悪用のおそれ' }, { token: admin.token });
    await expect(wall.closed).resolves.toBe(4001);
    expect((await bySession(cookie)).status).toBe(401);
  });
});

describe('AT-111, 2.2.1.1(1)(e)(ア): one’s own password', () => {
  it('is changed by the one before, ends every other session, and is none that is easily guessed', async () => {
    const { cookie } = await aPerson('eto.b');
    const second = cookieOf(await enter('eto.b', own));
    const change = (current: string, next: string) =>
      post('/own/password', { current, next }, { cookie: second, origin });
    expect((await change('wrong', 'よるの うみを わたる ふね 19')).body.errors).toMatchObject([
      { at: '/current' },
    ]);
    expect((await change(own, 'みじかい')).body.errors).toMatchObject([{ at: '/next' }]);
    expect((await change(own, 'よるの うみを わたる ふね 19')).body).toEqual({ sessionsEnded: 1 });
    expect((await bySession(cookie)).status).toBe(401);
    expect((await bySession(second)).status).toBe(200);
    expect((await enter('eto.b', own)).status).toBe(401);
  });
});

describe('T-14, 2.2.1.1(1)(g)(ウ): whoever guesses a password', () => {
  const guess = (loginId: string, times: number) =>
    Promise.all(Array.from({ length: times }, (_, n) => enter(loginId, `guess ${n}`, {}, from.elsewhere)));
  const statusesOf = (answers: readonly TestAnswer[]) => answers.map(({ status }) => status).toSorted();

  it('is told the same of an account that is nobody’s, and waits longer and longer, many at once being as many', async () => {
    await aPerson('fuji.c');
    for (const loginId of ['fuji.c', 'nobody.here', '識別コードでない']) {
      const answers = await guess(loginId, 8);
      expect(statusesOf(answers), loginId).toEqual([401, 401, 401, 429, 429, 429, 429, 429]);
      const [refused] = answers.filter(({ status }) => status === 401);
      expect(refused?.body.detail).toBe('識別コード又はパスワードが正しくありません。');
      expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('60');
    }
    later(1);
    expect(statusesOf(await guess('fuji.c', 3))).toEqual([401, 429, 429]);
    expect((await enter('fuji.c', own)).status).toBe(200);
    expect((await enter('fuji.c', own, {}, from.elsewhere)).body.status).toBe(429);
    later(4);
    expect((await enter('fuji.c', own, {}, from.elsewhere)).status).toBe(200);
  });

  it('lets as many be looked at as wait for nothing, however many try at the same moment', async () => {
    const lane = (nth: number) => ({ lane: `account elsewhere ${nth}`, loginId: null });
    for (let nth = 0; nth < 40; nth += 1) {
      const tries = Array.from({ length: 12 }, () =>
        countTry(test.pool, lane(nth), 'account', test.clock.now()),
      );
      expect((await Promise.all(tries)).filter((seconds) => seconds === 0)).toHaveLength(3);
    }
  });

  it('takes no head for each: the log has one entry an account and interval, and guards an alarm', async () => {
    const told = async (id: string) => {
      const { rows } = await test.pool.query<{ failures: number }>(
        `select (text::json -> 'details' ->> 'failures')::int as failures from entries
          where kind = 'sign-ins-failed' and site_id = $1 and text::json -> 'subject' ->> 'person' = $2 order by seq`,
        [ministryLogId, id],
      );
      return rows.map(({ failures }) => failures);
    };
    const { id } = await aPerson('gima.d');
    // A right one counts until it was looked at, and may have been told of meanwhile.
    const before = await told(id);
    await guess('gima.d', 8);
    await tellFailures(test.deps);
    later(10);
    await guess('gima.d', 8);
    await tellFailures(test.deps);
    const failures = (await told(id)).slice(before.length);
    // The service tells of them by itself, too, and may have begun between two guesses.
    expect(failures.length).toBeLessThanOrEqual(3);
    expect(failures.reduce((sum, one) => sum + one, 0)).toBe(4);
    const { rows } = await test.pool.query(
      `select 1 from alarms where site_id = $1 and kind = 'secrets-guessed'`,
      [office.siteId],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('AT-122, AT-123, 2.2.1.1(1)(g)(イ)(エ): whoever signs in', () => {
  it('was told the notice, whose version is in the entry, and is told when they did so before and what failed since', async () => {
    const { id } = await aPerson('ono.m');
    const before = test.clock.now().toISOString();
    later(5);
    await enter('ono.m', 'wrong');
    await enter('ono.m', 'wrong', {}, from.elsewhere);
    expect((await enter('ono.m', own)).body).toMatchObject({
      previous: { at: before, network: from.desk },
      failures: 2,
    });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'signed-in',
      actor: { type: 'person', id },
      details: { method: 'password', notice: 0 },
    });
    const officer = await anOfficer(test, [{ role: 'general-officer' }]);
    await post('/sign-in/notices', { words: '新しい注意' }, { token: officer.token });
    expect((await test.ask(undefined, { url: '/api/v1/sign-in/notice' })).body).toEqual({
      version: 1,
      words: '新しい注意',
      warning: 'この接続は暗号化されていません。この機械の中だけで使ってください。',
      hasProvider: false,
    });
    expect((await enter('ono.m', own)).status).toBe(409);
    expect((await enter('ono.m', own, { notice: 1 })).status).toBe(200);
  });
});
