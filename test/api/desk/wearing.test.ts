import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aColleague, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';

let house: PeopleHouse;
let head: Officer;
let guard: Officer;
let person: string;
beforeAll(async () => {
  house = await startPeopleHouse();
  const { test, site, section } = house;
  head = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]);
  guard = await anOfficer(test, [{ role: 'guard', siteId: site }]);
  person = await aColleague(house, '佐藤 花子');
});
afterAll(() => house.test.close());

const excuses = () => `/sites/${house.site}/wearing-excuses`;
const period = {
  from: '2026-04-06T00:00:00.000Z',
  until: '2026-05-01T00:00:00.000Z',
  reason: '皮膚の治療中',
};
const excuse = (token: string, over: object = {}) =>
  house.post(token, excuses(), { person, ...period, ...over });
const remind = (over: object = {}) =>
  house.post(guard.token, `/sites/${house.site}/wearing-reminders`, { zone: 'office', ...over });
const running = async () => (await house.get(guard.token, `${excuses()}?running=true`)).body;

describe('着用の注意', () => {
  it('is recorded with place and words, of somebody known or not, and raises no alarm', async () => {
    const { status, body } = await remind({ person, words: '上着の下に着けていた' });
    expect(status).toBe(200);
    expect(body.excusedUntil).toBeNull();
    const last = await lastEntryOf(house.test.pool, house.site);
    expect(last).toMatchObject({
      kind: 'wearing-reminded',
      seq: body.seq,
      subject: { person, to: 'office' },
    });
    expect(last.effects).toEqual([]);
    expect((await remind()).status).toBe(200);
    expect((await house.get(guard.token, `/sites/${house.site}/alarms`)).body.items).toEqual([]);
  });

  it('is of a zone there is, and of nobody the site does not know', async () => {
    expect((await remind({ zone: 'cellar' })).body.errors).toMatchObject([{ at: '/zone' }]);
    expect((await remind({ person: newId<'person'>() })).body.errors).toMatchObject([{ at: '/person' }]);
    expect(
      (await house.post(head.token, `/sites/${house.site}/wearing-reminders`, { zone: 'office' })).status,
    ).toBe(403);
  });
});

describe('着用の免除', () => {
  it('is given by the head of the section for a while, shown to the guard, and ended', async () => {
    const { id } = (await excuse(head.token)).body;
    expect(await running()).toMatchObject({
      items: [{ id, person, until: period.until, reason: '皮膚の治療中', givenBy: head.id }],
      names: { [person]: '佐藤 花子' },
    });
    expect((await remind({ person })).body.excusedUntil).toBe(period.until);
    const end = () => house.post(head.token, `${excuses()}/${id}/end`, { reason: '治った' });
    expect((await end()).status).toBe(200);
    expect((await running()).items).toEqual([]);
    expect((await remind({ person })).body.excusedUntil).toBeNull();
    expect((await end()).body.detail).toContain('すでに終わって');
  });

  it('is over at its end, without an act', async () => {
    await excuse(head.token, { until: '2026-04-07T00:00:00Z' });
    expect((await running()).items).toHaveLength(1);
    const before = house.test.clock.now();
    house.test.clock.set(new Date('2026-04-07T00:00:00Z'));
    expect((await running()).items).toEqual([]);
    house.test.clock.set(before);
  });

  it('is of nobody in another section, nor of oneself, nor without an end', async () => {
    const { test, site, otherSection } = house;
    const other = await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: otherSection }]);
    expect((await excuse(other.token)).status).toBe(403);
    expect((await excuse(guard.token)).status).toBe(403);
    expect((await excuse(head.token, { until: '2025-05-01T00:00:00Z' })).status).toBe(422);
    expect((await excuse(head.token, { until: '2028-05-01T00:00:00Z' })).status).toBe(422);
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [
      head.id,
      house.section,
    ]);
    expect((await excuse(head.token, { person: head.id })).body.type).toBe('/problems/self-approval');
  });
});
