import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostKept } from '../../../src/access/batch/answer/gateways/kept-texts.ts';
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
  office = await anOffice(test.deps, { staff: 1 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
});
afterAll(() => test.close());

const more = 200;
const nonsense = (count: number) =>
  gateway.post(...Array.from({ length: count }, () => gateway.event('nonsense')));
const entries = async (kind: string) =>
  (await entriesOf(test.pool, office.siteId)).filter((entry) => entry.kind === kind);
const count = async (table: string) =>
  (await test.pool.query(`select count(*) from ${table} where site_id = $1`, [office.siteId])).rows[0].count;
const alarmsOf = async (kind: string) =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/alarms` })).body.items.filter(
    (alarm: { kind: string }) => alarm.kind === kind,
  );

describe('a flood of what nobody can read', () => {
  it('is one alarm that counts; beyond a bound it is only counted, and counted once', async () => {
    await nonsense(mostKept / 2);
    await nonsense(mostKept / 2);
    const { results } = (await nonsense(more)).body;
    expect(results).toHaveLength(more);
    expect(results[0]).toEqual({ seq: mostKept + 1, status: 'quarantined', fault: 'unknown kind' });
    expect(await count('quarantined_events')).toBe(mostKept);
    expect(await entries('event-quarantined')).toHaveLength(mostKept);
    const leftOut = (await entries('events-left-out')).map(({ text }) => JSON.parse(text).details.count);
    expect(leftOut.reduce((sum, one) => sum + one, 0)).toBe(more);
    expect(await alarmsOf('event-quarantined')).toMatchObject([
      { gateway: 'gateway', active: true, times: mostKept + more },
    ]);
    const again = { seq: mostKept + 1, kind: 'nonsense', at: test.clock.now().toISOString() };
    expect((await gateway.post(again)).body.results[0]).toMatchObject({ status: 'duplicate' });
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('leaves out nothing about a person at a door', async () => {
    const read = gateway.event('card-read', {
      card: { format: 'wiegand-26', facility: '1', number: '10000' },
    });
    const [result] = (await gateway.post(read)).body.results;
    expect(result).toMatchObject({ status: 'quarantined', verdict: 'deny', entry: expect.any(Number) });
    expect(await count('quarantined_events')).toBe(mostKept + 1);
  });

  it('leaves out no danger, and decides what can be decided without its text', async () => {
    const [fire, grant] = (
      await gateway.post(
        gateway.event('fire-signal', { colour: 'red' }),
        gateway.read('10000', 'street-hall-to-hall', { colour: 'red' }),
      )
    ).body.results;
    expect(fire).toMatchObject({ status: 'stored', entry: expect.any(Number) });
    expect(grant).toMatchObject({ status: 'stored', verdict: 'grant' });
    expect(await alarmsOf('fire')).toHaveLength(1);
    expect(await count('quarantined_events')).toBe(mostKept + 1);
  });

  it('is of that gateway, and of that day', async () => {
    test.clock.set(new Date(test.clock.now().getTime() + 86_400_001));
    const [result] = (await nonsense(1)).body.results;
    expect(result).toMatchObject({ status: 'quarantined', entry: expect.any(Number) });
  });
});
