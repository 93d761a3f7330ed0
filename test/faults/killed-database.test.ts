import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../../src/cli/starting/start-service.ts';
import { aConfig } from '../support/a-config.ts';
import { aLog } from '../support/a-log.ts';
import { anOffice } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { postmasterOf } from '../support/embedded-house.ts';
import { aDataFolder, type Folder } from '../support/folder.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';

const kills = 3;
/** Reads acknowledged between two kills. */
const stride = 40;

let folder: Folder;
beforeAll(async () => {
  folder = await aDataFolder();
});
afterAll(() => folder.remove());

/** A service on an embedded database of its own, with an office in it. */
function startWithOffice() {
  return startService(aConfig(folder.path), {
    log: aLog().log,
    clock: { now: () => new Date() },
    prepare: async (deps) => ({
      deps,
      office: await anOffice(deps, { plan: planWithGateways(4), staff: 16 }),
    }),
  });
}

describe('a service whose embedded database is killed while 4 gateways post', () => {
  it('goes on with a database started again, and has lost, doubled and invented nothing (I1, I3)', async () => {
    const service = await startWithOffice();
    try {
      const { deps, office } = service.prepared;
      const gateways = [...office.tokens].map(([id, token]) =>
        aReplayingGateway(
          id,
          office.persons.map(({ number }) => number),
          (payload) => postTo(service.url, token, payload),
        ),
      );
      const acknowledged = () => gateways.reduce((sum, gateway) => sum + gateway.acknowledged.size, 0);
      const turns = gateways.map((gateway) => async () => {
        if (!(await gateway.work(2))) await sleep(20);
      });
      await meanwhile(turns, async () => {
        for (let kill = 1; kill <= kills; kill += 1) {
          const goal = acknowledged() + stride;
          while (acknowledged() < goal) await sleep(1);
          const killed = await postmasterOf(folder.path);
          process.kill(killed, 'SIGKILL');
          // Its sessions may commit a little longer; and for a moment its file bears our own number.
          while ([0, killed, process.pid].includes(await postmasterOf(folder.path))) await sleep(20);
        }
        const goal = acknowledged() + stride;
        while (acknowledged() < goal) await sleep(1);
      });
      for (const gateway of gateways) {
        await gateway.workUntilAnswered(1);
        await gateway.repeatAll();
      }
      expect(await accountOf(deps.pool, office.siteId, gateways)).toEqual(nothingWrong);
    } finally {
      await service.stop();
    }
  });
});
