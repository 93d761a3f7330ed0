import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { noticeRestore } from '../../src/log/watching/notice-restore.ts';
import { aSite } from '../support/a-site.ts';
import { lastEntryOf } from '../support/an-office.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const notice = () => noticeRestore(test.deps, []);

async function headOf(siteId: string) {
  const { rows } = await test.pool.query(
    'select epoch, seq, system_identifier, timeline from heads where site_id = $1',
    [siteId],
  );
  return rows[0];
}

/** As if the heads had been written in another cluster, or before a standby was promoted. */
async function moveHeads(change: string): Promise<void> {
  await test.pool.query(`update heads set ${change}`);
}

describe('a database that is not the one the heads keep', () => {
  it('is the same one at every other start, and leaves no entry', async () => {
    const siteId = await aSite(test);
    const before = await headOf(siteId);
    expect(await notice()).toEqual([]);
    expect(await headOf(siteId)).toEqual(before);
  });

  it.each([
    ['another cluster', "system_identifier = '1'"],
    ['another timeline', 'timeline = timeline + 1'],
  ])('begins a new epoch of every log: %s', async (_what, change) => {
    const siteId = await aSite(test);
    const [site, ministry] = [await headOf(siteId), await headOf(ministryLogId)];
    await moveHeads(change);
    const noticed = await notice();
    expect(noticed).toContain(siteId);
    expect(noticed[0]).toBe(ministryLogId);
    const after = await headOf(siteId);
    expect(after).toEqual({ ...site, seq: site.seq + 1, epoch: after.epoch });
    expect(after.epoch).not.toBe(site.epoch);
    expect((await headOf(ministryLogId)).epoch).not.toBe(ministry.epoch);
    expect(await lastEntryOf(test.pool, siteId)).toMatchObject({
      kind: 'restored',
      epoch: after.epoch,
      actor: { type: 'system' },
      details: { before: { epoch: site.epoch, seq: site.seq } },
    });
    const alarms = await test.pool.query(
      "select raised_seq from alarms where site_id = $1 and kind = 'database-restored'",
      [siteId],
    );
    expect(alarms.rows).toEqual([{ raised_seq: after.seq }]);
    expect(await notice()).toEqual([]);
  });

  it('is noticed once by many instances starting together', async () => {
    const siteId = await aSite(test);
    const { seq } = await headOf(siteId);
    await moveHeads("system_identifier = '2'");
    const noticed = await Promise.all([notice(), notice(), notice(), notice()]);
    expect(noticed.filter((logs) => logs.length > 0)).toHaveLength(1);
    expect((await headOf(siteId)).seq).toBe(seq + 1);
  });
});
