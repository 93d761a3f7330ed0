import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentAfterMs } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aBareSite, aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, entriesOf, gatewayToken, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  gateways: [
    { id: 'gateway', name: '1F' },
    { id: 'other', name: '2F' },
    { id: 'patient', name: '3F', silentAfterMs: 600_000 },
  ],
});

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let other: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 0 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  other = aGatewayOf(test, office.tokens.get('other'));
});

/** So much later another gateway speaks, and what fell due is settled. */
async function goOn(ms: number): Promise<void> {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
  await other.post(other.event('heartbeat'));
}

const recorded = async (kind: string) =>
  (await entriesOf(test.pool, office.siteId))
    .filter((entry) => entry.kind === kind)
    .map(({ text }) => JSON.parse(text))
    .filter(({ subject }) => subject.gateway !== 'other');
const silences = async () => (await recorded('gateway-silent')).length;

async function standing(): Promise<readonly string[]> {
  const { rows } = await test.pool.query(
    `select kind from alarms where site_id = $1 and active and gateway_id <> 'other'`,
    [office.siteId],
  );
  return rows.map(({ kind }) => kind);
}

describe('a gateway that is heard of', () => {
  const signs: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['a heartbeat', () => gateway.post(gateway.event('heartbeat'))],
    ['a card read', () => gateway.post(gateway.read('99999', 'street-hall-to-hall'))],
    ['a door event', () => gateway.post(gateway.event('door-closed', { door: 'street-hall' }))],
    [
      'what it did alone',
      () => gateway.post(gateway.read('99999', 'street-hall-to-hall', { decided: { verdict: 'deny' } })),
    ],
    ['something unreadable', () => gateway.post(gateway.event('nonsense'))],
    ['an event with an unreadable time', () => gateway.post(gateway.event('heartbeat', { at: 'noon' }))],
  ];

  it.each(signs)('is missed after it said nothing for so long, and no longer by: %s', async (_, speak) => {
    await gateway.post(gateway.event('heartbeat'));
    await goOn(silentAfterMs - 1);
    expect(await silences()).toBe(0);
    await goOn(1);
    expect(await silences()).toBe(1);
    expect(await standing()).toEqual(['gateway-silent']);
    await speak();
    expect(await recorded('gateway-heard')).toMatchObject([
      { actor: { type: 'machine', id: 'gateway' }, subject: { gateway: 'gateway' } },
    ]);
    expect(await standing()).not.toContain('gateway-silent');
  });

  it.each(signs)('is not missed while it says anything: %s', async (_, speak) => {
    await speak();
    await goOn(silentAfterMs - 1000);
    await speak();
    await goOn(silentAfterMs - 1000);
    expect(await silences()).toBe(0);
    await goOn(silentAfterMs);
    expect(await silences()).toBe(1);
  });

  it('is heard of by a repeat, too', async () => {
    const beat = gateway.event('heartbeat');
    await gateway.post(beat);
    await goOn(silentAfterMs);
    expect(await silences()).toBe(1);
    expect((await gateway.post(beat)).body.results[0]).toMatchObject({ status: 'duplicate' });
    expect(await recorded('gateway-heard')).toHaveLength(1);
    expect((await gateway.post(beat)).body.results[0]).toMatchObject({ status: 'duplicate' });
    expect(await recorded('gateway-heard')).toHaveLength(1);
  });

  it('is missed after the interval of its plan', async () => {
    const patient = aGatewayOf(test, office.tokens.get('patient'));
    await patient.post(patient.event('exit-request', { door: 'street-hall' }));
    await goOn(599_999);
    expect(await silences()).toBe(0);
    await goOn(1);
    expect(await silences()).toBe(1);
  });
});

describe('a gateway that a plan adds', () => {
  let ministry: Ministry;
  let siteId: string;
  let watcher: string;
  let teller: TestGateway;
  let seen: number;
  beforeAll(async () => {
    ministry = await aMinistry(test);
  });
  beforeEach(async () => {
    siteId = await aBareSite(test, ministry);
    watcher = await aMachine(test, 'watcher', [{ role: 'guard', siteId }]);
    seen = 0;
    await put([{ id: 'gateway', name: '1F' }]);
    teller = aGatewayOf(test, await gatewayToken(test.deps, siteId, 'teller'));
  });

  async function put(others: readonly object[]): Promise<void> {
    const gateways = [...others, { id: 'teller', name: '2F' }];
    const readers = ministry.plan.readers.filter(({ gateway: id }) =>
      gateways.some((one) => JSON.stringify(one).includes(`"${id}"`)),
    );
    const answer = await putPlan(
      test,
      ministry.officer.token,
      siteId,
      { ...ministry.plan, readers, gateways },
      seen,
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    seen = answer.body.seq;
  }

  const conditionsNow = async (): Promise<readonly string[]> => {
    const { body } = await test.ask(watcher, { url: `/api/v1/sites/${siteId}/conditions` });
    return body.items
      .map(({ condition, gateway: id }: Record<string, string>) => `${id} ${condition}`)
      .filter((words: string) => !words.startsWith('teller'));
  };

  /** So much later another gateway speaks, and what fell due is settled. */
  async function later(ms: number): Promise<void> {
    test.clock.set(new Date(test.clock.now().getTime() + ms));
    await teller.post(teller.event('heartbeat'));
  }

  it('is missed though nobody has ever heard of it', async () => {
    await later(silentAfterMs - 1);
    expect(await conditionsNow()).toEqual([]);
    await later(1);
    expect(await conditionsNow()).toEqual(['gateway silent']);
    await later(86_400_000);
    const ofIt = (await entriesOf(test.pool, siteId)).filter(({ text }) => /"gateway":"gateway"/.test(text));
    expect(ofIt.map(({ kind }) => kind)).toEqual(['gateway-silent', 'alarm-escalated']);
  });

  it('is missed by the interval that the plan gives it now', async () => {
    await put([{ id: 'gateway', name: '1F', silentAfterMs: 600_000 }]);
    await later(599_999);
    expect(await conditionsNow()).toEqual([]);
    await later(1);
    expect(await conditionsNow()).toEqual(['gateway silent']);
  });

  it('is missed no more, nor silent, once no plan has it', async () => {
    await later(silentAfterMs);
    await put([{ id: 'next', name: '1F' }]);
    expect(await conditionsNow()).toEqual([]);
    await later(silentAfterMs);
    expect(await conditionsNow()).toEqual(['next silent']);
    await expectAsReplayed(test.pool, siteId);
  });
});
