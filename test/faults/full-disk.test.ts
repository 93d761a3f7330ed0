import { describe, expect, it } from 'vitest';
import { makeFirstOffice } from '../../src/cli/starting/first-start.ts';
import { startService } from '../../src/cli/starting/start-service.ts';
import type { Check } from '../../src/db/judge-readiness.ts';
import type { Pool } from '../../src/db/pool.ts';
import { aConfig } from '../support/a-config.ts';
import { aLog } from '../support/a-log.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOffice } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { killDatabase, postmasterOf } from '../support/embedded-house.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';
import { aSmallDisk } from '../support/small-disk.ts';

const noDisk = 'this user may not mount a disk of its own';

describe('a service whose disk is full', () => {
  it('alarms, refuses, says so, stores nothing by half, and goes on by itself once there is room', async (context) => {
    const disk = (await aSmallDisk(160)) ?? context.skip(noDisk);
    const service = await startService(aConfig(disk.path), {
      log: aLog().log,
      clock: { now: () => new Date() },
      prepare: async (deps) => ({ deps, office: await anOffice(deps, { plan: planWithGateways(1) }) }),
    });
    const { deps, office } = service.prepared;
    const [[id, token] = ['', '']] = office.tokens;
    const statuses: number[] = [];
    const details: string[] = [];
    const gateway = aReplayingGateway(
      id,
      office.persons.map(({ number }) => number),
      async (payload) => {
        const answer = await postTo(service.url, token, payload);
        statuses.push(answer.status);
        if (answer.status === 503) details.push(answer.body.detail);
        return answer;
      },
    );
    const ready = async () => {
      const answer = await fetch(new URL('/readyz', service.url));
      const { checks } = (await answer.json()) as { readonly checks: readonly Check[] };
      return { status: answer.status, disk: checks.find(({ name }) => name === 'disk')?.state };
    };
    const alarms = () => diskAlarms(deps.pool, office.siteId);
    try {
      await gateway.workUntilAnswered(5);
      expect(await alarms()).toEqual([]);
      await disk.fillUntil(0.15);
      await expect.poll(alarms).toEqual(['disk-filling']);
      await disk.fillUntil(0.04);
      await expect.poll(alarms).toEqual(['disk-filling', 'disk-full', 'disk-nearly-full']);
      expect(await ready()).toEqual({ status: 503, disk: 'failed' });

      const fillAndPost = async (rounds: number) => {
        for (let refused = 0; refused < rounds; ) {
          await disk.fillUntil(0);
          if (!(await gateway.work(5))) refused += 1;
        }
      };
      await fillAndPost(5);
      expect(details).toContain('記録の置き場に空きがありません。');
      const killed = await postmasterOf(disk.path);
      killDatabase(killed);
      // It is started again, and cannot even write that it runs.
      await expect.poll(() => postmasterOf(disk.path)).not.toBe(killed);
      await fillAndPost(5);
      expect(statuses).toContain(503);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
      expect(await ready()).toEqual({ status: 503, disk: 'failed' });

      await disk.clear();
      await gateway.workUntilAnswered(1);
      await gateway.repeatAll();
      await expect.poll(ready).toEqual({ status: 200, disk: 'warning' });
      await expect.poll(alarms).toEqual([]);
      expect(await accountOf(deps.pool, office.siteId, [gateway])).toEqual(nothingWrong);
    } finally {
      await service.stop();
      await disk.remove();
    }
  });
});

describe('a first start on a disk that is filling', () => {
  it('makes its office all the same, and alarms', async (context) => {
    const disk = (await aSmallDisk(900)) ?? context.skip(noDisk);
    await disk.fillUntil(0.19);
    const { terminal } = aTerminal({ env: {} });
    const service = await startService(aConfig(disk.path), {
      log: aLog().log,
      clock: { now: () => new Date() },
      prepare: async (deps, ownerUrl) => ({
        pool: deps.pool,
        first: await makeFirstOffice(deps, ownerUrl ?? '', terminal, '127.0.0.1'),
      }),
    });
    const { pool, first } = service.prepared;
    try {
      const site = first?.office.siteId ?? '';
      await expect.poll(() => diskAlarms(pool, site)).toContain('disk-filling');
    } finally {
      await service.stop();
      await disk.remove();
    }
  });
});

async function diskAlarms(pool: Pool, siteId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ kind: string }>(
    "select kind from alarms where site_id = $1 and active and kind like 'disk-%' order by kind",
    [siteId],
  );
  return rows.map(({ kind }) => kind);
}
