import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOffice, type Office } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';
import { seenNumbers } from '../support/seen-numbers.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { aWallClock } from '../support/wall-clock.ts';

const kills = 5;
/** Reads acknowledged between two kills. */
const stride = 120;

let test: TestApp;
let office: Office;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  office = await anOffice(test.deps, { plan: planWithGateways(8), staff: 32 });
});
afterAll(() => test.close());

describe('a service killed while 8 gateways post', () => {
  it('has lost nothing it acknowledged, doubled nothing and invented nothing (I1, I3)', async () => {
    let service: ServiceProcess = await startServiceProcess(test);
    const gateways = [...office.tokens].map(([id, token]) =>
      aReplayingGateway(
        id,
        office.persons.map(({ number }) => number),
        (payload) => postTo(service.address, token, payload),
      ),
    );
    const acknowledged = () => gateways.reduce((sum, gateway) => sum + gateway.acknowledged.size, 0);
    const turns = gateways.map((gateway, index) => {
      let turn = index;
      return async () => {
        turn += 1;
        if (!(await gateway.work(1 + (turn % 4)))) await sleep(20);
      };
    });
    await meanwhile(turns, async () => {
      for (let kill = 1; kill <= kills; kill += 1) {
        const goal = acknowledged() + stride + kill;
        while (acknowledged() < goal) await sleep(1);
        expect(await service.end('SIGKILL')).toBe('SIGKILL');
        service = await startServiceProcess(test);
      }
    });
    for (const gateway of gateways) {
      await gateway.workUntilAnswered(1);
      await gateway.repeatAll();
      expect(gateway.acknowledged.size).toBe(gateway.sent.size);
    }
    expect(await accountOf(test.pool, office.siteId, gateways)).toEqual(nothingWrong);
    expect([...(await seenNumbers(test.pool, office.siteId)).values()].toSorted()).toEqual(
      gateways.map(({ sent }) => `{[1,${sent.size + 1})}`).toSorted(),
    );
    expect(await service.end('SIGTERM')).toBe(0);
    expect(service.complaints()).toBe('');
  });
});
