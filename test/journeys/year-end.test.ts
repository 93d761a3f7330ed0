import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMonths } from '../../src/access/state/keep-months.ts';
import { mayStill } from '../../src/operators/principals/may-still.ts';
import { eraseDue } from '../../src/retention/due/erase-due.ts';
import { everyOrganisation } from '../../src/retention/rules/cutoffs.ts';
import { decideRetention } from '../../src/retention/rules/decide-retention.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../support/a-permit-house.ts';
import { aPlan, aReader } from '../support/a-plan.ts';
import { entriesOf, gatewayToken } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aCard, aColleague, anApprovedPermission } from '../support/people-house.ts';
import { aToken } from '../support/test-app.ts';

/** The last evening of 令和8年 and the first morning of 令和9年, where the office is. */
const at = (time: string, day = '2026-12-31') => new Date(`${day}T${time}:00+09:00`);
const newYear = (time: string) => at(time, '2027-01-01');
const midnight = newYear('00:00');

let house: PermitHouse;
let gateway: TestGateway;
let security: Officer;
let host: string;
let guard: string;
let visit: string;
let filming: string;

/** In April: whose permission, and which filming, goes to the end of the year; and a visit whose names go with it. */
beforeAll(async () => {
  const everyHour = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' };
  house = await startPermitHouse({
    readers: [...aPlan().readers, aReader('hall-office', 'hall')],
    schedules: [
      { id: 'day', name: '終日', hours: [everyHour], onHolidays: 'as-usual', onYearEnd: 'as-usual' },
    ],
  });
  const { test, site, determine, zoneOfficer } = house;
  await determine('t1r19', 2, [{ value: 'required' }]);
  await determine('t2r14', 2, [{ value: 'permission' }]);
  for (const [number, until] of [
    ['51001', midnight],
    ['51002', midnight],
    ['51003', at('00:00', '2027-04-01')],
  ] as const) {
    const person = await aColleague(house, `職員 ${number}`);
    await aCard(house, person, number);
    await anApprovedPermission(house, person, zoneOfficer, { until: until.toISOString() });
  }
  const planned = await house.plan(house.host.token);
  visit = planned.body.id;
  const applied = await house.post(house.host.token, `/sites/${site}/photography`, {
    ...{ persons: [house.host.id], zones: ['office'], purpose: '年末の記録' },
    ...{ from: at('09:00', '2026-12-28').toISOString(), until: midnight.toISOString() },
    terms: { parts: ['image'], devices: ['camera'], responsible: house.host.id },
  });
  filming = applied.body.id;
  await house.post(zoneOfficer.token, `/sites/${site}/measures`, {
    ...{ zone: 'office', row: '9a', hazard: 'fire', what: '消火器を置いた', evidence: '写真 1' },
    ...{ takenOn: '2026-04-01', nextInspectionOn: '2026-12-31' },
  });
  const officer = await anOfficer(test, [{ role: 'security-officer' }]);
  const second = await anOfficer(test, [{ role: 'security-officer' }]);
  const decided = await decideRetention({ ...test.deps, mayStill }, fromTerminal(), {
    ...{ recordClass: 'visit', organisationId: everyOrganisation, days: 269 },
    ...{ basis: '標準文書保存期間基準 3', document: '令8文書第12号' },
    ...{ decidedBy: officer.id, second: second.id },
  });
  expect(decided.ok).toBe(true);
  expect((await house.permit(zoneOfficer.token, filming, 'approve')).status).toBe(200);

  test.clock.set(at('22:00'));
  await makeMonths(test.deps);
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  security = await anOfficer(test, [{ role: 'security-officer' }]);
  host = await aToken(test, { type: 'person', id: house.host.id });
  guard = (await anOfficer(test, [{ role: 'guard', siteId: site }])).token;
});
afterAll(() => house.test.close());

