import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway } from '../support/a-gateway.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { aLineTo, type DatabaseLine } from '../support/database-line.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { planWithGateways, readerOf } from '../support/many-gateways.ts';
import { postTo } from '../support/post-to.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';

let test: TestApp;
let office: Office;
let line: DatabaseLine;
let instance: LiveInstance;
let address: string;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: planWithGateways(2), staff: 4 });
  guard = await aMachine(test, 'guard', [{ role: 'guard' }]);
  line = await aLineTo(test.databaseUrl);
  instance = await startInstance({ ...test, databaseUrl: line.url, batchUrl: line.through(test.batchUrl) });
  address = instance.url.replace('ws', 'http').replace('/api/v1', '');
});
afterAll(async () => {
  await instance.close();
  await line.close();
  await test.close();
});

/** Answers that are waited for: a second passes by the service's clock, again and again until all of them have come. */
async function whileTimePasses<Value>(answers: Promise<Value>): Promise<Value> {
  let come = false;
  const ended = answers.finally(() => {
    come = true;
  });
  while (!come) {
    test.clock.set(new Date(test.clock.now().getTime() + 1_000));
    for (let turns = 0; turns < 100; turns += 1) await turn();
  }
  return ended;
}

describe('a service whose database says nothing at all', () => {
  it('answers 503 by its own clock, the first time too, and recovers by itself', async () => {
    const [[id, token] = ['', ''], [otherId, otherToken] = ['', '']] = [...office.tokens];
    const gateway = aGateway((payload) => postTo(address, token, payload), test.clock.now);
    const unheard = aGateway((payload) => postTo(address, otherToken, payload), test.clock.now);
    expect((await gateway.post(gateway.event('heartbeat'))).status).toBe(200);
    const read = gateway.read('10000', readerOf(id));
    const site = `${address}/api/v1/sites/${office.siteId}/alarms`;
    line.freeze();
    const waiting = [
      gateway.post(read),
      gateway.post(gateway.read('10001', readerOf(id))),
      // A gateway nobody remembers, and a person's token: each is looked up first.
      unheard.post(unheard.read('10002', readerOf(otherId))),
      fetch(site, { headers: { authorization: `Bearer ${guard}` } }),
    ];
    for (const answer of await whileTimePasses(Promise.all(waiting))) {
      const headers = answer.headers instanceof Headers ? Object.fromEntries(answer.headers) : answer.headers;
      expect(headers).toMatchObject({ 'retry-after': '1' });
      expect(answer.status).toBe(503);
      const body = answer instanceof Response ? await answer.json() : answer.body;
      // Given up by the service, not by the driver, which waits for longer.
      expect(body).toMatchObject({ type: '/problems/overloaded' });
    }
    await line.cut();
    await line.mend();
    const after = await untilAnswered(() => gateway.post(read));
    expect(after).toMatchObject({ status: 200, body: { results: [{ verdict: 'grant' }] } });
  });

  it('is not ready meanwhile', async () => {
    line.freeze();
    const readiness = await fetch(`${address}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({
      checks: [
        { name: 'database', state: 'failed' },
        { name: 'decisions', state: 'failed' },
      ],
    });
    await line.cut();
    await line.mend();
  });
});
