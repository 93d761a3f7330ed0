import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { append, aSite, logEnd, passages } from '../support/a-site.ts';
import { entriesOf, lastEntryOf } from '../support/an-office.ts';
import { type Follower, follow, hello } from '../support/follower.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { type Snapshot, takeSnapshot } from '../support/snapshot.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';

let test: TestApp;
let instances: LiveInstance[];
let token: string;
let site: string;
let quiet: string;
let before: { readonly epoch: string; readonly head: number };
let snapshot: Snapshot;
beforeAll(async () => {
  test = await startTestApp();
  instances = [await startInstance(test), await startInstance(test)];
  token = await aMachine(test, 'wall', [{ role: 'guard' }]);
  [site, quiet] = [await aSite(test), await aSite(test)];
});
afterAll(async () => {
  for (const instance of instances) await instance.close();
  await test.close();
});

beforeEach(async () => {
  await append(test, site, passages(3));
  before = await logEnd(test, site);
});

const page = (query: string, of = site) =>
  test.ask(token, { method: 'GET', url: `/api/v1/sites/${of}/events?${query}` });
const nextOf = async (query: string) => (await page(query)).body.next as string;
const followed = (options: { readonly after?: string } = {}, instance = instances[0]): Follower =>
  follow(instance?.url ?? '', site, { token, ...options });

async function putBack(): Promise<void> {
  await snapshot.putBack();
  await untilAnswered(() => page('limit=1'));
}

async function alarmsAt(siteId: string): Promise<unknown[]> {
  const { rows } = await test.pool.query(
    "select times from alarms where site_id = $1 and kind = 'database-restored' and state <> 'resolved'",
    [siteId],
  );
  return rows;
}

/** The newest entry that says so; whoever acts meanwhile is recorded after it. */
async function lastRestored(siteId: string): Promise<unknown> {
  const found = (await entriesOf(test.pool, siteId)).findLast(({ kind }) => kind === 'restored');
  return found && JSON.parse(found.text);
}

/** All logs went back together: each begins one epoch, and every site hears of it. */
async function expectNoticed(missing: number): Promise<void> {
  const after = await logEnd(test, site);
  expect(after.epoch).not.toBe(before.epoch);
  expect(await lastRestored(site)).toMatchObject({
    kind: 'restored',
    epoch: after.epoch,
    details: {
      why: 'entries-missing',
      before: { epoch: before.epoch },
      missing: [{ epoch: before.epoch, seq: missing }],
    },
  });
  for (const one of [quiet, ministryLogId]) {
    expect(await lastRestored(one)).toMatchObject({
      kind: 'restored',
      details: { why: 'entries-missing-elsewhere', missing: [] },
    });
  }
  for (const one of [site, quiet]) expect(await alarmsAt(one)).toHaveLength(1);
}

describe('an earlier state of the database that was put back', () => {
  /** What is recorded from here on is given out, and then not there any more. */
  beforeEach(async () => {
    snapshot = await takeSnapshot(test);
  });

  it('is found by the cursor of a page, also when the log has grown beyond it since', async () => {
    await append(test, site, passages(5));
    const next = await nextOf(`after=${before.head}&limit=4`);
    await putBack();
    await append(test, site, passages(9));
    const { seq } = await lastEntryOf(test.pool, site);
    const { status, body } = await page(`after=${next}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: '/problems/invalid-cursor',
      detail: expect.stringContaining('失われ'),
    });
    await expectNoticed(before.head + 4);
    expect((await lastEntryOf(test.pool, site)).seq).toBe(seq + 1);
    const again = await page(`after=${next}`);
    expect(again.status).toBe(400);
    expect(again.body.detail).toContain('世代');
    expect((await lastEntryOf(test.pool, site)).seq).toBe(seq + 1);
  });

  it('is found by the cursor of a console that comes back', async () => {
    const last = await append(test, site, passages(5));
    const wall = await hello(followed());
    expect(wall.frames[0]).toMatchObject({ head: last });
    wall.socket.close();
    await putBack();
    expect(await followed({ after: wall.cursor() }).closed).toBe(4011);
    await expectNoticed(last);
    const fresh = await hello(followed());
    const more = await append(test, site, passages(2));
    await fresh.reached(more);
    const again = await hello(followed({ after: fresh.cursor() }));
    again.socket.close();
    fresh.socket.close();
  });

  it('ends the streams of consoles that are connected, before anything is shown as what follows', async () => {
    const wall = await hello(followed());
    const seen = await append(test, site, passages(5));
    await wall.reached(seen);
    await putBack();
    await append(test, site, passages(9));
    expect(await wall.closed).toBe(4011);
    expect(wall.upTo()).toBe(seen);
    await untilAnswered(() => page('limit=1'));
    await expect.poll(async () => (await logEnd(test, site)).epoch).not.toBe(before.epoch);
    await expectNoticed(seen);
  });

  it('begins one epoch, however many consoles come back to however many instances', async () => {
    const last = await append(test, site, passages(5));
    const wall = await hello(followed());
    wall.socket.close();
    await putBack();
    const many = Array.from({ length: 40 }, (_, nth) =>
      followed({ after: wall.cursor() }, instances[nth % 2]),
    );
    expect(new Set(await Promise.all(many.map(({ closed }) => closed)))).toEqual(new Set([4011]));
    await expectNoticed(last);
    expect((await logEnd(test, site)).head).toBe(before.head + 1);
    expect((await logEnd(test, quiet)).epoch).not.toBe(before.epoch);
  });
});

describe('a cursor', () => {
  it('shows nothing where somebody wrote it: no epoch begins by a claim', async () => {
    const wall = await hello(followed());
    wall.socket.close();
    const [epoch, seq, proof = ''] = wall.cursor().split(':');
    const other = proof.endsWith('0') ? '1' : '0';
    for (const forged of [
      `${epoch}:${Number(seq) + 5}:${proof}`,
      `${epoch}:${seq}:${proof.slice(0, -1)}${other}`,
    ]) {
      const { status, body } = await page(`after=${forged}`);
      expect(status).toBe(400);
      expect(body.detail).toContain('この記録のものではありません');
      expect(await followed({ after: forged }).closed).toBe(4011);
    }
    expect((await page(`after=${epoch}:${Number(seq) + 5}`)).status).toBe(400);
    expect(await followed({ after: `${epoch}:${Number(seq) + 5}` }).closed).toBe(4010);
    const ofTheOther = (await page('limit=1', quiet)).body.next;
    expect((await page(`after=${ofTheOther}`)).status).toBe(400);
    expect(await logEnd(test, site)).toEqual(before);
  });

  it('of before cursors had proofs is still understood', async () => {
    const seen = await append(test, site, passages(2));
    const wall = followed({ after: `${before.epoch}:${before.head}` });
    await wall.reached(seen);
    expect(wall.items()).toHaveLength(2);
    wall.socket.close();
    const { body } = await page(`after=${before.epoch}:${before.head}`);
    expect(body.items.map((item: { seq: number }) => item.seq)).toEqual([before.head + 1, before.head + 2]);
  });
});
