import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { aConsole, type ConsoleOfTest, cookiesOf } from '../../support/a-console.ts';
import { aKeeper, type Keeper, origin } from '../../support/a-keeper.ts';
import { anAuthenticator } from '../../support/an-authenticator.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { rowsAsOwner } from '../../support/as-owner.ts';
import { cheapHashing } from '../../support/cheap-hashing.ts';
import { follow } from '../../support/follower.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let test: TestApp;
let office: Office;
let admin: Officer;
let post1: ConsoleOfTest;
let day: Keeper;
let night: Keeper;
let other: Keeper;
beforeAll(async () => {
  test = await startTestApp(aClock(new Date('2026-11-22T00:00:00Z')));
  office = await anOffice(test.deps, { staff: 4 });
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  post1 = await aConsole(test, admin.token, office.siteId);
  const { siteId } = office;
  const keeper = (nth: number, roles: Parameters<typeof aKeeper>[2]['roles'], pin: string) => {
    const person = office.persons[nth];
    if (person === undefined) throw new Error('nobody');
    return aKeeper(test, person, { siteId, admin: admin.token, roles, pin });
  };
  day = await keeper(0, ['guard'], '274 918'.replace(' ', ''));
  night = await keeper(1, ['guard'], '860275');
  other = await keeper(2, [], '593047');
});
afterAll(() => test.close());

const at = (text: string) => test.clock.set(new Date(text));
const request = (method: 'GET' | 'POST', cookie: string, url: string, payload?: object, app = test.app) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie, origin },
    ...(payload === undefined ? {} : { payload }),
  });
const show = (
  { card, pin }: Pick<Keeper, 'card' | 'pin'>,
  more: object = {},
  cookie = post1.cookie,
  app = test.app,
) => request('POST', cookie, '/console/sign-in', { card, pin, notice: 0, ...more }, app);
const sessionOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }) =>
  cookiesOf({ status: 200, body: {}, headers: answer.headers });
const events = (cookie: string) => request('GET', cookie, `/sites/${office.siteId}/events`);
const act = (cookie: string) =>
  request('POST', cookie, `/sites/${office.siteId}/paper-sheets`, { on: '2026-11-25', sheets: 1 });

