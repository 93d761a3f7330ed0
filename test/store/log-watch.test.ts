import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { highWaterFile } from '../../src/cli/starting/high-water-file.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { buildLogWatch, type LogWatchNews } from '../../src/log/watching/build-log-watch.ts';
import { append, logEnd, passages } from '../support/a-site.ts';
import { anOffice, lastEntryOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { aFolder, type Folder } from '../support/folder.ts';
import { takeSnapshot } from '../support/snapshot.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { buildWatchedApp } from '../support/watched-app.ts';

let test: TestApp;
let office: Office;
let folder: Folder;
let path: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  folder = await aFolder();
});
afterAll(async () => {
  await test.close();
  await folder.remove();
});
beforeEach(() => {
  path = join(folder.path, crypto.randomUUID(), 'high-water.json');
});

/** What is kept beside a file, of the one database there. */
async function keptBeside(file: string) {
  const [name = ''] = (await readdir(dirname(file))).filter((one) => one.startsWith('high-water-'));
  return JSON.parse(await readFile(join(dirname(file), name), 'utf8')).logs;
}

/** The watch of a service that starts; what is kept of it stays in its file. */
function aWatch(file = path, deps = test.deps) {
  const news: (LogWatchNews['is'] | 'trouble')[] = [];
  const store = highWaterFile(file, () => news.push('trouble'));
  const watch = buildLogWatch(deps, { store, onNews: ({ is }) => news.push(is), onFault: () => undefined });
  /** The connections of before are cut when a state is put back: a look fails, and the next one comes. */
  const look = async () => {
    for (;;) {
      try {
        return await watch.look();
      } catch {
        // as the service does, again
      }
    }
  };
  return { ...watch, look, news, check: store.check };
}

const record = (count = 3) => append(test, office.siteId, passages(count));
const end = () => logEnd(test, office.siteId);

describe('the watch over the logs', () => {
  it('says nothing while they only grow, and keeps how far they have come', async () => {
    const watch = aWatch();
    await watch.look();
    const before = await end();
    await record();
    await watch.look();
    const kept = await keptBeside(path);
    expect(kept[office.siteId]).toBe(watch.cursorOf(office.siteId));
    expect(kept[office.siteId]).toMatch(new RegExp(`^${before.epoch}:${before.head + 3}:`));
    expect(Object.keys(kept)).toContain(ministryLogId);
    expect(watch.news).toEqual([]);
    expect(watch.check().state).toBe('ok');
    expect(await end()).toEqual({ ...before, head: before.head + 3 });
  });

  it('finds an earlier state that was put back under a running service, also when it has grown since', async () => {
    const watch = aWatch();
    await watch.look();
    const snapshot = await takeSnapshot(test);
    const before = await end();
    const last = await record();
    await watch.look();
    await snapshot.putBack();
    await aWatch(`${path}.another`).look();
    await record(9);
    await watch.look();
    expect(watch.news).toEqual(['restored']);
    const after = await end();
    expect(after.epoch).not.toBe(before.epoch);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'restored',
      seq: before.head + 10,
      details: {
        why: 'entries-missing',
        missing: [{ epoch: before.epoch, seq: last, rememberedBy: 'service' }],
      },
    });
    await watch.look();
    expect(await end()).toEqual(after);
    expect(watch.cursorOf(office.siteId)).toMatch(new RegExp(`^${after.epoch}:${after.head}:`));
  });

  it('finds it at the next start by its file, and two services begin one epoch', async () => {
    const watches = [aWatch(), aWatch(`${path}.other`)];
    const snapshot = await takeSnapshot(test);
    const before = await end();
    await record();
    for (const watch of watches) await watch.look();
    await snapshot.putBack();
    const started = [aWatch(), aWatch(`${path}.other`)];
    await Promise.all(started.map(({ look }) => look()));
    expect(started.flatMap(({ news }) => news)).toEqual(['restored']);
    expect(await end()).toMatchObject({ head: before.head + 1 });
    for (const watch of watches) await watch.look();
    expect(await end()).toMatchObject({ head: before.head + 1 });
  });

  it('finds an epoch that is missing, begun after the state that was put back', async () => {
    const watch = aWatch();
    await record();
    await watch.look();
    const first = await takeSnapshot(test);
    await record();
    await watch.look();
    await first.putBack();
    await watch.look();
    const second = await end();
    await record();
    await watch.look();
    await first.putBack();
    await aWatch().look();
    const third = await end();
    expect(third.epoch).not.toBe(second.epoch);
    expect((await lastEntryOf(test.pool, office.siteId)).details).toMatchObject({
      missing: [{ epoch: second.epoch }],
    });
    await aWatch().look();
    await watch.look();
    expect(await end()).toEqual(third);
  });

  it('finds another cluster or timeline without being started again', async () => {
    const watch = aWatch();
    await watch.look();
    const { epoch } = await end();
    await test.pool.query('update heads set timeline = timeline + 1');
    await watch.look();
    expect(watch.news).toEqual(['restored']);
    expect((await end()).epoch).not.toBe(epoch);
    expect((await lastEntryOf(test.pool, office.siteId)).details).toMatchObject({ why: 'other-database' });
  });

  it('keeps its own where another database is given the same file, and takes nothing from a file of before that is of another', async () => {
    const other = await startTestApp();
    try {
      // Migrated by itself, not copied from where this one was.
      await asOwner(other, 'update heads set cursor_key = default');
      await anOffice(other.deps);
      await aWatch(path, other.deps).look();
      await writeFile(path, JSON.stringify({ logs: await keptBeside(path) }));
      const before = await end();
      const watch = aWatch();
      await watch.look();
      expect(watch.news).toEqual(['foreign']);
      expect(await end()).toEqual(before);
      const snapshot = await takeSnapshot(test);
      await record();
      await watch.look();
      await aWatch(path, other.deps).look();
      await snapshot.putBack();
      const [again, others] = [aWatch(), aWatch(path, other.deps)];
      await again.look();
      await others.look();
      expect([again.news, others.news]).toEqual([['restored'], []]);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['half a file', '{"logs":{'],
    ['another file', '[1, 2]'],
    ['no cursors', '{"logs":{"x":"y"}}'],
  ])('goes on without what it cannot read, and says so: %s', async (_what, text) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    const watch = aWatch();
    await watch.look();
    expect(watch.news).toEqual(['trouble']);
    expect(await keptBeside(path)).toHaveProperty(office.siteId);
  });

  it('goes on where nothing can be kept, says so once, and is ready again when it can', async () => {
    await writeFile(dirname(path), 'a file where the folder should be');
    const watch = aWatch();
    await watch.look();
    await record();
    await watch.look();
    expect(watch.news.filter((one) => one === 'trouble').length).toBeGreaterThan(0);
    expect(watch.check()).toMatchObject({ name: 'high-water', state: 'warning' });
    const told = watch.news.length;
    await record();
    await watch.look();
    expect(watch.news).toHaveLength(told);
    await rm(dirname(path));
    await record();
    await watch.look();
    expect(watch.check().state).toBe('ok');
  });
});

