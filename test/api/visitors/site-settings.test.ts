import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPlan, aZone } from '../../support/a-plan.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;

beforeAll(async () => {
  const { zones } = aPlan();
  house = await startVisitHouse(
    { announceBy: { daysBefore: 1, at: '17:00' } },
    { zones: zones.map((zone) => (zone.id === 'hall' ? aZone({ ...zone, visitorsCommon: true }) : zone)) },
  );
});
afterAll(() => house.test.close());

/** Determines for the organisation that visits to zones of a class are not recorded (row 29). */
async function recordNothing(zoneClass: number) {
  const { post, admin, section, test } = house;
  const second = await anOfficer(test, [{ role: 'general-officer' }]);
  const proposed = await post(admin.token, '/determinations', {
    organisation: section,
    row: 't1r29',
    class: zoneClass,
    value: 'not-required',
    words: '来訪の記録を求めない',
    basis: '訓令第1号',
    from: '2026-04-01T00:00:00+09:00',
  });
  const adopted = await post(second.token, `/determinations/${proposed.body.id}/adopt`, {});
  expect(adopted.status, JSON.stringify([proposed.body, adopted.body])).toBeLessThan(300);
}

describe('the closing time of a site', () => {
  it('sends a name that comes later the walk-in way', async () => {
    const { host, plan, test, get, visitUrl } = house;
    const late = await plan(host.token, { days: ['2026-04-06'] });
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/announcement-closed' } });
    expect(late.body.detail).toContain('受付');
    const { body } = await plan(host.token, { days: ['2026-04-08'] });
    test.clock.set(new Date('2026-04-07T17:00:00+09:00'));
    const { headers } = await get(host.token, visitUrl(`/${body.id}`));
    const change = (payload: object) =>
      test.ask(host.token, {
        method: 'POST',
        url: `/api/v1${visitUrl(`/${body.id}/change`)}`,
        headers: { 'if-match': String(headers.etag) },
        payload,
      });
    const added = await change({ addMembers: [{ name: '鈴木', affiliation: '個人' }] });
    expect(added).toMatchObject({ status: 409, body: { type: '/problems/announcement-closed' } });
    expect((await change({ startsAt: '15:00' })).status).toBe(200);
  });
});

describe('where row 29 asks for no record', () => {
  it('names are confirmed and kept nowhere; where one zone of the visit asks for it they are', async () => {
    const { host, plan, test, site } = house;
    await recordNothing(2);
    const some = await plan(host.token, { days: ['2026-04-13'] });
    expect(some.body).toMatchObject({ namesKept: true, members: [{ name: '佐藤 花子' }] });
    await recordNothing(1);
    const none = await plan(host.token, { days: ['2026-04-13'], purposeWords: '佐藤さんと打合せ' });
    expect(none.body).toMatchObject({
      namesKept: false,
      purposeWords: null,
      members: [{ name: null, affiliation: null }],
    });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({ kind: 'visit-planned', personal: null });
    const { rows } = await test.pool.query('select 1 from visitor_identities where visit_id = $1', [
      none.body.id,
    ]);
    expect(rows).toEqual([]);
    const missing = await plan(host.token, { days: ['2026-04-13'], members: [{ name: '佐藤' }] });
    expect(missing.status).toBe(400);
  });
});