describe('2.2.1.1(1)(g)(ア): card and PIN at a console', () => {
  it('AT-121: sign in whom the card is of, at a console and nowhere else', async () => {
    at('2026-11-22T23:20:00Z');
    const answer = await show(day);
    expect(answer.json()).toMatchObject({ person: day.id, loginId: day.loginId });
    expect((await request('GET', sessionOf(answer), '/own/sessions')).statusCode).toBe(200);
    expect((await show(day, {}, '')).json()).toMatchObject({ type: '/problems/conflict' });
    expect((await show(day, {}, `sekisho-console=${sessionOf(answer)}`)).statusCode).toBe(409);
    const spelled = { ...day.card, number: `000${day.card.number}` };
    expect((await show({ card: spelled, pin: '２７４９１８' })).statusCode).toBe(200);
  });

  it('refuse in the same words a wrong PIN, another’s card, a card of nobody and one who was given no role there', async () => {
    const wrong = [
      { card: day.card, pin: '274919' },
      { card: night.card, pin: day.pin },
      { card: { ...day.card, number: '54321' }, pin: day.pin },
      other,
    ];
    for (const shown of wrong) {
      const { code, detail } = { code: 401, ...(await show(shown)).json() };
      expect({ code, detail }).toEqual({
        code: 401,
        detail: 'この端末では、示されたものでサインインできません。',
      });
    }
  });

  it('AT-110, AT-136, METI 20(2): let nobody in by a card that is lost, suspended or expired', async () => {
    const cardOf = office.persons[1]?.cardId;
    const enter = async () => (await show(night)).statusCode;
    const step = async (word: string) => {
      const url = `/api/v1/cards/${cardOf}/${word}`;
      const answer = await test.ask(admin.token, { method: 'POST', url, payload: { reason: '置き忘れ' } });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    await step('suspend');
    expect(await enter()).toBe(401);
    await step('resume');
    expect(await enter()).toBe(200);
    await test.pool.query('update cards set expires_at = $1 where card_id = $2', [test.clock.now(), cardOf]);
    expect(await enter()).toBe(401);
    await test.pool.query('update cards set expires_at = null where card_id = $1', [cardOf]);
  });

  it('AT-112, 2.2.1.1(1)(e)(イ): go by a PIN that its owner alone set, by their password, and that nobody guesses by rule', async () => {
    const byPassword = { loginId: day.loginId, password: day.password, notice: 0 };
    const cookie = sessionOf(await request('POST', '', '/sign-in', byPassword));
    const set = (pin: string, password = day.password) =>
      request('POST', cookie, '/own/pin', { pin, password });
    expect((await set('111222')).json()).toMatchObject({ errors: [{ at: '/pin' }] });
    expect((await set(`9${day.card.number}`)).json()).toMatchObject({ errors: [{ at: '/pin' }] });
    expect((await set('581937', 'x')).json()).toMatchObject({ errors: [{ at: '/password' }] });
    const rows = await rowsAsOwner<{ verifier: string }>(test, 'select verifier from sign_in_pins');
    for (const { verifier } of rows) expect(verifier).toMatch(/^\$pbkdf2-sha512\$i=10,p=1\$/);
    const { rows: texts } = await test.pool.query(
      `select count(*)::int as found from entries where text like '%' || $1 || '%'`,
      [day.pin],
    );
    expect(texts).toEqual([{ found: 0 }]);
  });

  it('T-14: are slowed for the card that is guessed, and its owner’s password is not', async () => {
    at('2026-11-23T03:00:00Z');
    const guess = async () => (await show({ card: other.card, pin: '111111' })).statusCode;
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    expect(answers.filter((code) => code === 429).length).toBeGreaterThan(6);
    const byPassword = { loginId: other.loginId, password: other.password, notice: 0 };
    expect((await request('POST', '', '/sign-in', byPassword)).statusCode).toBe(200);
  });
});

describe('2.2.1.1(1)(f)(ウ): a shift change', () => {
  it('ends the predecessor and begins the successor in one act, at once at every instance, both in the log', async () => {
    at('2026-11-23T11:20:00Z');
    const { pool, batchPool, deps } = test;
    const second = await buildWatchedApp({ ...deps, pool, batchPool, hashing: cheapHashing });
    const before = sessionOf(await show(day));
    expect((await events(before)).statusCode).toBe(200);
    const relieved = await show(night, {}, post1.cookie, second);
    expect(relieved.statusCode).toBe(200);
    expect((await events(before)).statusCode).toBe(401);
    expect((await events(sessionOf(relieved))).statusCode).toBe(200);
    const ofSessions = (await entriesOf(test.pool, ministryLogId)).filter(({ kind }) =>
      ['signed-out', 'signed-in'].includes(kind),
    );
    const last = ofSessions.slice(-2).map(({ text }) => JSON.parse(text));
    expect(last).toMatchObject([
      { kind: 'signed-out', subject: { person: day.id }, details: { console: post1.id } },
      {
        kind: 'signed-in',
        subject: { person: night.id },
        details: { method: 'card-and-pin', console: post1.id },
      },
    ]);
    expect(last[0].recordedAt).toBe(last[1].recordedAt);
    await second.close();
  });

  it('leaves one holder, whoever of two at two instances comes first', async () => {
    const { pool, batchPool, deps } = test;
    const second = await buildWatchedApp({ ...deps, pool, batchPool, hashing: cheapHashing });
    const both = await Promise.all([show(day), show(night, {}, post1.cookie, second)]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const still = await Promise.all(both.map((answer) => events(sessionOf(answer))));
    expect(still.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 401]);
    await second.close();
  });
});

describe('reliability §3: a guard’s session at a console', () => {
  it('lasts until the shift is over, over midnight and on a holiday, and whoever comes early keeps the next', async () => {
    // 勤労感謝の日, 20:20 in Japan: the shift that ends at 20:30 is the one they wait for.
    at('2026-11-23T11:20:00Z');
    expect((await show(night)).json().shiftUntil).toBe('2026-11-23T23:30:00.000Z');
    at('2026-11-23T23:31:00Z');
    expect((await show(day)).json().shiftUntil).toBe('2026-11-24T11:30:00.000Z');
    const said = (shiftUntil: string) => show(day, { shiftUntil });
    expect((await said('2026-11-25T01:31:00Z')).json().shiftUntil).toBe('2026-11-25T01:31:00.000Z');
    expect((await said('2026-11-25T01:31:01Z')).json()).toMatchObject({ errors: [{ at: '/shiftUntil' }] });
  });

  it('goes on reading after it, and acts no more until a successor signs in', async () => {
    at('2026-11-24T11:20:00Z');
    const guard = sessionOf(await show(day, { shiftUntil: '2026-11-24T11:30:00Z' }));
    expect((await act(guard)).statusCode).toBe(201);
    at('2026-11-24T11:30:00Z');
    expect((await events(guard)).statusCode).toBe(200);
    expect((await request('POST', guard, `/sites/${office.siteId}/live-tickets`)).statusCode).toBe(201);
    expect((await act(guard)).json()).toMatchObject({ type: '/problems/shift-over', status: 409 });
    const next = sessionOf(await show(night));
    expect((await act(next)).statusCode).toBe(201);
    expect((await events(guard)).statusCode).toBe(401);
  });

  it('I6: releases, locks down and calls the roll after it all the same', async () => {
    at('2026-11-24T11:40:00Z');
    const guard = sessionOf(await show(day, { shiftUntil: '2026-11-24T11:41:00Z' }));
    at('2026-11-24T11:50:00Z');
    await neverHeldBack(guard);
  });
});

describe('2.2.1.1(1)(f)(ウ): whoever signs in at a console otherwise', () => {
  const byPassword = ({ loginId, password }: Keeper, cookie = post1.cookie) =>
    request('POST', cookie, '/sign-in', { loginId, password, notice: 0 });

  it('takes it over by a password, too, until the end of the shift, and ends the session of whoever kept it', async () => {
    at('2026-11-25T10:25:00Z');
    const before = sessionOf(await show(day));
    const entered = await byPassword(night);
    expect(entered.json()).toMatchObject({ person: night.id, shiftUntil: '2026-11-25T11:30:00.000Z' });
    expect((await events(before)).statusCode).toBe(401);
    const ofSessions = (await entriesOf(test.pool, ministryLogId)).filter(({ kind }) =>
      ['signed-out', 'signed-in'].includes(kind),
    );
    const last = ofSessions.slice(-2).map(({ text }) => JSON.parse(text));
    expect(last).toMatchObject([
      { kind: 'signed-out', subject: { person: day.id }, details: { console: post1.id } },
      {
        kind: 'signed-in',
        subject: { person: night.id },
        details: { method: 'password', console: post1.id },
      },
    ]);
    expect((await act(sessionOf(entered))).statusCode).toBe(201);
    for (const time of ['10:39', '10:53', '11:07', '11:21', '11:30']) {
      at(`2026-11-25T${time}:00Z`);
      expect((await events(sessionOf(entered))).statusCode).toBe(200);
    }
    expect((await act(sessionOf(entered))).json()).toMatchObject({ type: '/problems/shift-over' });
  });

  it('takes it over by a passkey', async () => {
    at('2026-11-25T11:31:00Z');
    const before = sessionOf(await byPassword(night));
    const own = sessionOf(await byPassword(day, ''));
    const key = anAuthenticator('http://localhost', 'localhost');
    const made = (await request('POST', own, '/own/passkeys/options', {})).json();
    await request('POST', own, '/own/passkeys', { name: '机の鍵', response: key.create(made) });
    const asked = (await request('POST', '', '/sign-in/passkey/options', {})).json();
    const shown = { response: key.get(asked), notice: 0 };
    const entered = await request('POST', post1.cookie, '/sign-in/passkey', shown);
    expect(entered.json()).toMatchObject({ person: day.id, shiftUntil: '2026-11-25T23:30:00.000Z' });
    expect((await events(before)).statusCode).toBe(401);
    expect((await events(sessionOf(entered))).statusCode).toBe(200);
  });

  it('ends nobody’s session where they were given no role there, and begins none', async () => {
    const before = sessionOf(await show(day));
    const refused = await byPassword(other);
    expect(refused.json()).toMatchObject({ type: '/problems/forbidden', status: 403 });
    expect(refused.headers['set-cookie']).toBeUndefined();
    expect((await events(before)).statusCode).toBe(200);
  });

  it('AT-116: alarms the site where they keep another console at the same time', async () => {
    const far = await aConsole(test, admin.token, office.siteId, { name: '受付9' });
    const raised = async () =>
      (await test.pool.query(`select 1 from alarms where kind = 'id-used-twice'`)).rows.length;
    await show(day);
    expect(await raised()).toBe(0);
    const twice = sessionOf(await show(day, {}, far.cookie));
    expect(await raised()).toBe(1);
    const entries = (await entriesOf(test.pool, ministryLogId)).map(({ text }) => JSON.parse(text));
    expect(entries.find(({ kind }) => kind === 'at-two-consoles')).toMatchObject({
      subject: { person: day.id },
      details: { console: far.id, other: post1.id },
    });
    await request('POST', twice, '/sign-out');
  });
});

describe('AT-110, 2.2.1.1(1)(d): a session that was begun by a card', () => {
  it('ends with the card, its stream too, and does not begin anew with it', async () => {
    at('2026-11-25T12:00:00Z');
    const cardOf = office.persons[1]?.cardId;
    const step = async (word: string) => {
      const url = `/api/v1/cards/${cardOf}/${word}`;
      expect(
        (await test.ask(admin.token, { method: 'POST', url, payload: { reason: '置き忘れ' } })).status,
      ).toBe(200);
    };
    const cookie = sessionOf(await show(night));
    const byPassword = { loginId: night.loginId, password: night.password, notice: 0 };
    const elsewhere = sessionOf(await request('POST', '', '/sign-in', byPassword));
    const base = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const wall = follow(`${base}/api/v1`.replace('http', 'ws'), office.siteId, {
      headers: { cookie, origin: base },
    });
    await wall.until(({ frames }) => frames.length > 0);
    await step('suspend');
    expect((await events(cookie)).statusCode).toBe(401);
    await expect(wall.closed).resolves.toBe(4001);
    await step('resume');
    expect((await events(cookie)).statusCode).toBe(401);
    // What a password began goes on, and is all that goes on.
    const own = (await request('GET', elsewhere, '/own/sessions')).json();
    expect(own.items).toMatchObject([{ isThis: true }]);
    expect((await events(sessionOf(await show(night)))).statusCode).toBe(200);
  });
});

/** Emergency release, lockdown and roll call go through by this session. */
async function neverHeldBack(cookie: string): Promise<void> {
  const site = `/sites/${office.siteId}`;
  const reason = { reason: '避難' };
  const acts = ['emergencies', 'emergencies/end', 'lockdowns', 'lockdowns/end'];
  const codes = [];
  for (const url of acts) codes.push((await request('POST', cookie, `${site}/${url}`, reason)).statusCode);
  codes.push((await request('GET', cookie, `${site}/roll-call`)).statusCode);
  expect(codes).toEqual([201, 200, 201, 200, 200]);
}
