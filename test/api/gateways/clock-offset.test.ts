import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  office = await anOffice(test.deps, { staff: 0 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
  test.clock.set(new Date(test.clock.now().getTime() + 86_400_000));
});

/** The time by a clock that is off by so much. */
const off = (seconds: number) => ({
  at: new Date(test.clock.now().getTime() + seconds * 1000).toISOString(),
});
const beat = (seconds: number) => gateway.event('heartbeat', off(seconds));
const read = (seconds: number, over = {}) =>
  gateway.read('99999', 'street-hall-to-hall', { ...off(seconds), ...over });

const get = async (path: string) =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/${path}` })).body.items;
const clockAlarms = async () =>
  (await get('alarms')).filter(({ kind }: { kind: string }) => kind === 'gateway-clock');
const clockEntries = async () =>
  (await entriesOf(test.pool, office.siteId)).map(({ kind }) => kind).filter((kind) => /-clock-/.test(kind));

describe('the clock of a gateway', () => {
  it('is shown as it was told last, beside when it was heard of and whether it is silent', async () => {
    const [unheard] = await get('gateways');
    expect(unheard).toEqual({
      id: 'gateway',
      name: expect.any(String),
      silentAfterMs: 90_000,
      heardAt: null,
      silent: false,
      clockOffsetMs: null,
      gaps: [],
    });
    await gateway.post(beat(-7));
    const [heard] = await get('gateways');
    expect(heard).toMatchObject({
      heardAt: test.clock.now().toISOString(),
      silent: false,
      clockOffsetMs: -7000,
    });
  });

  it.each([61, -61, 86_400, -32_400])(
    'that is off by %i s raises one alarm, over when it is back',
    async (seconds) => {
      await gateway.post(beat(60), beat(-60));
      expect(await clockAlarms()).toEqual([]);
      await gateway.post(beat(seconds));
      await gateway.post(read(seconds), beat(seconds));
      await gateway.post(beat(seconds));
      expect(await clockAlarms()).toMatchObject([{ gateway: 'gateway', active: true, times: 1 }]);
      await gateway.post(beat(60));
      expect(await clockAlarms()).toMatchObject([{ active: false, times: 1 }]);
      await gateway.post(beat(seconds));
      expect(await clockAlarms()).toMatchObject([{ active: true, times: 2 }]);
      expect(await clockEntries()).toEqual(['gateway-clock-off', 'gateway-clock-right', 'gateway-clock-off']);
      await expectAsReplayed(test.pool, office.siteId);
    },
  );

  it('is told by the event that was delayed least, of those that came together', async () => {
    await gateway.post(beat(-600), beat(-300), beat(0));
    expect(await clockEntries()).toEqual([]);
    expect(await get('gateways')).toMatchObject([{ clockOffsetMs: 0 }]);
  });

  it('is not told by what was kept: events of doors, what was done alone, a backlog, what was overtaken', async () => {
    const overtaken = beat(-600);
    await gateway.post(
      gateway.event('door-closed', { door: 'street-hall', ...off(-600) }),
      read(-600, { decided: { verdict: 'deny' } }),
    );
    await test.ask(office.tokens.get('gateway'), {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch: gateway.epoch, backlog: true, events: [beat(-600)] },
    });
    await gateway.post(overtaken);
    expect(await clockEntries()).toEqual([]);
    expect(await get('gateways')).toMatchObject([{ clockOffsetMs: null }]);
  });

  it('that could not be read is right again with the first time that is', async () => {
    await gateway.post(gateway.event('heartbeat', { at: 'noon' }));
    expect(await clockAlarms()).toMatchObject([{ active: true }]);
    await gateway.post(beat(0));
    expect(await clockAlarms()).toMatchObject([{ active: false }]);
  });

  it('raises nothing anew while it is still off, though somebody has resolved the alarm', async () => {
    const officer = await aMachine(test, 'officer', [{ role: 'security-officer' }]);
    await gateway.post(beat(120));
    const [{ id }] = await clockAlarms();
    const resolve = { outcome: 'real', note: '時計を直すよう手配した' };
    const url = `/api/v1/sites/${office.siteId}/alarms/${id}/resolve`;
    expect((await test.ask(officer, { method: 'POST', url, payload: resolve })).status).toBe(200);
    await gateway.post(beat(120));
    expect(await clockAlarms()).toMatchObject([{ id, state: 'resolved', active: true }]);
    await gateway.post(beat(0));
    await gateway.post(beat(120));
    expect(await clockAlarms()).toHaveLength(2);
  });
});
