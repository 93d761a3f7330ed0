import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../src/cli/starting/start-service.ts';
import type { Config } from '../../src/config.ts';
import { ensureServiceLogins } from '../../src/db/embedded/ensure-service-logins.ts';
import { clusterOf } from '../../src/db/embedded/find-home.ts';
import { startEmbedded } from '../../src/db/embedded/start-embedded.ts';
import type { ActDeps } from '../../src/log/writing/perform-act.ts';
import { aConfig } from '../support/a-config.ts';
import { aLog } from '../support/a-log.ts';
import { append, aSite, logEnd, passages } from '../support/a-site.ts';
import { entriesOf } from '../support/an-office.ts';
import { aDataFolder, aFolder, type Folder } from '../support/folder.ts';

const run = promisify(execFile);

/** The volume of the database, and a place beside it. */
let volume: Folder;
let beside: Folder;
beforeEach(async () => {
  [volume, beside] = [await aDataFolder(), await aFolder()];
});
afterEach(async () => {
  await volume.remove();
  await beside.remove();
});

/** Copies what lies on the volume while no server runs there, as a snapshot holds it. */
async function takeSnapshot(): Promise<void> {
  await run('cp', ['-a', clusterOf(volume.path), join(beside.path, 'snapshot')]);
}

async function putBack(): Promise<void> {
  await rm(clusterOf(volume.path), { recursive: true });
  await run('cp', ['-a', join(beside.path, 'snapshot'), clusterOf(volume.path)]);
}

function start<Prepared>(over: Partial<Config>, prepare: (deps: ActDeps) => Promise<Prepared>) {
  const highWaterFile = join(beside.path, 'high-water.json');
  const clock = { now: () => new Date() };
  return startService(aConfig(volume.path, { highWaterFile, ...over }), { log: aLog().log, clock, prepare });
}

async function expectNoticed(deps: ActDeps, site: string, before: { epoch: string; head: number }) {
  const { epoch } = await logEnd(deps, site);
  expect(epoch).not.toBe(before.epoch);
  // Whatever the service finds out besides is recorded after it.
  const texts = (await entriesOf(deps.pool, site)).map(({ text }) => JSON.parse(text));
  const restored = texts.findLast(({ kind }) => kind === 'restored');
  expect(restored).toMatchObject({
    epoch,
    details: { why: 'entries-missing', missing: [{ epoch: before.epoch, seq: before.head }] },
  });
  const { rows } = await deps.pool.query(
    "select raised_seq from alarms where site_id = $1 and kind = 'database-restored'",
    [site],
  );
  expect(rows).toEqual([{ raised_seq: restored.seq }]);
}

describe('the snapshot of a volume', () => {
  it('that is put back while the service is stopped is noticed when it starts', async () => {
    const first = await start({}, (deps) => aSite({ deps }));
    const site = first.prepared;
    await first.stop();
    await takeSnapshot();
    const second = await start({}, (deps) => append({ deps }, site, passages(31)));
    await second.stop();
    const before = await endKept(site);
    await putBack();
    const third = await start({}, async (deps) => deps);
    await expectNoticed(third.prepared, site, before);
    await third.stop();
  });

  it('that is put back under a running service is noticed when the database is back', async () => {
    const server = () => startEmbedded({ dataDir: volume.path, durable: false, onNews: () => undefined });
    const firstServer = await server();
    await ensureServiceLogins(firstServer.url);
    const database = {
      kind: 'given',
      service: { url: firstServer.serviceUrl, variable: 'DATABASE_URL' },
      batches: { url: firstServer.batchUrl, variable: 'BATCH_DATABASE_URL' },
      owner: { url: firstServer.url, variable: 'MIGRATE_DATABASE_URL' },
    } as const;
    const service = await start({ database }, async (deps) => ({ deps, site: await aSite({ deps }) }));
    const { deps, site } = service.prepared;
    await firstServer.stop();
    await takeSnapshot();
    const secondServer = await server();
    expect(secondServer.serviceUrl).toBe(database.service.url);
    await untilDone(() => append({ deps }, site, passages(31)));
    const { head } = await logEnd(deps, site);
    await expect.poll(async () => (await endKept(site)).head).toBeGreaterThanOrEqual(head);
    await secondServer.stop();
    const before = await endKept(site);
    await putBack();
    const thirdServer = await server();
    const epoch = async () => untilDone(async () => (await logEnd(deps, site)).epoch);
    await expect.poll(epoch).not.toBe(before.epoch);
    await expectNoticed(deps, site, before);
    await service.stop();
    await thirdServer.stop();
  });
});

/** How far the service knows its log to have come; what it finds out of itself, as that a disk is full, is in it. */
async function endKept(site: string): Promise<{ readonly epoch: string; readonly head: number }> {
  const [name = ''] = (await readdir(beside.path)).filter((one) => /^high-water-\w+\.json$/.test(one));
  const { logs } = JSON.parse(await readFile(join(beside.path, name), 'utf8'));
  const [epoch = '', head] = String(logs[site] ?? '').split(':');
  return { epoch, head: Number(head) };
}

/** Again, where the connection was cut meanwhile. */
async function untilDone<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
