import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { alarmKinds } from '../../../src/log/entry/alarm-kinds.ts';
import { codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aGuardedOffice } from '../../support/a-guarded-office.ts';
import { entriesOf, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const morning = new Date('2026-04-06T00:00:00.000Z');
/** Each test has an office of its own, on the same morning. */
beforeEach(async () => {
  test.clock.set(morning);
  ({ office, gateway, guard } = await aGuardedOffice(test));
});

const post = (path: string, payload: object, token = guard) =>
  test.ask(token, { method: 'POST', url: `/api/v1/sites/${office.siteId}/${path}`, payload });
const standing = async () =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/conditions` })).body.items;
const reason = '避難訓練';

describe('an emergency', () => {
  it('begins and ends by one entry each, and shows who, when and why', async () => {
    expect(await standing()).toEqual([]);
    const begun = await post('emergencies', { reason });
    expect(begun.status).toBe(201);
    expect(await standing()).toMatchObject([
      {
        condition: 'emergency',
        zone: null,
        seq: begun.body.seq,
        reason,
        begunBy: { type: 'machine', id: 'guards' },
      },
    ]);
    const ended = await post('emergencies/end', { reason });
    expect(ended).toMatchObject({ status: 200, body: { seq: begun.body.seq + 1 } });
    expect(await standing()).toEqual([]);
    const kinds = (await entriesOf(test.pool, office.siteId)).slice(-2).map(({ kind }) => kind);
    expect(kinds).toEqual(['emergency-begun', 'emergency-ended']);
  });

  it('that is on does not begin again, and one that is off does not end: 409, nothing recorded', async () => {
    expect((await post('emergencies/end', { reason })).status).toBe(409);
    const both = await Promise.all([post('emergencies', { reason }), post('emergencies', { reason })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const entries = await entriesOf(test.pool, office.siteId);
    expect(entries.filter(({ kind }) => kind === 'emergency-begun')).toHaveLength(1);
  });

  it('needs a reason, a right and a site', async () => {
    expect((await post('emergencies', {})).status).toBe(400);
    expect((await post('emergencies', { reason: '' })).status).toBe(400);
    expect(await post('emergencies', { reason: ' \u3000' })).toMatchObject({
      status: 400,
      body: { errors: [{ at: '/reason', message: '空白だけの記入はできません' }] },
    });
    expect((await post('emergencies', { reason: '避難\u202e' })).status).toBe(400);
    expect((await post('emergencies', { reason: '\ud800' })).status).toBe(400);
    expect((await post('emergencies', { reason, zone: 'hall' })).status).toBe(400);
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    expect((await post('emergencies', { reason }, auditor)).status).toBe(403);
    const everywhere = await aMachine(test, 'roaming', [{ role: 'guard' }]);
    const url = `/api/v1/sites/${newId<'site'>()}/emergencies`;
    expect((await test.ask(everywhere, { method: 'POST', url, payload: { reason } })).status).toBe(404);
  });
});

describe('a lockdown', () => {
  it('of a zone refuses the very next read into it, and no longer once it has ended', async () => {
    const [someone] = office.persons;
    const read = async () =>
      (await gateway.post(gateway.read(someone?.number ?? '', 'street-hall-to-hall'))).body.results[0];
    expect((await post('lockdowns', { zone: 'hall', reason })).status).toBe(201);
    const refused = await read();
    expect(refused.verdict).toBe('deny');
    expect(codesOf(refused)).toContain('lockdown');
    expect((await post('lockdowns/end', { zone: 'hall', reason })).status).toBe(200);
    expect((await read()).verdict).toBe('grant');
  });

  it('of the site and of a zone are two, each ends by itself', async () => {
    await post('lockdowns', { reason });
    await post('lockdowns', { zone: 'server', reason });
    expect((await post('lockdowns', { zone: null, reason })).status).toBe(409);
    expect((await standing()).map(({ zone }: { zone: string | null }) => zone)).toEqual([null, 'server']);
    await post('lockdowns/end', { reason });
    expect((await standing()).map(({ zone }: { zone: string | null }) => zone)).toEqual(['server']);
  });

  it('of a zone that is not in the plan is 422', async () => {
    expect(await post('lockdowns', { zone: 'cellar', reason })).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/zone' }] },
    });
  });
});

describe('alarms', () => {
  const list = (query = '', token = guard) =>
    test.ask(token, { url: `/api/v1/sites/${office.siteId}/alarms${query}` });

  it('are listed the newest first, by state and by whether they last', async () => {
    expect((await list()).body).toEqual({ items: [], next: null });
    await gateway.post(gateway.event('door-forced', { door: 'hall-office' }));
    await gateway.post(gateway.event('door-forced', { door: 'office-server' }));
    const { body } = await list('?active=true&state=raised');
    expect(body.items).toMatchObject([
      { kind: 'door-forced', door: 'office-server', state: 'raised', active: true, priority: 2 },
      { kind: 'door-forced', door: 'hall-office' },
    ]);
    expect((await list('?active=false')).body.items).toEqual([]);
    const first = (await list('?limit=1')).body;
    const second = (await list(`?limit=1&after=${first.next}`)).body;
    expect([first.items[0].id, second.items[0].id]).toEqual(body.items.map(({ id }: { id: string }) => id));
    expect(second.next).toBeNull();
  });

  it('tell the guard what to do', async () => {
    await gateway.post(gateway.event('door-held', { door: 'hall-office' }));
    const [alarm] = (await list('?limit=1')).body.items;
    expect(alarm).toMatchObject({ kind: 'door-held', instruction: alarmKinds['door-held'].instruction });
  });

  it('of a kind that another version raised are listed without instruction', async () => {
    await gateway.post(gateway.event('door-held', { door: 'hall-office' }));
    const { id } = (await list('?limit=1')).body.items[0];
    await asOwner(test, "update alarms set kind = 'of-tomorrow' where raised_seq = $1", [
      Number.parseInt(id, 10),
    ]);
    expect((await list('?limit=1')).body.items).toMatchObject([
      { id, kind: 'of-tomorrow', instruction: null },
    ]);
  });

  it('of other zones are not shown to a zone officer', async () => {
    await gateway.post(gateway.event('door-forced', { door: 'street-hall' }));
    await gateway.post(gateway.event('door-forced', { door: 'office-server' }));
    const officer = await aMachine(test, 'officer', [
      { role: 'zone-officer', siteId: office.siteId, scope: 'server' },
    ]);
    const { body } = await list('', officer);
    expect(body.items.map(({ door }: { door: string }) => door)).toEqual(['office-server']);
  });

  it('answer bad filters with 400', async () => {
    for (const query of ['?state=open', '?active=maybe', '?after=x', '?kind=Tamper']) {
      expect((await list(query)).status).toBe(400);
    }
  });
});
