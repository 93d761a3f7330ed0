import { execFile } from 'node:child_process';
import { chmod, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../../src/cli/start-service.ts';
import type { Check } from '../../src/db/judge-readiness.ts';
import { aConfig } from '../support/a-config.ts';
import { anOffice } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { postmasterOf } from '../support/embedded-house.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { planWithGateways } from '../support/many-gateways.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';

const run = promisify(execFile);
const mib = 2 ** 20;
const diskMib = 160;

/** Only root may mount a disk of its own, and not in every container. */
async function mountDisk(path: string): Promise<boolean> {
  return run('mount', ['-t', 'tmpfs', '-o', `size=${diskMib}m,mode=755`, 'tmpfs', path]).then(
    () => true,
    () => false,
  );
}

let folder: Folder;
let mounted = false;
beforeAll(async () => {
  folder = await aFolder();
  await chmod(folder.path, 0o755); // the server's user must pass
  mounted = process.platform === 'linux' && (await mountDisk(folder.path));
});
afterAll(async () => {
  if (mounted) await run('umount', ['-l', folder.path]);
  await folder.remove();
});

const filler = () => join(folder.path, 'of-somebody-else');

/** Writes until so many bytes are free, or none is. */
async function fillUntil(freeBytes: number): Promise<void> {
  const file = await open(filler(), 'a');
  try {
    for (;;) {
      const { bavail, bsize } = await statfs(folder.path);
      const missing = bavail * bsize - freeBytes;
      if (missing <= 0) return;
      await file.write(Buffer.alloc(Math.min(missing, 4 * mib)));
    }
  } catch {
    // full
  } finally {
    await file.close();
  }
}

describe('a service whose disk is full', () => {
  it('alarms, refuses, says so, stores nothing by half, and goes on by itself once there is room', async (context) => {
    if (!mounted) context.skip('this user may not mount a disk of its own');
    const service = await startService(aConfig(folder.path), {
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
    const alarms = async () => {
      const { rows } = await deps.pool.query<{ kind: string }>(
        "select kind from alarms where site_id = $1 and active and kind like 'disk-%' order by kind",
        [office.siteId],
      );
      return rows.map(({ kind }) => kind);
    };
    try {
      await gateway.workUntilAnswered(5);
      expect(await alarms()).toEqual([]);
      await fillUntil(diskMib * mib * 0.15);
      await expect.poll(alarms, { timeout: 20_000 }).toEqual(['disk-filling']);
      await fillUntil(diskMib * mib * 0.04);
      await expect
        .poll(alarms, { timeout: 20_000 })
        .toEqual(['disk-filling', 'disk-full', 'disk-nearly-full']);
      expect(await ready()).toEqual({ status: 503, disk: 'failed' });

      const fillAndPost = async (rounds: number) => {
        for (let refused = 0; refused < rounds; ) {
          await fillUntil(0);
          if (!(await gateway.work(5))) refused += 1;
        }
      };
      await fillAndPost(5);
      expect(details).toContain('記録の置き場に空きがありません。');
      const killed = await postmasterOf(folder.path);
      process.kill(killed, 'SIGKILL');
      // It is started again, and cannot even write that it runs.
      await expect.poll(() => postmasterOf(folder.path), { timeout: 60_000 }).not.toBe(killed);
      await fillAndPost(5);
      expect(statuses).toContain(503);
      expect(new Set(statuses)).toEqual(new Set([200, 503]));
      expect(await ready()).toEqual({ status: 503, disk: 'failed' });

      await rm(filler());
      await gateway.workUntilAnswered(1);
      await gateway.repeatAll();
      await expect.poll(ready, { timeout: 60_000 }).toEqual({ status: 200, disk: 'warning' });
      await expect.poll(alarms, { timeout: 20_000 }).toEqual([]);
      expect(await accountOf(deps.pool, office.siteId, [gateway])).toEqual(nothingWrong);
    } finally {
      await service.stop();
    }
  });
});
