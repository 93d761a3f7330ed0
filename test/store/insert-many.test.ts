import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertMany, manyRows } from '../../src/db/insert-many.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { newId } from '../../src/kernel/ids.ts';
import { standingPermissions } from '../../src/people/permissions/tables.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const id = () => newId<'permission'>() as string;

const aPermission = (over: Partial<(typeof standingPermissions)['$inferInsert']>) => ({
  permissionId: id(),
  personId: id(),
  zoneIds: ['hall', 'office'],
  scheduleId: 'day',
  validFrom: new Date('2026-04-06T00:00:00.123+09:00'),
  validUntil: new Date('2099-12-31T15:00:00Z'),
  duringLockdown: false,
  applicantId: id(),
  purpose: '執務',
  approvals: [{ as: 'zone-officer' as const, zone: 'office', by: id(), at: '2026-04-01T00:00:00.000Z' }],
  ...over,
});

describe('many rows in one statement', () => {
  it('are what the builder would have written, one by one', async () => {
    const rows = [
      aPermission({}),
      aPermission({ zoneIds: [], approvals: [], duringLockdown: true, reviewBy: new Date(0) }),
      aPermission({
        zoneIds: ['a,b', '"quoted"', 'back\\slash', '{}', 'null', ''],
        purpose: '髙橋 𠮷田\n"\\t"\t’',
      }),
      aPermission({ outsider: null, reason: null, replaces: id() }),
    ];
    const shared = { fromSeq: 7, state: 'approved' as const };
    const db = databaseOf(test.pool);
    const [one, other] = [id(), id()];
    await db.insert(standingPermissions).values(rows.map((row) => ({ ...row, ...shared, siteId: one })));
    const client = await test.pool.connect();
    await insertMany(client, manyRows(standingPermissions, rows), { ...shared, siteId: other });
    client.release();
    const stored = await db.select().from(standingPermissions);
    const of = (siteId: string) =>
      stored
        .filter((row) => row.siteId === siteId)
        .map(({ siteId: _, ...row }) => row)
        .toSorted((a, b) => (a.permissionId < b.permissionId ? -1 : 1));
    expect(of(one)).toHaveLength(rows.length);
    expect(of(other)).toEqual(of(one));
  });

  it('may be none', async () => {
    const client = await test.pool.connect();
    await insertMany(client, manyRows(standingPermissions, []), { siteId: id(), fromSeq: 1 });
    client.release();
  });
});
