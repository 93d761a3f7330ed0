import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsole } from '../../support/a-console.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let admin: Officer;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  admin = await anOfficer(test, [{ role: 'system-admin' }]);
});
afterAll(() => test.close());

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  test.ask(headers.token, { method: 'POST', url: `/api/v1${url}`, payload, headers });
const which = async (cookie: string) =>
  (await test.ask(undefined, { url: '/api/v1/console', headers: { cookie } })).body.console;
const kept = { shiftEnds: ['08:30'], isKeptAtNight: false };

describe('AT-101, 2.2.1.1(1)(a): a console', () => {
  it('is the one browser that typed its code, and the server knows it by a cookie that no script reads', async () => {
    const url = `/sites/${office.siteId}/consoles`;
    const body = { name: '受付1', place: '正面玄関', ...kept };
    const made = await post(url, body, { token: admin.token });
    expect(made.status).toBe(201);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({ kind: 'console-registered' });
    const enrolled = await post('/console', { code: made.body.code });
    expect(enrolled.headers['set-cookie']).toMatch(
      /^sekisho-console=sk_[^;]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const [cookie = ''] = String(enrolled.headers['set-cookie']).split(';');
    expect(await which(cookie)).toEqual({
      id: made.body.id,
      site: office.siteId,
      name: '受付1',
      place: '正面玄関',
    });
    // A code counts once, and is no console by itself; a second of the same name would be taken for the first.
    expect((await post('/console', { code: made.body.code })).status).toBe(401);
    expect(await which(`sekisho-console=${made.body.code}`)).toBeNull();
    expect((await post(url, body, { token: admin.token })).status).toBe(409);
  });

  it('is not enrolled from a page of somebody else’s, nor an hour after its code was made', async () => {
    const url = `/sites/${office.siteId}/consoles`;
    const made = await post(url, { name: '受付2', place: '通用口', ...kept }, { token: admin.token });
    const from = (origin: string) => post('/console', { code: made.body.code }, { origin });
    expect((await from('https://example.com')).status).toBe(403);
    test.clock.set(new Date(test.clock.now().getTime() + 60 * 60_000));
    expect((await from('http://localhost:80')).status).toBe(401);
  });

  it('AT-110, 2.2.1.1(1)(d): is another browser from the next code on, and none once it is retired', async () => {
    const { id, cookie } = await aConsole(test, admin.token, office.siteId);
    const url = `/sites/${office.siteId}/consoles/${id}`;
    const renewed = await post(`${url}/code`, { reason: '入替え' }, { token: admin.token });
    expect(await which(cookie)).toBeNull();
    const [next = ''] = String(
      (await post('/console', { code: renewed.body.code })).headers['set-cookie'],
    ).split(';');
    expect(await which(next)).toMatchObject({ id });
    const changed = await post(`${url}/shifts`, { ...kept, reason: '一交代' }, { token: admin.token });
    expect(changed.status).toBe(200);
    const list = () => test.ask(admin.token, { url: `/api/v1/sites/${office.siteId}/consoles` });
    const ofIt = { id, ...kept, isEnrolled: true };
    expect((await list()).body.items).toContainEqual(expect.objectContaining(ofIt));
    expect((await post(`${url}/retire`, { reason: '廃止' }, { token: admin.token })).status).toBe(200);
    expect(await which(next)).toBeNull();
    expect((await list()).body.items).not.toContainEqual(expect.objectContaining({ id }));
    expect((await post(`${url}/retire`, { reason: '廃止' }, { token: admin.token })).status).toBe(404);
  });
});
