import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aGateway } from '../support/a-gateway.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { aLineTo, type DatabaseLine } from '../support/database-line.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { planWithGateways, readerOf } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { aWallClock } from '../support/wall-clock.ts';

let test: TestApp;
let office: Office;
let line: DatabaseLine;
let instance: LiveInstance;
let address: string;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  office = await anOffice(test.deps, { plan: planWithGateways(6), staff: 20 });
  line = await aLineTo(test.databaseUrl);
  instance = await startInstance({ ...test, databaseUrl: line.url, batchUrl: line.through(test.batchUrl) });
  address = instance.url.replace('ws', 'http').replace('/api/v1', '');
});
// Where one fails the others still have a database.
afterEach(() => line.mend());
afterAll(async () => {
  await instance.close();
  await line.close();
  await test.close();
});

describe('a service that loses its database', () => {
  it('says so with 503, grants nothing, and recovers by itself', async () => {
    const [[id, token] = ['', '']] = [...office.tokens];
    const gateway = aGateway((payload) => postTo(address, token, payload), test.clock.now);
    const read = gateway.read('10000', readerOf(id));
    // On a busy machine the first read may take longer than somebody at a door is kept waiting.
    expect((await untilAnswered(() => gateway.post(read))).status).toBe(200);
    await line.cut();
    const denied = await gateway.post(gateway.read('10001', readerOf(id)));
    expect(denied.status).toBe(503);
    expect(denied.body).toMatchObject({ type: '/problems/database-unavailable' });
    expect(denied.headers).toMatchObject({ 'retry-after': '1' });
    expect((await gateway.post(read)).status).toBe(503);
    await line.mend();
    expect((await untilAnswered(() => gateway.post(read))).body.results).toMatchObject([
      { status: 'duplicate', verdict: 'grant' },
    ]);
    expect((await untilAnswered(() => gateway.post(gateway.read('10001', readerOf(id))))).status).toBe(200);
  });

  it('loses and doubles nothing though the line breaks in the middle of batches', async () => {
    const numbers = office.persons.map(({ number }) => number);
    const gateways = [...office.tokens]
      .slice(2)
      .map(([id, token]) => aReplayingGateway(id, numbers, (payload) => postTo(address, token, payload)));
    const turns = gateways.map((gateway) => async () => {
      if (!(await gateway.work(2))) await sleep(5);
    });
    const acknowledged = () => gateways.reduce((sum, gateway) => sum + gateway.acknowledged.size, 0);
    await meanwhile(turns, async () => {
      for (let cuts = 0; cuts < 25; cuts += 1) {
        const goal = acknowledged() + 20 + cuts;
        while (acknowledged() < goal) await sleep(1);
        await line.cut();
        await line.mend();
      }
    });
    for (const gateway of gateways) {
      await gateway.workUntilAnswered(1);
      await gateway.repeatAll();
    }
    const others = new Set(gateways.map(({ id }) => id));
    const account = await accountOf(test.pool, office.siteId, gateways);
    const phantom = account.phantom.filter((key) => others.has(key.split(' ')[0] ?? ''));
    expect({ ...account, phantom }).toEqual(nothingWrong);
  });
});
