import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/log/entry/parse-entry.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let officer: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

let offices = 0;
beforeEach(async () => {
  test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  offices += 1;
  office = await anOffice(test.deps, { firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
  officer = await aMachine(test, 'officers', [{ role: 'security-officer', siteId: office.siteId }]);
});

const url = (path = '') => `/api/v1/sites/${office.siteId}/alarms${path}`;
const list = async () => (await test.ask(guard, { url: url() })).body.items;
const take = (id: string, step: string, payload: object = {}, token = guard) =>
  test.ask(token, { method: 'POST', url: url(`/${id}/${step}`), payload });
const tell = (kind: string, door = 'hall-office') => gateway.post(gateway.event(kind, { door }));
const lastEntry = async () => {
  const last = (await entriesOf(test.pool, office.siteId)).at(-1);
  if (last === undefined) throw new Error('nothing was recorded');
  return parseEntry(last.text);
};

describe('an alarm', () => {
  it('of what is past tells when that was, in the list and by itself', async () => {
    // The gateway was let in two hours ago.
    test.clock.set(new Date(test.clock.now().getTime() + 7_200_000));
    const before = new Date(test.clock.now().getTime() - 3_600_000).toISOString();
    const first = gateway.event('fire-signal', { at: before });
    await gateway.post(gateway.event('exit-request', { door: 'hall-office' }));
    await gateway.post(first);
    const fire = (await list()).find(({ kind }: { kind: string }) => kind === 'fire');
    expect(fire).toMatchObject({
      at: before,
      raisedAt: test.clock.now().toISOString(),
    });
    const { body } = await test.ask(guard, { url: url(`/${fire.id}`) });
    expect(body.history).toMatchObject([{ what: 'raised', at: before }]);
  });

  it('is acknowledged, ends, and is resolved: one entry each, and the table is the replay (I9, I11)', async () => {
    await tell('door-forced');
    const [{ id }] = await list();
    const taken = await take(id, 'acknowledge', { note: '警備員を向かわせた' });
    expect(taken.status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      seq: taken.body.seq,
      kind: 'alarm-acknowledged',
      subject: { door: 'hall-office' },
      details: { alarm: id, alarmKind: 'door-forced' },
      effects: [{ type: 'alarm-step', alarm: id, step: 'acknowledge' }],
    });
    expect(await list()).toMatchObject([{ id, state: 'acknowledged', active: true, outcome: null }]);
    await tell('door-closed');
    expect(await list()).toMatchObject([{ id, state: 'acknowledged', active: false }]);
    expect((await take(id, 'resolve', { outcome: 'false' })).status).toBe(200);
    expect(await list()).toMatchObject([{ id, state: 'resolved', active: false, outcome: 'false' }]);
    await expectAsReplayed(test.pool, office.siteId);
    const { body } = await test.ask(guard, { url: url(`/${id}`) });
    const by = { type: 'machine', id: 'guards' };
    expect(body.history).toMatchObject([
      { what: 'raised', seq: Number.parseInt(id, 10), note: null },
      { what: 'acknowledged', by, note: '警備員を向かわせた' },
      { what: 'over' },
      { what: 'resolved', by, note: null },
    ]);
    const auditor = await aMachine(test, 'reader', [{ role: 'auditor' }]);
    const unnamed = await test.ask(auditor, { url: url(`/${id}`) });
    expect(unnamed.body.history[1]).toMatchObject({ by, note: null });
    expect((await test.ask(guard, { url: url('/999999.0') })).status).toBe(404);
  });

  it('counts what is the same matter until it is resolved; then the matter is a new alarm', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      await tell('door-held');
      await tell('door-closed');
    }
    await tell('door-held', 'office-server');
    const [elsewhere, alarm] = await list();
    expect([elsewhere.times, alarm.times]).toEqual([1, 3]);
    await take(alarm.id, 'resolve', { outcome: 'real' });
    await tell('door-held');
    expect(await list()).toMatchObject([
      { kind: 'door-held', state: 'raised', times: 1 },
      { id: elsewhere.id },
      { id: alarm.id, state: 'resolved', times: 3 },
    ]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('is taken once, whoever tries at the same time', async () => {
    await tell('door-forced');
    const [{ id }] = await list();
    const both = await Promise.all([take(id, 'acknowledge'), take(id, 'acknowledge', {}, officer)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await tell('door-closed');
    expect((await take(id, 'resolve', { outcome: 'real' })).status).toBe(200);
    expect((await take(id, 'resolve', { outcome: 'real' })).status).toBe(409);
    expect((await take(id, 'acknowledge')).status).toBe(409);
  });

  it('whose cause lasts is resolved by an officer with a reason alone, and stays active until told', async () => {
    await tell('door-forced');
    const [{ id }] = await list();
    expect((await take(id, 'resolve', { outcome: 'false', note: '誤報' })).status).toBe(403);
    expect(await take(id, 'resolve', { outcome: 'false' }, officer)).toMatchObject({
      status: 422,
      body: { errors: [{ at: '/note' }] },
    });
    const payload = { outcome: 'false', note: '感知器の故障' };
    expect((await take(id, 'resolve', payload, officer)).status).toBe(200);
    expect(await list()).toMatchObject([{ id, state: 'resolved', active: true }]);
    await tell('door-closed');
    expect(await list()).toMatchObject([{ id, state: 'resolved', active: false }]);
  });

  it('whose end nothing tells is over when a guard resolves it', async () => {
    await gateway.post(gateway.event('fire-signal', {}));
    const [{ id }] = await list();
    expect((await take(id, 'resolve', { outcome: 'false' })).status).toBe(200);
    expect(await list()).toMatchObject([{ id, state: 'resolved', active: false }]);
    expect(await storedState(test.pool, office.siteId)).toMatchObject({ alarms: [] });
  });

  it('of nobody’s making, of another site or of a door not seen is not there', async () => {
    await tell('door-forced', 'street-hall');
    const [{ id }] = await list();
    const own = await aMachine(test, 'own', [
      { role: 'zone-officer', siteId: office.siteId, scope: 'server' },
    ]);
    expect((await take(id, 'acknowledge', {}, own)).status).toBe(404);
    expect((await take('999999.0', 'acknowledge')).status).toBe(404);
    expect((await take('1', 'acknowledge')).status).toBe(400);
    expect((await take(id, 'resolve', { outcome: 'perhaps' })).status).toBe(400);
    expect((await take(id, 'resolve', { outcome: 'real', note: ' ' })).status).toBe(400);
    const auditor = await aMachine(test, 'auditor', [{ role: 'auditor' }]);
    expect((await take(id, 'acknowledge', {}, auditor)).status).toBe(403);
  });
});
