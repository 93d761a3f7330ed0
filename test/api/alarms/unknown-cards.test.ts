import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmSetting } from '../../../src/zones/plan/alarm-setting.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, entriesOf } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  guard = await aMachine(test, 'guards', [{ role: 'guard' }]);
});
afterAll(() => test.close());

let offices = 0;
async function aHouse(alarms: AlarmSetting[] = []) {
  offices += 1;
  const { siteId, tokens } = await anOffice(test.deps, {
    plan: aPlan({ alarms }),
    firstNumber: 10_000 * offices,
    staff: 1,
  });
  const gateway = aGatewayOf(test, tokens.get('gateway'));
  let number = 90_000;
  const unknown = (reader: string, over: object = {}) => {
    number += 1;
    return gateway.read(String(number), reader, { ...over });
  };
  return { siteId, gateway, unknown };
}

const later = (minutes: number) => test.clock.set(new Date(test.clock.now().getTime() + minutes * 60_000));
async function seriesAt(siteId: string) {
  const { body } = await test.ask(guard, { url: `/api/v1/sites/${siteId}/alarms?kind=unknown-cards` });
  return body.items.map(({ door, times, state }: Record<string, unknown>) => [door, times, state]);
}
async function read(gateway: TestGateway, times: number, event: () => ReturnType<TestGateway['read']>) {
  for (let nth = 0; nth < times; nth += 1) await gateway.post(event());
}

const server = 'office-server-to-server';
const other = 'hall-office-to-office';

describe('one unknown card after the other at a reader', () => {
  it('is one alarm from the fifth within ten minutes on, which counts the others', async () => {
    const { siteId, gateway, unknown } = await aHouse();
    await read(gateway, 4, () => unknown(server));
    await read(gateway, 1, () => unknown(other));
    expect(await seriesAt(siteId)).toEqual([]);
    await read(gateway, 1, () => unknown(server));
    expect(await seriesAt(siteId)).toEqual([['office-server', 1, 'raised']]);
    await gateway.post(unknown(server), unknown(server), unknown(server));
    expect(await seriesAt(siteId)).toEqual([['office-server', 4, 'raised']]);
    await expectAsReplayed(test.pool, siteId);
  });

  it('is a series within one post, and over two', async () => {
    const { siteId, gateway, unknown } = await aHouse();
    await gateway.post(...Array.from({ length: 3 }, () => unknown(server)));
    expect(await seriesAt(siteId)).toEqual([]);
    await gateway.post(...Array.from({ length: 3 }, () => unknown(server)));
    expect(await seriesAt(siteId)).toEqual([['office-server', 2, 'raised']]);
  });

  it('is none where they are far between, are told afterwards, or come again by a repeated post', async () => {
    const { siteId, gateway, unknown } = await aHouse();
    await read(gateway, 4, () => unknown(server));
    later(10);
    await read(gateway, 3, () => unknown(server));
    const late = { decided: { verdict: 'deny' } };
    await gateway.post(...Array.from({ length: 9 }, () => unknown(server, late)));
    const same = unknown(server);
    for (let nth = 0; nth < 5; nth += 1) await gateway.post(same);
    expect(await seriesAt(siteId)).toEqual([]);
    await gateway.post(unknown(server));
    expect(await seriesAt(siteId)).toHaveLength(1);
  });

  it('is what the site says it is, or no alarm at all', async () => {
    const two = await aHouse([{ id: 'unknown-cards', series: { reads: 2, withinMinutes: 1 } }]);
    await two.gateway.post(two.unknown(server));
    later(1);
    await two.gateway.post(two.unknown(server));
    expect(await seriesAt(two.siteId)).toEqual([]);
    await two.gateway.post(two.unknown(server));
    expect(await seriesAt(two.siteId)).toEqual([['office-server', 1, 'raised']]);

    const none = await aHouse([{ id: 'unknown-cards', series: null }]);
    await none.gateway.post(...Array.from({ length: 20 }, () => none.unknown(server)));
    expect(await seriesAt(none.siteId)).toEqual([]);
  });

  it('is remembered only as long as it counts, and never more of it than makes a series', async () => {
    const { siteId, gateway, unknown } = await aHouse();
    const remembered = async () => {
      const { rows } = await test.pool.query(
        "select count(*)::int from deadlines where site_id = $1 and kind = 'unknown-read'",
        [siteId],
      );
      return rows[0].count;
    };
    await gateway.post(...Array.from({ length: 40 }, () => unknown(server)));
    await read(gateway, 3, () => unknown(other));
    expect(await remembered()).toBe(5 + 3);
    expect(await seriesAt(siteId)).toEqual([['office-server', 36, 'raised']]);
    later(9);
    await gateway.post(unknown(server));
    later(1);
    await gateway.post(gateway.event('heartbeat'));
    expect(await remembered()).toBe(1);
  });

  it('of cards that are known, or that the reader could not read, is none', async () => {
    const { siteId, gateway, unknown } = await aHouse();
    const card = { format: 'wiegand-26', facility: '1', number: '91000', parity: 'bad' };
    await read(gateway, 6, () => unknown(server, { card }));
    expect(await seriesAt(siteId)).toEqual([]);
    const kinds = (await entriesOf(test.pool, siteId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'card-read')).toHaveLength(6);
  });
});
