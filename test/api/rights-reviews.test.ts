import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ministryLogId } from '../../src/kernel/ids.ts';
import { listReviewLines } from '../../src/rights/reviews/list-review-lines.ts';
import { ofTheMinistry } from '../../src/rights/reviews/review-area.ts';
import { tellOverdueReviews } from '../../src/rights/reviews/tell-overdue-reviews.ts';
import { entriesOf, lastEntryOf } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import {
  aColleague,
  anApprovedPermission,
  type PeopleHouse,
  startPeopleHouse,
} from '../support/people-house.ts';
import { aToken } from '../support/test-app.ts';

/** 統一技術基準 2.2.1.3(2)(f), METI 24(8): each quarter, of every right, whether its holder still needs it. */

let house: PeopleHouse;
let officer: Officer;
let clerk: Officer;
let colleague: string;
let permission: string;
let ownPermission: string;

const review = '/rights-reviews/2026-07';
const office = () => ({ site: house.site, zone: 'office' });
const query = (area: Record<string, string>) => `?${new URLSearchParams({ limit: '200', ...area })}`;
/** A token of theirs that is not over. */
const anew = async ({ id }: Officer) => ({ id, token: await aToken(house.test, { type: 'person', id }) });

beforeAll(async () => {
  house = await startPeopleHouse();
  const { test, site, post } = house;
  const ofOffice = { siteId: site, scope: 'office' };
  officer = await anOfficer(test, [{ role: 'zone-officer', ...ofOffice }]);
  clerk = await anOfficer(test, [{ role: 'zone-clerk', ...ofOffice }]);
  await anOfficer(test, [{ role: 'zone-clerk', siteId: site, scope: 'hall' }]);
  const guard = await anOfficer(test, [{ role: 'guard', siteId: site }]);
  colleague = await aColleague(house);
  permission = await anApprovedPermission(house, colleague, officer);
  const second = await anOfficer(test, [{ role: 'zone-officer', ...ofOffice }]);
  ownPermission = await anApprovedPermission(house, officer.id, second);
  test.clock.set(new Date('2026-06-20T00:00:00Z'));
  await post(guard.token, `/sites/${site}/presence/${colleague}`, { zone: 'office', reason: '見かけた' });
});
afterAll(() => house.test.close());

describe('AT-313 2.2.1.3(2)(f) a review of rights', () => {
  it('has nothing to decide of what was given in the quarter that is', async () => {
    const { body } = await house.get(house.admin.token, '/rights-reviews');
    expect(body).toMatchObject({ quarter: '2026-04', items: [] });
  });

  it('is of every right of a zone, with when it was last of use, and seen by those who answer for it', async () => {
    house.test.clock.set(new Date('2026-07-08T00:00:00Z'));
    officer = await anew(officer);
    const standing = await house.get(officer.token, '/rights-reviews');
    expect(standing.body).toMatchObject({
      ...{ quarter: '2026-07', dueAt: '2026-07-30T15:00:00.000Z' },
      items: [{ ...office(), due: 3, undecided: 3, signedBy: null, isOverdue: false, risenTo: null }],
    });
    const { body } = await house.get(officer.token, `${review}${query(office())}`);
    const lines = new Map(body.items.map((one: Record<string, string>) => [one.id, one]));
    expect(lines.size).toBe(3);
    expect(lines.get(permission)).toMatchObject({
      ...{ kind: 'permission', holder: colleague, scope: 'office', isDue: true, decision: null },
      ...{ lastUsedAt: '2026-06-20T00:00:00.000Z', isUnused: false },
    });
    expect(lines.get(ownPermission)).toMatchObject({ lastUsedAt: null, isUnused: true });
    const clerks = body.items.filter(({ kind }: Record<string, string>) => kind === 'role');
    expect(clerks).toMatchObject([{ role: 'zone-clerk', holder: clerk.id, isUnused: true }]);
    for (const elsewhere of [{}, { ...office(), zone: 'hall' }]) {
      expect((await house.get(officer.token, `${review}${query(elsewhere)}`)).status).toBe(404);
    }
    expect((await house.get(officer.token, `${review}${query({ zone: 'office' })}`)).status).toBe(422);
  });

  it('ends what its officer removes at once, in the one entry of the act, though giving is not theirs', async () => {
    const current = await anew(clerk);
    const path = `/sites/${house.site}/permissions`;
    expect((await house.get(current.token, path)).status).toBe(200);
    const { body } = await house.get(officer.token, `${review}${query(office())}`);
    const { id } = body.items.find(({ kind }: Record<string, string>) => kind === 'role');
    const end = { reason: '要らない' };
    expect((await house.post(officer.token, `/role-assignments/${id}/end`, end)).status).toBe(403);
    const removed = await house.post(officer.token, `${review}/remove`, { ...office(), right: id, ...end });
    expect(removed.status).toBe(200);
    expect(await lastEntryOf(house.test.pool, ministryLogId)).toMatchObject({
      ...{ kind: 'role-ended', actor: { id: officer.id }, subject: { person: clerk.id } },
      details: { assignment: id, role: 'zone-clerk', review: '2026-07' },
    });
    const again = await house.get(current.token, path);
    expect(again.body.items).toEqual([]);
    const twice = await house.post(officer.token, `${review}/remove`, { ...office(), right: id, ...end });
    expect(twice.status).toBe(404);
  });

  it('is not signed before all is decided, and nobody decides of what is theirs', async () => {
    const sign = (by: Officer) => house.post(by.token, `${review}/sign`, office());
    const keep = (by: Officer, rights: readonly string[]) =>
      house.post(by.token, `${review}/keep`, { ...office(), rights });
    expect((await sign(officer)).body.detail).toContain('2件');
    expect((await keep(officer, [permission])).body).toEqual({ kept: 1 });
    expect((await keep(officer, [ownPermission])).body.type).toBe('/problems/self-approval');
    expect((await keep(officer, [house.site])).body.errors).toMatchObject([{ at: '/rights/0' }]);
    const superior = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    const remove = { ...office(), right: ownPermission, reason: '使っていない' };
    expect((await house.post(superior.token, `${review}/remove`, remove)).status).toBe(200);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      ...{ kind: 'permission-ended', subject: { permission: ownPermission } },
      details: { review: '2026-07' },
    });
    expect((await sign(officer)).body).toEqual({ kept: 1, removed: 2 });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      ...{ kind: 'rights-review-signed', actor: { id: officer.id }, subject: { to: 'office' } },
      details: { quarter: '2026-07', kept: 1, removed: 2 },
    });
    expect((await sign(officer)).status).toBe(409);
    expect((await keep(officer, [permission])).status).toBe(409);
  });

  it('is given out as a table, with who decided what', async () => {
    const { body, headers } = await house.get(
      officer.token,
      `${review}/csv${query(office())}`.replace('limit=200&', ''),
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const rows = String(body).trim().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row.includes(permission))).toContain(`,残す,${officer.id},2026-07-08T`);
    expect(rows.filter((row) => row.includes(',外す,'))).toHaveLength(2);
  });

  it('is of the ministry for all other roles, kept by whoever gives them, each by another than its holder', async () => {
    const admin = await anew(house.admin);
    const other = await anOfficer(house.test, [{ role: 'rights-admin' }]);
    const { body } = await house.get(admin.token, `${review}${query({})}`);
    const due = body.items.filter(({ isDue }: Record<string, boolean>) => isDue);
    expect(due.map(({ role }: Record<string, string>) => role)).not.toContain('zone-clerk');
    const idsOf = (isOwn: boolean): readonly string[] =>
      due
        .filter((one: Record<string, string>) => (one.holder === admin.id) === isOwn)
        .map(({ id }: { id: string }) => id);
    const keep = (by: Officer, rights: readonly string[]) =>
      house.post(by.token, `${review}/keep`, { rights });
    expect((await keep(admin, idsOf(true))).body.type).toBe('/problems/self-approval');
    expect((await keep(admin, idsOf(false))).body).toEqual({ kept: idsOf(false).length });
    expect((await keep(officer, idsOf(true))).status).toBe(403);
    expect((await house.post(admin.token, `${review}/sign`, {})).status).toBe(409);
    expect((await keep(other, idsOf(true))).status).toBe(200);

    const given = body.items.find((one: Record<string, string>) => one.holder === other.id);
    expect(given.isDue).toBe(false);
    expect((await keep(admin, [given.id])).status).toBe(200);
    const { now } = house.test.clock;
    const nextQuarter = new Date(now().getTime() + 90 * 86_400_000);
    const key = { quarter: '2026-07', ...ofTheMinistry };
    const past = await listReviewLines(house.test.pool, { key, now: nextQuarter, limit: 200 });
    expect(past.items.find(({ id }) => id === given.id)).toMatchObject({ inEffect: true, isDue: false });
  });
});