describe('a gateway', () => {
  const seqs = { next: 0 };
  async function post(app: Awaited<ReturnType<typeof buildWatchedApp>>, cursor?: unknown) {
    const [token] = office.tokens.values();
    seqs.next += 1;
    const events = [{ seq: seqs.next, kind: 'heartbeat', at: test.clock.now().toISOString() }];
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/gateway/events',
      headers: { authorization: `Bearer ${token}` },
      payload: { epoch: 'ab'.repeat(16), cursor, events },
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  it('is told how far the log has come, and what it brings back shows that an earlier state was put back', async () => {
    const watch = aWatch();
    const snapshot = await takeSnapshot(test);
    const { epoch } = await end();
    const last = await record();
    await watch.look();
    const app = await buildWatchedApp({ ...test.deps, batchPool: test.batchPool, logWatch: watch });
    const told = await post(app);
    expect(told).toMatchObject({ status: 200, body: { cursor: watch.cursorOf(office.siteId) } });
    await app.close();
    await snapshot.putBack();
    // The file went back with the database: nobody but the gateway remembers.
    const fresh = aWatch(`${path}.went-back`);
    await fresh.look();
    const restarted = await buildWatchedApp({ ...test.deps, batchPool: test.batchPool, logWatch: fresh });
    await expect.poll(async () => (await post(restarted, told.body.cursor)).status).toBe(200);
    await expect.poll(async () => (await end()).epoch).not.toBe(epoch);
    expect((await lastEntryOf(test.pool, office.siteId)).details).toMatchObject({
      missing: [{ epoch, seq: last, rememberedBy: 'gateway' }],
    });
    await fresh.look();
    const { body } = await post(restarted, told.body.cursor);
    expect(body.cursor.split(':')[0]).not.toBe(epoch);
    await restarted.close();
  });

  it('is answered whatever it says of it', async () => {
    const watch = aWatch();
    await watch.look();
    const { epoch } = await end();
    const app = await buildWatchedApp({ ...test.deps, batchPool: test.batchPool, logWatch: watch });
    const forged = `${epoch}:9999:${'0'.repeat(32)}`;
    for (const cursor of ['a word', 17, null, { epoch }, `${epoch}:9999`, forged]) {
      const { status, body } = await post(app, cursor);
      expect({ status, results: body.results }).toMatchObject({
        status: 200,
        results: [{ status: 'stored' }],
      });
    }
    await app.close();
    expect((await end()).epoch).toBe(epoch);
  });
});
