import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, logEnd, passages } from '../support/a-site.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { follow } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { aWallClock } from '../support/wall-clock.ts';

let test: TestApp;
let office: Office;
let instance: LiveInstance;
let token: string;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  office = await anOffice(test.deps, { plan: planWithGateways(2), staff: 20 });
  instance = await startInstance(test);
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

describe('consoles that return while cards are read without a pause', () => {
  it('are told everything, whoever is further behind, and go on live', async () => {
    const { siteId } = office;
    await append(test, siteId, passages(3_000));
    const { epoch, head } = await logEnd(test, siteId);
    const address = instance.url.replace('ws', 'http').replace('/api/v1', '');
    const numbers = office.persons.map(({ number }) => number);
    const gateways = [...office.tokens].map(([id, own]) =>
      aReplayingGateway(id, numbers, (payload) => postTo(address, own, payload)),
    );
    const after = [0, 0, 0, 1_000, head - 1];
    const consoles = await meanwhile(
      gateways.map((gateway) => () => gateway.workUntilAnswered(1)),
      async () => {
        const returned = after.map((seq) =>
          follow(instance.url, siteId, { token, after: `${epoch}:${seq}` }),
        );
        await Promise.all(returned.map((one) => one.reached(head + 20)));
        return returned;
      },
    );
    const end = (await logEnd(test, siteId)).head;
    await Promise.all(consoles.map((one) => one.reached(end)));
    for (const [nth, one] of consoles.entries()) {
      const first = (after[nth] ?? 0) + 1;
      const told = one.items().map(({ seq }) => seq);
      expect(told).toEqual(Array.from({ length: end - first + 1 }, (_, index) => first + index));
      one.socket.close();
    }
  });
});
