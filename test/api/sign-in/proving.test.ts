import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../../src/kernel/ids.ts';
import { aSession, askBySession, type SignedInOfficer } from '../../support/a-session.ts';
import { aSite } from '../../support/a-site.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let site: string;
let officer: SignedInOfficer;
beforeAll(async () => {
  test = await startTestApp();
  site = await aSite(test);
  officer = await aSession(test, 'kanri.t', [
    { role: 'general-officer' },
    { role: 'security-officer' },
    { role: 'rights-admin' },
    { role: 'exception-approver' },
    { role: 'guard' },
  ]);
});
afterAll(() => test.close());
/** It is used, and nothing is proved. */
beforeEach(async () => {
  later(5);
  await officer.get('/own/sessions');
  later(5);
});

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
const prove = (secret = officer.password) => officer.post('/own/prove', { by: 'password', secret });

/** Every act of reliability §3 that waits for a proof, with a body that is none: a proof is asked for before it is read. */
const asked = [
  ['rights are changed', 'POST', '/role-assignments'],
  ['a right is ended', 'POST', '/role-assignments/0198f3a0-0000-7000-8000-000000000001/end'],
  ['a login id is issued', 'POST', '/sign-in-accounts'],
  ['doors are opened for all by a plan', 'PUT', '/sites/:site/plan'],
  [
    'such a plan is confirmed',
    'POST',
    '/sites/:site/plan/proposals/0198f3a0-0000-7000-8000-000000000001/confirm',
  ],
  ['records leave', 'GET', '/sites/:site/records/passages'],
  ['all that is held of somebody leaves', 'POST', '/disclosures'],
  ['records are kept shorter', 'POST', '/retention/early-erasures'],
  [
    'an exception at class 3 is confirmed',
    'POST',
    '/sites/:site/permit-proposals/0198f3a0-0000-7000-8000-000000000001/confirm',
  ],
] as const;

describe('ASVS 7.5.3: whoever left their screen open for ten minutes', () => {
  it.each(asked)('shows who they are before %s, and a token does not', async (_, method, path) => {
    const url = path.replace(':site', site);
    const payload = method === 'GET' ? undefined : { no: 'such field' };
    const refused = await askBySession(test, officer.cookie, method, url, payload);
    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/proof-required' } });
    expect(refused.body.detail).toContain('本人であることをもう一度確かめてください');
    const byToken = { method, url: `/api/v1${url}`, ...(payload === undefined ? {} : { payload }) };
    expect((await test.ask(officer.token, byToken)).body.type).not.toBe('/problems/proof-required');
    expect((await prove()).status).toBe(200);
    const answered = await askBySession(test, officer.cookie, method, url, payload);
    expect(answered.body.type, JSON.stringify(answered.body)).not.toBe('/problems/proof-required');
  });

  it('has proved it for ten minutes, as by signing in, in an entry of its own', async () => {
    const now = test.clock.now();
    expect((await prove()).body).toEqual({ provedUntil: new Date(now.getTime() + 600_000).toISOString() });
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'proved-again',
      actor: { type: 'person', id: officer.id },
      details: { method: 'password' },
    });
    const give = () => officer.post('/role-assignments', { no: 'such field' });
    later(9);
    expect((await give()).status).toBe(400);
    later(1);
    expect((await give()).status).toBe(403);
    const signedIn = await aSession(test, 'ima.k', [{ role: 'rights-admin' }]);
    expect((await signedIn.post('/role-assignments', { no: 'such field' })).status).toBe(400);
  });

  it('releases for escape, locks down and calls the roll without being asked anything', async () => {
    const reason = '火災';
    const acts = [
      [201, '/emergencies', { reason }],
      [201, '/lockdowns', { reason }],
      [200, '/emergencies/end', { reason }],
      [200, '/lockdowns/end', { reason }],
    ] as const;
    for (const [status, url, body] of acts) {
      const answer = await officer.post(`/sites/${site}${url}`, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    }
    expect((await officer.get(`/sites/${site}/roll-call`)).status).toBe(200);
    const seen = { zone: 'hall', persons: [officer.id], visits: [] };
    expect((await officer.post(`/sites/${site}/roll-call/seen`, seen)).status).toBe(200);
  });

  it('has nothing to prove by a token, is refused a wrong password, and guesses it no faster than at a sign-in', async () => {
    const request = { method: 'POST', url: '/api/v1/own/prove' } as const;
    const payload = { by: 'password', secret: officer.password };
    expect((await test.ask(officer.token, { ...request, payload })).body.type).toBe('/problems/conflict');
    expect((await prove('ちがう')).body).toMatchObject({ status: 422, errors: [{ at: '/secret' }] });
    const tries = await Promise.all(Array.from({ length: 8 }, () => prove('ちがう')));
    expect(tries.some(({ status }) => status === 429)).toBe(true);
  });
});
