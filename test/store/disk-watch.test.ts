import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findStandingAlarms } from '../../src/access/state/find-standing-alarms.ts';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { buildDiskWatch, type Volume } from '../../src/log/watching/build-disk-watch.ts';
import { diskAlarms } from '../../src/log/watching/judge-disk.ts';
import { aSite } from '../support/a-site.ts';
import { lastEntryOf } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let sites: readonly string[];
beforeAll(async () => {
  test = await startTestApp();
  sites = [await aSite(test), await aSite(test)];
});
afterAll(() => test.close());

const kinds = diskAlarms.map(({ kind }) => kind);
const gib = 2 ** 30;
let volumes: Volume[];
let news: string[];
beforeEach(async () => {
  await asOwner(test, 'delete from alarms');
  news = [];
});

/** As the service has it after a start. */
function aWatch() {
  return buildDiskWatch(test.deps, {
    measure: async () => volumes,
    findStanding: () => findStandingAlarms(test.pool, kinds),
    host: 'here',
    onNews: (words) => news.push(words),
  });
}

const used = (usedPercent: number, over: Partial<Volume> = {}): Volume => ({
  holds: 'database',
  usedPercent,
  freeBytes: 40 * gib,
  ...over,
});

async function activeAt(siteId: string | undefined) {
  const { rows } = await test.pool.query(
    'select kind, times, active from alarms where site_id = $1 and active order by kind',
    [siteId],
  );
  return rows.map(({ kind, times }) => `${kind} ${times}`);
}

describe('a disk that fills', () => {
  it('is alarmed at every site once a threshold, and recorded in the ministry’s log', async () => {
    const watch = aWatch();
    for (const percent of [79, 80, 85, 88.1]) {
      volumes = [used(percent)];
      await watch.look();
    }
    for (const site of sites) expect(await activeAt(site)).toEqual(['disk-filling 1']);
    expect(await lastEntryOf(test.pool, ministryLogId)).toMatchObject({
      kind: 'disk-level',
      details: { volume: 'database', usedPercent: 80, freeBytes: 40 * gib, host: 'here' },
    });
    volumes = [used(99.9)];
    await watch.look();
    for (const site of sites) {
      expect(await activeAt(site)).toEqual(['disk-filling 1', 'disk-full 1', 'disk-nearly-full 1']);
    }
    volumes = [used(40)];
    await watch.look();
    for (const site of sites) expect(await activeAt(site)).toEqual([]);
    expect(news).toHaveLength(3);
  });

  it('counts by its fullest volume', async () => {
    const watch = aWatch();
    volumes = [used(10), used(91, { holds: 'high-water' })];
    await watch.look();
    expect(await activeAt(sites[0])).toEqual(['disk-filling 1', 'disk-nearly-full 1']);
    expect(news).toEqual([expect.stringContaining('high-water')]);
    volumes = [];
    await watch.look();
    expect(news).toHaveLength(1);
  });

  it('is not alarmed again by the next start, and is over for it', async () => {
    volumes = [used(92)];
    await aWatch().look();
    const next = aWatch();
    await next.look();
    expect(news).toHaveLength(1);
    expect(await activeAt(sites[0])).toEqual(['disk-filling 1', 'disk-nearly-full 1']);
    volumes = [used(20)];
    await aWatch().look();
    expect(await activeAt(sites[0])).toEqual([]);
  });

  it('is told at once and recorded as soon as that is possible', async () => {
    const watch = aWatch();
    volumes = [used(10)];
    await watch.look();
    await asOwner(test, 'revoke insert on entries from sekisho_app');
    volumes = [used(96)];
    await expect(watch.look()).rejects.toThrow('permission denied');
    volumes = [used(85)];
    await expect(watch.look()).rejects.toThrow('permission denied');
    expect(news).toHaveLength(2);
    expect(await activeAt(sites[0])).toEqual([]);
    await asOwner(test, 'grant insert on entries to sekisho_app');
    await watch.look();
    expect(await activeAt(sites[0])).toEqual(['disk-filling 1']);
  });
});

describe('readiness', () => {
  it.each<[string, Volume[], string, string]>([
    ['enough room', [used(79)], 'ok', '40.0 GiB（使用率 79 %）'],
    ['a threshold passed', [used(80)], 'warning', '空きを増やして'],
    ['a small volume', [used(10, { freeBytes: gib - 1 })], 'warning', '空きを増やして'],
    ['no room for the database', [used(99.9, { freeBytes: 2 ** 20 })], 'failed', 'すぐに空きを作って'],
    [
      'no room for the file alone',
      [used(9), used(100, { holds: 'high-water', freeBytes: 0 })],
      'warning',
      '控えの置き場',
    ],
    ['nothing to measure', [], 'ok', 'ありません'],
  ])('says how it stands: %s', async (_what, found, state, says) => {
    volumes = found;
    const check = await aWatch().check();
    expect(check).toMatchObject({ name: 'disk', state });
    expect(check.says).toContain(says);
  });
});
