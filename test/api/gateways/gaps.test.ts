import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  gateways: [
    { id: 'gateway', name: '1F' },
    { id: 'other', name: '2F', silentAfterMs: 604_800_000 },
  ],
});
const settlingMs = 300_000;

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let other: TestGateway;
let officer: Officer;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 0 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  other = aGatewayOf(test, office.tokens.get('other'));
  officer = await anOfficer(test, [{ role: 'security-officer' }]);
});

/** So much later another gateway speaks, and what fell due is settled. */
async function goOn(ms: number): Promise<void> {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
  await other.post(other.event('heartbeat'));
}

/** The gateway tells its events of these numbers, one a second, in this order. */
async function tell(...seqs: readonly number[]): Promise<void> {
  const start = test.clock.now().getTime();
  const at = (second: number) => new Date(start + 1000 * (second - seqs.length)).toISOString();
  const answer = await gateway.post(
    ...seqs.map((seq, index) => ({ ...gateway.event('heartbeat', { at: at(index) }), seq })),
  );
  expect(answer.body.results.map(({ status }: { status: string }) => status)).not.toContain('conflict');
}

const ask = (path: string, payload?: object, token = officer.token) =>
  test.ask(token, {
    url: `/api/v1/sites/${office.siteId}/${path}`,
    ...(payload === undefined ? {} : { method: 'POST', payload }),
  });
const alarmsOf = async (kind: string) =>
  (await ask('alarms')).body.items.filter((alarm: { kind: string }) => alarm.kind === kind);
const gaps = async () => (await ask('gateways')).body.items[0].gaps;
const close = (from: number, to: number, over: object = {}, token = officer.token) =>
  ask(
    'gateways/gateway/gaps/close',
    { epoch: gateway.epoch, from, to, reason: '紙の記録で確かめた', ...over },
    token,
  );
const recorded = async (kind: string) =>
  (await entriesOf(test.pool, office.siteId))
    .filter((entry) => entry.kind === kind)
    .map(({ text }) => JSON.parse(text));

describe('numbers that do not come', () => {
  it('are an alarm once they had time to, and no more when the last of them has come', async () => {
    await tell(1, 4, 6);
    await goOn(settlingMs - 1);
    expect(await alarmsOf('gateway-gap')).toEqual([]);
    await goOn(1);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ gateway: 'gateway', active: true, times: 1 }]);
    expect(await recorded('gateway-gap')).toMatchObject([
      {
        subject: { gateway: 'gateway' },
        details: {
          missing: 3,
          gaps: [
            { from: 2, to: 3 },
            { from: 5, to: 5 },
          ],
        },
      },
    ]);
    expect(await gaps()).toMatchObject([
      { epoch: gateway.epoch, from: 2, to: 3 },
      { epoch: gateway.epoch, from: 5, to: 5 },
    ]);
    await tell(5, 2);
    expect(await gaps()).toMatchObject([{ from: 3, to: 3 }]);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ active: true }]);
    await tell(3);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ active: false, times: 1 }]);
    expect(await recorded('gateway-gap-filled')).toHaveLength(1);
    expect(await gaps()).toEqual([]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('are none where they come in another order, or are read by different events', async () => {
    await tell(3, 1);
    await gateway.post({ seq: 6, kind: 'nonsense', at: test.clock.now().toISOString() });
    await gateway.post({ ...gateway.read('99999', 'street-hall-to-hall'), seq: 5 });
    await tell(4, 2);
    await goOn(settlingMs);
    expect(await alarmsOf('gateway-gap')).toEqual([]);
    expect(await recorded('gateway-gap')).toEqual([]);
  });

  it('are looked for again where a younger hole has begun meanwhile', async () => {
    await tell(1, 3);
    await goOn(settlingMs - 1000);
    await tell(5);
    await goOn(1000);
    expect(await gaps()).toMatchObject([{ from: 2, to: 2 }]);
    await goOn(settlingMs - 1000);
    expect(await gaps()).toMatchObject([
      { from: 2, to: 2 },
      { from: 4, to: 4 },
    ]);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ active: true, times: 2 }]);
  });

  it('count still, each once, when they come after all', async () => {
    await tell(1, 4);
    await goOn(settlingMs);
    await tell(2);
    const again = await gateway.post({ ...gateway.event('heartbeat'), seq: 2 });
    expect(again.body.results[0].status).not.toBe('stored');
    const first = await gateway.post({ ...gateway.event('exit-request', { door: 'street-hall' }), seq: 3 });
    expect(first.body.results[0]).toMatchObject({ status: 'stored' });
  });

  it.each([
    ['wraps', [4_294_967_294, 4_294_967_295, 1, 2]],
    ['begins anew', [500, 501, 1, 2]],
    ['leaps', [1, 2, 5_000_000]],
  ])('are none where an index %s, which is an alarm of its own', async (_, seqs) => {
    await tell(...seqs);
    await goOn(settlingMs);
    expect(await alarmsOf('gateway-gap')).toEqual([]);
    expect(await alarmsOf('gateway-numbering')).toMatchObject([
      { gateway: 'gateway', active: true, times: 1 },
    ]);
    expect(await recorded('gateway-numbering')).toMatchObject([{ details: { irregular: 'leap' } }]);
  });
});

describe('missing numbers', () => {
  beforeEach(async () => {
    await tell(1, 4, 6);
    await goOn(settlingMs);
  });

  it('are closed by a person, for a reason, in one entry; with the last the alarm is over', async () => {
    const closed = await close(2, 4);
    expect(closed.status, JSON.stringify(closed.body)).toBe(200);
    expect(await gaps()).toMatchObject([{ from: 5, to: 5 }]);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ active: true }]);
    expect((await close(5, 5)).status).toBe(200);
    expect(await alarmsOf('gateway-gap')).toMatchObject([{ active: false }]);
    expect(await recorded('gateway-gap-closed')).toMatchObject([
      { actor: { type: 'person', id: officer.id }, subject: { gateway: 'gateway' }, details: { missing: 2 } },
      { details: { from: 5, to: 5, missing: 1 } },
    ]);
    await tell(2, 3, 5);
    expect(await recorded('gateway-gap-filled')).toEqual([]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('are not closed twice, nor in part, nor where none is missing', async () => {
    expect((await close(2, 6)).status).toBe(200);
    expect((await close(2, 6)).status).toBe(409);
    await tell(10);
    expect((await close(7, 9)).status).toBe(409);
    await goOn(settlingMs);
    expect((await close(7, 8)).status).toBe(409);
    expect((await close(7, 9, { epoch: '0'.repeat(32) })).status).toBe(409);
    expect((await close(7, 9)).status).toBe(200);
  });

  it('are closed by no machine, by nobody without the right, and not without a reason', async () => {
    const machine = await aMachine(test, 'machine', [{ role: 'security-officer', siteId: office.siteId }]);
    const guard = await anOfficer(test, [{ role: 'guard', siteId: office.siteId }]);
    expect((await close(2, 3, {}, machine)).status).toBe(403);
    expect((await close(2, 3, {}, guard.token)).status).toBe(403);
    expect((await close(2, 3, { reason: ' ' })).status).toBe(400);
    expect(await recorded('gateway-gap-closed')).toEqual([]);
  });
});
