import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { aConsole, type ConsoleOfTest } from '../../support/a-console.ts';
import { aKeeper, type Keeper, origin } from '../../support/a-keeper.ts';
import { anOffice, entriesOf, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { rowsAsOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let admin: Officer;
let officer: Officer;
let here: ConsoleOfTest;
let guard: Keeper;
let visitor: Keeper;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  officer = await anOfficer(test, [{ role: 'rights-admin' }]);
  const { siteId, persons } = office;
  const [one, other] = persons;
  if (one === undefined || other === undefined) throw new Error('nobody');
  here = await aConsole(test, admin.token, siteId);
  guard = await aKeeper(test, one, { siteId, admin: admin.token, roles: ['guard'], pin: '274918' });
  visitor = await aKeeper(test, other, { siteId, admin: admin.token, roles: [], pin: '860275' });
});
afterAll(() => test.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}, token?: string) =>
  test.ask(token, { method: 'POST', url: `/api/v1${url}`, payload, headers });
const proposeSeal = async ({ id } = here) =>
  (await post(`/sites/${office.siteId}/consoles/${id}/seal`, { reason: '更新' }, {}, admin.token)).body.id;
const confirmSeal = (id: string, token = officer.token) =>
  post(`/sites/${office.siteId}/seal-proposals/${id}/confirm`, {}, {}, token);
const seal = async (console = here) => String((await confirmSeal(await proposeSeal(console))).body.secret);
const open = (secret: string, { loginId } = guard, { cookie } = here) =>
  post(
    '/console/sealed-sign-in',
    { loginId, secret, reason: '停電で認証できない', notice: 0 },
    { cookie, origin },
  );

describe('AT-118, 2.2.1.1(1)(f)(カ): the sealed credential of a console', () => {
  it('signs in once whoever opens it and names themselves, with an entry and an alarm at the site', async () => {
    const secret = await seal();
    const answer = await open(secret.toLowerCase().replaceAll('-', ' '));
    expect(answer.body).toMatchObject({ person: guard.id, loginId: guard.loginId });
    const ofOpening = (await entriesOf(test.pool, ministryLogId)).filter(({ kind }) =>
      ['seal-opened', 'signed-in'].includes(kind),
    );
    const texts = ofOpening.slice(-2).map(({ text }) => JSON.parse(text));
    expect(texts).toMatchObject([
      { kind: 'seal-opened', actor: { id: guard.id }, details: { console: here.id } },
      { kind: 'signed-in', details: { method: 'sealed-credential', console: here.id } },
    ]);
    const alarms = await test.ask(admin.token, { url: `/api/v1/sites/${office.siteId}/alarms` });
    expect(alarms.status).toBe(403);
    const { rows } = await test.pool.query(`select kind from alarms where state = 'raised'`);
    expect(rows).toEqual([{ kind: 'seal-opened' }]);
    expect((await open(secret)).status).toBe(401);
  });

  it('I8: is made by two, of whom neither alone learns it', async () => {
    const id = await proposeSeal();
    expect((await confirmSeal(id, admin.token)).body).toMatchObject({ type: '/problems/self-approval' });
    const { rows } = await test.pool.query('select 1 from console_seals where opened_at is null');
    expect(rows).toEqual([]);
    const { body } = await confirmSeal(id);
    expect(body).toMatchObject({ console: here.id, secret: expect.stringMatching(/^[0-9A-Z-]{64}$/) });
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'console-sealed',
      actor: { id: officer.id },
      subject: { proposer: admin.id },
    });
    expect((await confirmSeal(id)).status).toBe(409);
  });

  it('is of this console alone, of who has a role there, and dead once another takes its place', async () => {
    const there = await aConsole(test, admin.token, office.siteId, { name: '受付1' });
    const first = await seal();
    const second = await seal();
    expect((await open(first)).status).toBe(401);
    expect((await open(second, visitor)).status).toBe(401);
    expect((await open(second, guard, there)).status).toBe(401);
    expect((await open(second, guard, { id: '', cookie: '' })).status).toBe(409);
    expect((await open(second)).status).toBe(200);
  });

  it('stands nowhere but in its envelope', async () => {
    const secret = await seal();
    const plain = secret.replaceAll('-', '');
    const rows = await rowsAsOwner<{ found: boolean }>(
      test,
      `select bool_or(encode(hash, 'escape') like '%' || $1 || '%') as found from console_seals`,
      [plain],
    );
    expect(rows).toEqual([{ found: false }]);
    const { rows: texts } = await test.pool.query<{ found: number }>(
      `select count(*)::int as found from entries where text like '%' || $1 || '%' or text like '%' || $2 || '%'`,
      [plain, secret],
    );
    expect(texts).toEqual([{ found: 0 }]);
  });
});

describe('2.2.1.3(1)(a): a console without a holder at midnight', () => {
  const at = (text: string) => test.clock.set(new Date(text));
  const found = async () => {
    const { body } = await test.ask(admin.token, { url: '/api/v1/rights-findings' });
    const all: { kind: string; ref: string; at: string }[] = body.items;
    return all.filter(({ kind, ref }) => kind === 'console-unheld' && ref === here.id).map((one) => one.at);
  };
  const takeOver = () =>
    post(
      '/console/sign-in',
      { card: guard.card, pin: guard.pin, notice: 0 },
      { cookie: here.cookie, origin },
    );

  it('is found at each midnight that nobody held it over, from the record alone', async () => {
    const before = ['2026-04-06T15:00:00.000Z', '2026-04-07T15:00:00.000Z'];
    const unheld = '2026-04-09T15:00:00.000Z';
    at('2026-04-08T12:00:00Z');
    expect((await takeOver()).status).toBe(200);
    at('2026-04-08T15:00:00Z');
    expect(await found()).toEqual(before);
    // The shift was over at 08:30; nobody came, and the screen only read at the midnight after.
    at(unheld);
    expect(await found()).toEqual([...before, unheld]);
    at('2026-04-09T15:00:01Z');
    expect((await takeOver()).status).toBe(200);
    at('2026-04-11T14:59:59Z');
    // What is noted of sessions while they are used is forgotten; the record is not.
    await test.pool.query('delete from sessions');
    expect(await found()).toEqual([...before, unheld, '2026-04-10T15:00:00.000Z']);
  });

  it('is told of a period at its site', async () => {
    const ask = (query: string) =>
      test.ask(admin.token, { url: `/api/v1/sites/${office.siteId}/consoles/unheld?${query}` });
    const { body } = await ask('from=2026-04-09&until=2026-04-11');
    const ofThis = body.items.filter((one: { console: string }) => one.console === here.id);
    expect(ofThis).toEqual([{ console: here.id, name: '警備室1', at: '2026-04-09T15:00:00.000Z' }]);
    expect((await ask('from=2026-01-01&until=2026-04-10')).status).toBe(400);
  });
});
