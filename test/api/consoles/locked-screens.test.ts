import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { aConsole, type ConsoleOfTest, cookiesOf } from '../../support/a-console.ts';
import { aKeeper, type Keeper, origin } from '../../support/a-keeper.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { follow } from '../../support/follower.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let admin: Officer;
let console1: ConsoleOfTest;
let guard: Keeper;
let clerk: Keeper;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  const { siteId, persons } = office;
  console1 = await aConsole(test, admin.token, siteId);
  const [one, other] = persons;
  if (one === undefined || other === undefined) throw new Error('nobody');
  guard = await aKeeper(test, one, { siteId, admin: admin.token, roles: ['guard'], pin: '274918' });
  clerk = await aKeeper(test, other, {
    siteId,
    admin: admin.token,
    roles: ['section-officer'],
    pin: '860275',
  });
});
afterAll(() => test.close());

const ask = (method: 'GET' | 'POST', cookie: string, url: string, payload?: object) =>
  test.ask(undefined, {
    method,
    url: `/api/v1${url}`,
    headers: { cookie, origin },
    ...(payload === undefined ? {} : { payload }),
  });
const show = async ({ card, pin }: Keeper) => {
  const answer = await ask('POST', console1.cookie, '/console/sign-in', { card, pin, notice: 0 });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return String(answer.headers['set-cookie']).includes(',') ? sessionIn(answer.headers) : cookiesOf(answer);
};
/** The session alone: the console's own cookie comes beside it. */
function sessionIn(headers: Readonly<Record<string, unknown>>): string {
  const all = cookiesOf({ status: 200, body: {}, headers }).split('; ');
  return all.find((one) => one.startsWith('sekisho=')) ?? '';
}
const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const site = () => `/sites/${office.siteId}`;
const locked = { type: '/problems/session-locked', status: 409 };

describe('AT-128, METI 19(3): a locked screen', () => {
  it('refuses all but leaving, unlocking and the number of alarms, and closes its stream', async () => {
    const cookie = await show(guard);
    const base = await test.app.listen({ host: '127.0.0.1', port: 0 });
    const page = { cookie, origin: base };
    const open = () => follow(`${base}/api/v1`.replace('http', 'ws'), office.siteId, { headers: page });
    const wall = open();
    await wall.until(({ frames }) => frames.length > 0);
    expect((await ask('POST', cookie, '/own/lock')).status).toBe(200);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'screen-locked',
      subject: { person: guard.id },
    });
    await expect(wall.closed).resolves.toBe(4005);
    await expect(open().closed).rejects.toThrow('409');
    for (const url of [`${site()}/events`, `${site()}/alarms`, '/own/sessions'])
      expect((await ask('GET', cookie, url)).body, url).toMatchObject(locked);
    expect(
      (await ask('POST', cookie, `${site()}/paper-sheets`, { on: '2026-04-06', sheets: 1 })).body,
    ).toMatchObject(locked);
    expect((await ask('POST', cookie, '/own/pin', { pin: '1', password: 'x' })).body).toMatchObject(locked);
    expect((await ask('GET', cookie, `${site()}/alarms/standing`)).body).toEqual({
      standing: 0,
      unacknowledged: 0,
      priority: null,
    });
    expect((await ask('POST', cookie, '/sign-out')).status).toBe(200);
  });

  it('I6: releases, locks down and calls the roll all the same', async () => {
    const cookie = await show(guard);
    await ask('POST', cookie, '/own/lock');
    const reason = { reason: '避難' };
    for (const url of ['emergencies', 'emergencies/end', 'lockdowns', 'lockdowns/end']) {
      expect((await ask('POST', cookie, `${site()}/${url}`, reason)).status, url).toBeLessThan(300);
    }
    expect((await ask('GET', cookie, `${site()}/roll-call`)).status).toBe(200);
    expect((await ask('GET', cookie, `${site()}/conditions`)).status).toBe(200);
    expect((await ask('GET', cookie, `${site()}/events`)).status).toBe(409);
  });

  it('opens by the PIN or the password of its person, which are guessed no faster than at a sign-in', async () => {
    const cookie = await show(guard);
    const prove = (by: string, secret: string) => ask('POST', cookie, '/own/prove', { by, secret });
    await ask('POST', cookie, '/own/lock');
    expect((await prove('pin', clerk.pin)).status).toBe(422);
    expect((await prove('pin', guard.pin)).status).toBe(200);
    expect((await ask('GET', cookie, `${site()}/events`)).status).toBe(200);
    await ask('POST', cookie, '/own/lock');
    expect((await prove('password', guard.password)).status).toBe(200);
    await ask('POST', cookie, '/own/lock');
    const guesses = [];
    for (let nth = 0; nth < 5; nth += 1) guesses.push((await prove('pin', '111111')).status);
    expect(guesses).toEqual([422, 422, 422, 429, 429]);
    expect((await ask('GET', cookie, `${site()}/events`)).status).toBe(409);
    later(5);
    // Elsewhere nobody has a PIN: a session that is at no console shows a password.
    const far = await ask('POST', '', '/sign-in', {
      loginId: guard.loginId,
      password: guard.password,
      notice: 0,
    });
    expect(
      (await ask('POST', sessionIn(far.headers), '/own/prove', { by: 'pin', secret: guard.pin })).status,
    ).toBe(409);
  });

  it('locks by itself at a console, after 15 minutes of a guard’s rest and 10 of an officer’s; looking at it is no use', async () => {
    const states = async (cookie: string, minutes: readonly number[]) => {
      const found = [];
      for (const wait of minutes) {
        later(wait);
        found.push((await ask('GET', cookie, `${site()}/alarms/standing`)).status);
        found.push((await ask('GET', cookie, '/own/sessions')).status);
      }
      return found;
    };
    later(20);
    expect(await states(await show(guard), [14, 14, 15, 15])).toEqual([
      200, 200, 200, 200, 200, 409, 200, 409,
    ]);
    const officer = await show(clerk);
    later(9);
    expect((await ask('GET', officer, '/own/sessions')).status).toBe(200);
    later(10);
    expect((await ask('GET', officer, '/own/sessions')).body).toMatchObject(locked);
  });

  it('is a session’s own: a token has none', async () => {
    const answer = await test.ask(admin.token, { method: 'POST', url: '/api/v1/own/lock' });
    expect(answer.body).toMatchObject({ type: '/problems/conflict' });
  });
});