describe('AT-313 2.2.1.3(2)(f) a review that nobody signed in time', () => {
  const alarms = async () => {
    const { rows } = await house.test.pool.query(
      "select site_id from alarms where kind = 'rights-review-overdue'",
    );
    return rows.length;
  };

  it('raises one alarm, once over two instances, and becomes the work of the superior', async () => {
    house.test.clock.set(new Date('2026-07-30T14:59:59Z'));
    await tellOverdueReviews(house.test.deps);
    expect(await alarms()).toBe(0);
    house.test.clock.set(new Date('2026-07-30T15:00:00Z'));
    await Promise.all([tellOverdueReviews(house.test.deps), tellOverdueReviews(house.test.deps)]);
    await tellOverdueReviews(house.test.deps);
    expect(await alarms()).toBe(1);
    const entries = await entriesOf(house.test.pool, ministryLogId);
    const told = entries.filter(({ kind }) => kind === 'rights-review-overdue');
    expect(told.map(({ text }) => JSON.parse(text).details)).toEqual([
      { quarter: '2026-07', reviews: 2, risesTo: ['ciso', 'security-officer'] },
    ]);
    const superior = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    const findings = async () => {
      const { body } = await house.get(superior.token, '/rights-findings');
      return body.items.filter(({ kind }: Record<string, string>) => kind === 'review-overdue');
    };
    const hall = { role: 'security-officer', siteId: house.site, scope: 'hall' };
    expect(await findings()).toMatchObject([
      { role: 'ciso', siteId: null },
      { ...hall, ref: '2026-07' },
    ]);
    const area = { site: house.site, zone: 'hall' };
    const { body } = await house.get(superior.token, `${review}${query(area)}`);
    const rights = body.items.map(({ id }: Record<string, string>) => id);
    await house.post(superior.token, `${review}/keep`, { ...area, rights });
    expect((await house.post(superior.token, `${review}/sign`, area)).status).toBe(200);
    expect(await findings()).toMatchObject([{ role: 'ciso', siteId: null }]);
  });

  it('is read afterwards, and decided no more', async () => {
    house.test.clock.set(new Date('2026-10-01T00:00:00Z'));
    const later = await anOfficer(house.test, [{ role: 'general-officer' }]);
    const { body } = await house.get(later.token, `${review}${query(office())}`);
    expect(body.items).toHaveLength(3);
    const signing = await house.post(later.token, `${review}/sign`, { site: house.site, zone: 'hall' });
    expect(signing).toMatchObject({ status: 409 });
  });
});