/** Somebody reads, and goes through where the door is opened to them. */
const reads = async (number: string, reader = 'hall-office-to-office') => {
  const read = gateway.read(number, reader, { card: { format: 'wiegand-26', facility: '012', number } });
  const [result] = (await gateway.post(read)).body.results;
  const through = ['door-opened', 'door-closed'].map((kind) => gateway.event(kind, { door: 'hall-office' }));
  if (result.verdict === 'grant') await gateway.post(...through);
  return result;
};
const nameOfVisitor = async () =>
  (await house.test.pool.query('select name from visitor_identities where site_id = $1', [house.site])).rows;
const changes = async () => (await house.get(security.token, `/sites/${house.site}/gaps/changes`)).body.items;

describe('31 December', () => {
  it('goes on as every other day until it is over', async () => {
    house.test.clock.set(at('23:59'));
    expect((await reads('51001')).verdict).toBe('grant');
    const watched = { zone: 'office', reason: '巡回で確かめた' };
    expect((await house.post(guard, `/sites/${house.site}/presence/${house.host.id}`, watched)).status).toBe(
      200,
    );
    expect((await house.permit(host, filming, 'start')).body).toEqual({ state: 'in-use' });
    const { digest } = (await house.get(security.token, `/sites/${house.site}/gaps`)).body;
    expect((await house.post(security.token, `/sites/${house.site}/gaps/sign`, { digest })).status).toBe(200);
    expect(await changes()).toEqual([]);
    await eraseDue(house.test.deps);
    expect(await nameOfVisitor()).toEqual([{ name: '佐藤 花子' }]);
  });

  it('ends permissions with the year to the second, and holds nobody inside', async () => {
    house.test.clock.set(midnight);
    const refused = await reads('51002');
    expect(refused.verdict).toBe('deny');
    expect(codesOf(refused)).toEqual(['permission-expired']);
    expect((await reads('51003')).verdict).toBe('grant');
    expect((await reads('51001', 'hall-office-to-hall')).verdict).toBe('grant');
    expect((await reads('51001')).verdict).toBe('deny');
  });

  it('leaves what is still in use past its end to be ended, once', async () => {
    const { body } = await house.permit(host, filming);
    expect(body).toMatchObject({ state: 'in-use', conditions: [{ is: 'overdue' }] });
    const said = (await entriesOf(house.test.pool, house.site)).filter(
      ({ kind }) => kind === 'permit-overdue',
    );
    expect(said.map(({ text }) => JSON.parse(text))).toMatchObject([
      { at: midnight.toISOString(), subject: { permit: filming } },
    ]);
    expect((await house.permit(host, filming, 'close', { report: '終えた' })).status).toBe(200);
  });

  it('tells in the first minute what the report that was signed in the last does not', async () => {
    house.test.clock.set(newYear('00:01'));
    expect(await changes()).toMatchObject([
      {
        ...{ zone: 'office', row: '9a', was: 'missing', now: 'missing' },
        missing: expect.arrayContaining([expect.stringContaining('点検の期限（2026-12-31）を過ぎている')]),
      },
    ]);
  });

  it('erases the names whose days are over, and keeps that somebody came', async () => {
    house.test.clock.set(newYear('09:01'));
    await eraseDue(house.test.deps);
    expect(await nameOfVisitor()).toEqual([{ name: '消去済' }]);
    const zoneOfficer = await aToken(house.test, { type: 'person', id: house.zoneOfficer.id });
    const { body } = await house.get(zoneOfficer, `/sites/${house.site}/visits/${visit}`);
    expect(body.members).toHaveLength(1);
  });

  it('writes both years in one record, each by its own number, and the new one into its own month', async () => {
    const token = await aToken(house.test, { type: 'person', id: house.zoneOfficer.id });
    const answer = await house.test.app.inject({
      url: `/api/v1/sites/${house.site}/records/passages?from=2026-12-31&until=2027-01-02&format=csv`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.payload).toContain('令和8年12月31日 23:59:00');
    expect(answer.payload).toContain('令和9年1月1日 00:00:00');
    const { rows } = await house.test.pool.query(
      'select distinct tableoid::regclass::text as month from entries where site_id = $1 and recorded_at >= $2 order by 1',
      [house.site, at('22:00')],
    );
    expect(rows.map(({ month }) => month)).toEqual(['entries_202612', 'entries_202701']);
  });
});
