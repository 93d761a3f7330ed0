import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { approvePermission } from '../../../src/people/permissions/approve-permission.ts';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { anOrganisation } from '../../support/a-ruled-zone.ts';
import { aSite } from '../../support/a-site.ts';
import { entriesOf, gatewayToken } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { holdHead } from '../../support/held-head.ts';
import {
  type ApplicationOverrides,
  aCard,
  aColleague,
  aContractor,
  anApplication,
  anApprovedPermission,
  anOfficerOf,
  joinUnit,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';
import { aMachine, aToken } from '../../support/test-app.ts';

let house: PeopleHouse;
let officer: Officer;
let start: Date;

beforeAll(async () => {
  house = await startPeopleHouse();
  start = house.test.clock.now();
  officer = await anOfficerOf(house, 'office');
  await joinUnit(house, house.host, anOrganisation);
});
afterEach(() => house.test.clock.set(start));
afterAll(() => house.test.close());

const path = (permission = '') => `/sites/${house.site}/permissions${permission && `/${permission}`}`;
const apply = (token: string, person: string, over: ApplicationOverrides = {}) =>
  house.post(token, path(), anApplication(person, over));
const applied = async (person: string, over: ApplicationOverrides = {}): Promise<string> => {
  const { status, body } = await apply(house.host.token, person, over);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
};
const approve = (token: string, permission: string) => house.post(token, `${path(permission)}/approve`);
const take = (token: string, permission: string, step: string) =>
  house.post(token, `${path(permission)}/${step}`, { reason: '理由' });
const read = async (permission: string) => (await house.get(house.admin.token, path(permission))).body;

describe('applying for a standing permission', () => {
  it.each([
    ['a zone that is not there', { zones: ['attic'] }, '/zones/0'],
    ['a schedule that is not there', { schedule: 'never' }, '/schedule'],
    ['more than a year', { until: '2027-05-01T00:00:00+09:00' }, '/until'],
    ['no end', { until: undefined }, '/until'],
    ['two ends', { untilOn: '2026-09-30' }, '/until'],
    ['a last day that no calendar has', { until: undefined, untilOn: '9999-12-31' }, '/until'],
    ['an end before the beginning', { until: '2026-04-01T00:00:00+09:00' }, '/until'],
    [
      'terms of an outsider for staff',
      { outsider: undefined, duringLockdown: false, zones: ['x'] },
      '/zones/0',
    ],
  ])('refuses %s', async (_, over, at) => {
    const answer = await apply(house.host.token, await aColleague(house), over);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { at: string }) => error.at)).toContain(at);
  });

  it('takes a last day, which is within it, for an end', async () => {
    const day = { until: undefined, untilOn: '2026-09-30' };
    const applied = await apply(house.host.token, await aColleague(house), day);
    const { body } = await house.get(house.host.token, `/sites/${house.site}/permissions/${applied.body.id}`);
    expect(body.until).toBe('2026-09-30T15:00:00.000Z');
  });

  it('refuses the terms of an outsider for staff', async () => {
    const identity = { by: officer.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
    const outsider = { host: house.host.id, identity };
    const answer = await apply(house.host.token, await aColleague(house), { outsider });
    expect(answer.body.errors[0].at).toBe('/outsider');
  });

  it.each([
    ['no zone', { zones: [] }],
    ['one zone twice', { zones: ['office', 'office'] }],
    ['an unknown field', { approvals: [] }],
    ['no purpose', { purpose: undefined }],
  ])('refuses %s', async (_, over) => {
    expect((await apply(house.host.token, await aColleague(house), over)).status).toBe(400);
  });

  it('is done by a person, not by a machine', async () => {
    const machine = await aMachine(house.test, 'script', [{ role: 'rights-admin' }]);
    expect((await apply(machine, await aColleague(house))).status).toBe(403);
  });

  it('answers 404 at a site that has no plan yet', async () => {
    const { body } = await house.post(house.admin.token, '/sites', { name: '建設中の庁舎' });
    const url = `/sites/${body.id}/permissions`;
    const answer = await house.post(house.host.token, url, anApplication(await aColleague(house)));
    expect(answer).toMatchObject({ status: 404, body: { detail: 'この庁舎の図面はまだありません。' } });
  });

  it('weighs the plan as it stands once the head is held', async () => {
    const site = await aSite(house.test);
    const head = await holdHead(house.test, site);
    const application = anApplication(await aColleague(house));
    const waiting = house.post(house.host.token, `/sites/${site}/permissions`, application);
    await head.untilWaiting(waiting);
    await house.test.pool.query(
      "update plan_elements set until_seq = 2 where site_id = $1 and kind = 'zone' and element_id = 'office'",
      [site],
    );
    await head.release();
    expect(await waiting).toMatchObject({ status: 422, body: { errors: [{ at: '/zones/0' }] } });
  });

  it('answers 404 for a site that is not there', async () => {
    const url = '/sites/00000000-0000-7000-8000-0000000000ff/permissions';
    const person = await aColleague(house);
    expect((await house.post(house.host.token, url, anApplication(person))).status).toBe(404);
  });
});

describe('the permission of an outsider', () => {
  const terms = async (over: ApplicationOverrides = {}) => {
    const { contract, person } = await aContractor(house);
    const identity = { by: officer.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
    return { person, outsider: { host: house.host.id, identity, contract, ...over } };
  };

  it.each([
    ['host', { host: undefined }],
    ['identity confirmation', { identity: undefined }],
  ])('is not taken without its %s', async (_, over) => {
    const { person, outsider } = await terms(over);
    expect((await apply(house.host.token, person, { outsider })).status).toBe(400);
  });

  it.each([
    ['all of its terms', () => undefined, '/outsider'],
    ['its contract', () => ({ contract: undefined }), '/outsider/contract'],
    ['a host of the staff', () => ({ host: '00000000-0000-7000-8000-0000000000ff' }), '/outsider/host'],
    ['a review by the host', () => ({ host: officer.id, review: { content: '面談' } }), '/outsider/review'],
  ])('is refused without %s', async (_, over, at) => {
    const { person, outsider } = await terms(over() ?? {});
    const body = over() === undefined ? {} : { outsider };
    const answer = await apply(house.host.token, person, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].at).toBe(at);
  });

  it.each([
    ['begins before its contract', { from: '2026-03-31T23:59:59.999+09:00' }, '/from'],
    ['lasts longer than its contract', { until: '2027-04-01T00:00:00.001+09:00' }, '/until'],
  ])('is not taken where it %s', async (_, over, at) => {
    const { person, outsider } = await terms();
    const period = { from: '2026-04-01T00:00:00+09:00', until: '2027-04-01T00:00:00+09:00' };
    const answer = await apply(house.host.token, person, { outsider, ...period, ...over });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ at }] } });
    expect((await apply(house.host.token, person, { outsider, ...period })).status).toBe(201);
  });

  it('is not taken, nor approved, once its contract has ended or begins later', async () => {
    const { person, outsider } = await terms({ review: { content: '面談で審査した' } });
    const permission = await applied(person, { outsider });
    const url = `/contracts/${outsider.contract}`;
    await house.patch(house.admin.token, url, { validFrom: '2026-05-06T00:00:00+09:00' });
    const early = await approve(officer.token, permission);
    expect(early).toMatchObject({ status: 422, body: { errors: [{ at: '/from' }] } });
    await house.patch(house.admin.token, url, { validFrom: '2026-04-01T00:00:00+09:00' });
    await house.post(house.admin.token, `${url}/end`, { reason: '契約解除' });
    const over = await approve(officer.token, permission);
    expect(over).toMatchObject({ status: 422, body: { errors: [{ at: '/outsider/contract' }] } });
  });

  it('is not approved before the host has recorded the review', async () => {
    const { person, outsider } = await terms();
    const permission = await applied(person, { outsider });
    expect((await approve(officer.token, permission)).status).toBe(409);
    const review = (token: string) =>
      house.post(token, `${path(permission)}/review`, { content: '作業内容と身元を審査した' });
    expect((await review(officer.token)).status).toBe(403);
    expect((await review(house.host.token)).status).toBe(200);
    expect((await approve(officer.token, permission)).body.state).toBe('approved');
    expect((await read(permission)).outsider.review.by).toBe(house.host.id);
  });

  it('takes the review with the application of the host', async () => {
    const { person, outsider } = await terms({ review: { content: '面談で審査した' } });
    const permission = await applied(person, { outsider });
    expect((await approve(officer.token, permission)).body.state).toBe('approved');
  });

  it('is reopened when the contract changes and flagged when the host leaves', async () => {
    const host = await anOfficer(house.test, []);
    const { person, outsider } = await terms({ host: host.id, review: { content: '審査した' } });
    const permission = (await apply(host.token, person, { outsider })).body.id;
    await approve(officer.token, permission);
    await house.post(house.admin.token, `/persons/${host.id}/leave`, { reason: '退職' });
    expect((await read(permission)).state).toBe('to-review');
    // Whoever confirms it must first have a host in office.
    expect((await approve(officer.token, permission)).status).toBe(422);
    const next = await aContractor(house);
    await house.patch(house.admin.token, `/persons/${person}`, { contractId: next.contract });
    expect(await read(permission)).toMatchObject({ state: 'requested', approvals: [], reviewBy: null });
  });
});

describe('approving', () => {
  it('AT-203 2.2.1.2(1)(b)(イ): is the officer’s of the zone', async () => {
    const permission = await applied(await aColleague(house));
    const hall = await anOfficerOf(house, 'hall');
    expect((await approve(hall.token, permission)).status).toBe(403);
    expect((await approve(house.host.token, permission)).status).toBe(403);
    expect((await approve(officer.token, permission)).body).toEqual({
      state: 'approved',
      added: ['office'],
      missing: [],
    });
    expect((await approve(officer.token, permission)).status).toBe(409);
  });

  it('never is the applicant’s, also with another token of the same person (I8)', async () => {
    const permission = (await apply(officer.token, await aColleague(house))).body.id;
    const otherToken = await aToken(house.test, { type: 'person', id: officer.id });
    for (const token of [officer.token, otherToken]) {
      const answer = await approve(token, permission);
      expect(answer.status).toBe(403);
      expect(answer.body.type).toBe('/problems/self-approval');
    }
    expect((await read(permission)).approvals).toEqual([]);
  });

  it('never is that of the person it is for (I8)', async () => {
    const permission = await applied(officer.id);
    expect((await approve(officer.token, permission)).body.type).toBe('/problems/self-approval');
  });

  it('of zones with different officers needs each', async () => {
    const hall = await anOfficerOf(house, 'hall');
    const permission = await applied(await aColleague(house), { zones: ['hall', 'office'] });
    expect((await approve(officer.token, permission)).body).toMatchObject({
      state: 'requested',
      added: ['office'],
      missing: [{ zone: 'hall', as: ['zone-officer'] }],
    });
    expect((await approve(officer.token, permission)).status).toBe(403);
    expect((await approve(hall.token, permission)).body).toEqual({
      state: 'approved',
      added: ['hall'],
      missing: [],
    });
  });

  it('by two officers at once counts both', async () => {
    const hall = await anOfficerOf(house, 'hall');
    const permission = await applied(await aColleague(house), { zones: ['hall', 'office'] });
    await Promise.all([approve(officer.token, permission), approve(hall.token, permission)]);
    const { state, approvals } = await read(permission);
    expect(state).toBe('approved');
    expect(approvals.map(({ by }: { by: string }) => by).sort()).toEqual([officer.id, hall.id].sort());
  });

  it('by two officers of one zone at once records one', async () => {
    const second = await anOfficerOf(house, 'office');
    const permission = await applied(await aColleague(house));
    const both = [approve(officer.token, permission), approve(second.token, permission)];
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read(permission)).approvals).toHaveLength(1);
  });

  it('of class 3 needs a second person: another officer of the zone or the security officer', async () => {
    const first = await anOfficerOf(house, 'server');
    const second = await anOfficerOf(house, 'server');
    const security = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    for (const other of [second, security]) {
      const permission = await applied(await aColleague(house), { zones: ['server'] });
      expect((await approve(first.token, permission)).body.state).toBe('requested');
      expect((await approve(first.token, permission)).status).toBe(403);
      expect((await approve(other.token, permission)).body.state).toBe('approved');
    }
    const permission = await applied(await aColleague(house), { zones: ['server'] });
    expect((await approve(security.token, permission)).body.state).toBe('requested');
    expect((await approve(first.token, permission)).body.state).toBe('approved');
  });

  it('of class 3, by a session, waits until its person has shown who they are (ASVS 7.5.3), of others not', async () => {
    const { deps, clock } = house.test;
    const { id } = await anOfficer(house.test, []);
    const roles = ['server', 'office'].map((scope) => ({
      ...({ role: 'zone-officer', siteId: house.site } as const),
      scope,
    }));
    const consent = async (zone: string, minutes: number) => {
      const provedAt = new Date(clock.now().getTime() - minutes * 60_000);
      const credential = { kind: 'session', id: 'a session', provedAt } as const;
      const principal = { actor: { type: 'person', id }, credential, roles } as const;
      const permission = await applied(await aColleague(house), { zones: [zone] });
      const context = { principal, requestId: 'a request' };
      const outcome = await approvePermission(deps, context, house.site, permission);
      return outcome.ok ? outcome.value.state : outcome.refusal.code;
    };
    expect(await consent('server', 10)).toBe('proof-required');
    expect(await consent('server', 9)).toBe('requested');
    expect(await consent('office', 10)).toBe('approved');
  });

  it('does not count two who gave each other a role in the last seven days as two', async () => {
    const { test, site, post } = house;
    const giver = await anOfficer(test, [
      { role: 'rights-admin' },
      { role: 'zone-officer', siteId: site, scope: 'server' },
    ]);
    const made = await anOfficer(test, []);
    const given = await post(giver.token, '/role-assignments', {
      holder: { type: 'person', id: made.id },
      role: 'zone-officer',
      siteId: site,
      scope: 'server',
    });
    expect(given.status).toBe(201);
    const permission = await applied(await aColleague(house), { zones: ['server'] });
    await approve(giver.token, permission);
    expect((await approve(made.token, permission)).status).toBe(403);
    test.clock.set(new Date(start.getTime() + 7 * 86_400_000 + 1));
    expect((await approve(made.token, permission)).body.state).toBe('approved');
  });

  it('is not for whom the applicant, or the person it is for, gave a role in the last seven days (I8)', async () => {
    const { test, site, post } = house;
    const giver = await anOfficer(test, [{ role: 'rights-admin' }]);
    const made = await anOfficer(test, []);
    await post(giver.token, '/role-assignments', {
      holder: { type: 'person', id: made.id },
      role: 'zone-officer',
      siteId: site,
      scope: 'office',
    });
    const ownWish = await applied(giver.id);
    const forAnother = (await apply(giver.token, await aColleague(house))).body.id;
    for (const permission of [ownWish, forAnother]) {
      expect((await approve(made.token, permission)).body.type).toBe('/problems/self-approval');
    }
    test.clock.set(new Date(start.getTime() + 7 * 86_400_000 + 1));
    expect((await approve(made.token, forAnother)).body.state).toBe('approved');
  });

  it('of the right to enter during a lockdown is the security officer’s', async () => {
    const security = await anOfficer(house.test, [{ role: 'security-officer', siteId: house.site }]);
    const permission = await applied(await aColleague(house), { duringLockdown: true });
    expect((await approve(officer.token, permission)).body.state).toBe('requested');
    expect((await approve(security.token, permission)).body).toEqual({
      state: 'approved',
      added: [null],
      missing: [],
    });
  });

  it('is refused once the end has passed', async () => {
    const until = '2026-04-08T00:00:00+09:00';
    const permission = await applied(await aColleague(house), { until });
    house.test.clock.set(new Date(until));
    expect((await approve(officer.token, permission)).status).toBe(422);
    expect((await read(permission)).state).toBe('expired');
  });

  it('asks for as many officers as the class of the zone does once the head is held', async () => {
    const { test, host } = house;
    const site = await aSite(test);
    const own = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'office' }]);
    const permissions = `/sites/${site}/permissions`;
    const { body } = await house.post(host.token, permissions, anApplication(await aColleague(house)));
    const head = await holdHead(test, site);
    const waiting = house.post(own.token, `${permissions}/${body.id}/approve`);
    await head.untilWaiting(waiting);
    await test.pool.query(
      `update plan_elements set body = body || '{"class": 3}'
        where site_id = $1 and kind = 'zone' and element_id = 'office'`,
      [site],
    );
    await head.release();
    expect((await waiting).body).toMatchObject({ state: 'requested', added: ['office'] });
  });

  it('takes no body it does not know', async () => {
    const permission = await applied(await aColleague(house));
    const answer = await house.post(officer.token, `${path(permission)}/approve`, { force: true });
    expect(answer.status).toBe(400);
  });
});

describe('the way of an application', () => {
  it.each(['change', 'resubmit'])('has no %s where there is none', async (step) => {
    const { person: _, ...terms } = anApplication('');
    const nowhere = path('00000000-0000-7000-8000-0000000000ff');
    expect((await house.post(house.host.token, `${nowhere}/${step}`, terms)).status).toBe(404);
  });

  it('that was returned is not taken on by a resubmission and a withdrawal at once', async () => {
    const person = await aColleague(house);
    const permission = await applied(person);
    await take(officer.token, permission, 'return');
    const { person: _, ...mended } = anApplication(person);
    const head = await holdHead(house.test, house.site);
    const resubmission = house.post(house.host.token, `${path(permission)}/resubmit`, mended);
    await head.untilWaiting(resubmission);
    const withdrawal = take(house.host.token, permission, 'withdraw');
    await head.untilWaiting(resubmission, withdrawal);
    await head.release();
    expect((await resubmission).status).toBe(200);
    expect((await withdrawal).body.state).toBe('withdrawn');
    const { history } = await read(permission);
    expect(history.map(({ state }: { state: string }) => state)).toEqual([
      'withdrawn',
      'requested',
      'returned',
      'requested',
    ]);
  });

  it('is returned, mended by its applicant alone and approved', async () => {
    const person = await aColleague(house);
    const permission = await applied(person);
    expect((await take(house.host.token, permission, 'return')).status).toBe(403);
    expect((await take(officer.token, permission, 'return')).body.state).toBe('returned');
    expect((await approve(officer.token, permission)).status).toBe(409);
    const { person: _, ...mended } = anApplication(person, { purpose: '夜間点検' });
    const resubmit = (token: string) => house.post(token, `${path(permission)}/resubmit`, mended);
    expect((await resubmit(officer.token)).status).toBe(403);
    expect((await resubmit(house.host.token)).status).toBe(200);
    expect((await approve(officer.token, permission)).body.state).toBe('approved');
    const { history, purpose } = await read(permission);
    expect(purpose).toBe('夜間点検');
    expect(history.map(({ state }: { state: string }) => state)).toEqual([
      'approved',
      'requested',
      'returned',
      'requested',
    ]);
  });

  it('is rejected by the officer and withdrawn by the applicant, for good', async () => {
    const rejected = await applied(await aColleague(house));
    expect((await take(officer.token, rejected, 'reject')).body.state).toBe('rejected');
    const withdrawn = await applied(await aColleague(house));
    expect((await take(officer.token, withdrawn, 'withdraw')).status).toBe(403);
    expect((await take(house.host.token, withdrawn, 'withdraw')).body.state).toBe('withdrawn');
    for (const permission of [rejected, withdrawn]) {
      expect((await approve(officer.token, permission)).status).toBe(409);
    }
  });

  it('changes a permission, which stays in force until the change is approved', async () => {
    const person = await aColleague(house);
    const old = await anApprovedPermission(house, person, officer);
    const { person: _, ...change } = anApplication(person, { purpose: '新しい業務' });
    const ask = () => house.post(house.host.token, `${path(old)}/change`, change);
    const next = (await ask()).body.id;
    expect((await ask()).status).toBe(409);
    expect((await read(old)).state).toBe('approved');
    await approve(officer.token, next);
    const [before, after] = [await read(old), await read(next)];
    expect([before.state, after.state]).toEqual(['ended', 'approved']);
    expect(before.history[0].fromSeq).toBe(after.history[0].fromSeq);
    expect((await ask()).status).toBe(409);
  });

  it('renews one that begins later: the old one holds until then, and every day lets the person in', async () => {
    const person = await aColleague(house);
    await aCard(house, person, '23001');
    const old = await anApprovedPermission(house, person, officer, {
      until: '2026-06-01T00:00:00+09:00',
    });
    const { person: _, ...renewal } = anApplication(person, {
      from: '2026-05-11T00:00:00+09:00',
      until: '2027-04-01T00:00:00+09:00',
    });
    const next = (await house.post(house.host.token, `${path(old)}/change`, renewal)).body.id;
    expect((await approve(officer.token, next)).body.state).toBe('approved');
    expect(await read(old)).toMatchObject({ state: 'approved', until: '2026-05-10T15:00:00.000Z' });
    const gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
    const card = { format: 'wiegand-26', facility: '12', number: '23001' };
    const verdicts: string[] = [];
    for (const at of [
      '2026-04-06T09:00:00+09:00',
      '2026-05-08T18:00:00+09:00',
      '2026-05-11T09:00:00+09:00',
      '2026-06-02T09:00:00+09:00',
    ]) {
      house.test.clock.set(new Date(at));
      const { body } = await gateway.post(gateway.read('', 'hall-office-to-office', { card }));
      verdicts.push(body.results[0].verdict);
    }
    expect(verdicts).toEqual(['grant', 'grant', 'grant', 'grant']);
    expect((await read(old)).state).toBe('expired');
  });

  it('writes one entry for each act, with ids and dates alone', async () => {
    const person = await aColleague(house);
    const before = (await entriesOf(house.test.pool, house.site)).length;
    await anApprovedPermission(house, person, officer, { purpose: '秘密の目的' });
    const added = (await entriesOf(house.test.pool, house.site)).slice(before);
    expect(added.map(({ kind }) => kind)).toEqual(['permission-requested', 'permission-approved']);
    expect(added.some(({ text }) => text.includes('秘密'))).toBe(false);
  });
});

describe('a consent', () => {
  it('says what is still missing and who may give it, never whom it may not come from', async () => {
    const vault = await anOfficerOf(house, 'server');
    const second = await anOfficerOf(house, 'server');
    const permission = await applied(await aColleague(house), { zones: ['office', 'server'] });
    const { body } = await approve(officer.token, permission);
    expect(body).toMatchObject({ state: 'requested', added: ['office'] });
    const [awaited] = body.missing;
    expect(awaited).toMatchObject({ zone: 'server', as: ['zone-officer', 'security-officer'] });
    const ids = awaited.by.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([vault.id, second.id]));
    expect(ids).not.toContain(officer.id);
    expect(ids).not.toContain(house.host.id);
    expect(awaited.by[0].name).toEqual(expect.any(String));
    const after = await approve(vault.token, permission);
    const left = after.body.missing[0].by.map(({ id }: { id: string }) => id);
    expect(left).toContain(second.id);
    expect(left).not.toContain(vault.id);
    expect((await approve(second.token, permission)).body).toMatchObject({ state: 'approved', missing: [] });
  });
});

describe('a change of the person (2.3.1.1(2)(a)(オ))', () => {
  it('of affiliation takes the permission out of force until it is decided again', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, officer);
    await house.patch(house.admin.token, `/persons/${person}`, { organisationId: house.otherSection });
    expect(await read(permission)).toMatchObject({ state: 'requested', approvals: [] });
    expect((await approve(officer.token, permission)).body.state).toBe('approved');
  });

  it('of name leaves it in force for two weeks, until its officers confirm it', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, officer);
    await house.patch(house.admin.token, `/persons/${person}`, { name: '改姓 花子' });
    expect(await read(permission)).toMatchObject({
      state: 'to-review',
      reviewBy: '2026-04-20T00:00:00.000Z',
    });
    expect((await approve(officer.token, permission)).body.state).toBe('approved');
    expect((await read(permission)).reviewBy).toBeNull();
  });

  it('takes back the consents an open application has got', async () => {
    const person = await aColleague(house);
    const hall = await anOfficerOf(house, 'hall');
    const permission = await applied(person, { zones: ['hall', 'office'] });
    await approve(hall.token, permission);
    await house.patch(house.admin.token, `/persons/${person}`, { name: '改姓 太郎' });
    expect(await read(permission)).toMatchObject({ state: 'requested', approvals: [] });
  });

  it('of the reading of a name changes nothing', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, officer);
    await house.patch(house.admin.token, `/persons/${person}`, { nameKana: 'カイメイ' });
    expect((await read(permission)).state).toBe('approved');
  });
});

describe('reading permissions', () => {
  it('filters by person, zone and state', async () => {
    const person = await aColleague(house);
    const permission = await anApprovedPermission(house, person, officer);
    const list = async (query: string): Promise<string[]> => {
      const { body } = await house.get(house.admin.token, `${path()}?${query}`);
      return body.items.map((item: { id: string }) => item.id);
    };
    expect(await list(`person=${person}`)).toEqual([permission]);
    expect(await list(`person=${person}&zone=office&state=approved`)).toEqual([permission]);
    expect(await list(`person=${person}&zone=hall`)).toEqual([]);
    expect(await list(`person=${person}&state=requested`)).toEqual([]);
  });

  it('shows staff without a role only what concerns them', async () => {
    const person = await anOfficer(house.test, []);
    const own = await anApprovedPermission(house, person.id, officer);
    const { body } = await house.get(person.token, path());
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([own]);
    const stranger = await anOfficer(house.test, []);
    expect((await house.get(stranger.token, path(own))).status).toBe(404);
  });

  it('shows no more to staff whose role does not let them read permissions', async () => {
    const permission = await anApprovedPermission(house, await aColleague(house), officer);
    const keeper = await anOfficer(house.test, [{ role: 'system-admin' }]);
    expect((await house.get(keeper.token, path())).body.items).toEqual([]);
    expect((await house.get(keeper.token, path(permission))).status).toBe(404);
  });

  it('lets the section officer end those of the own unit’s people and contractors, not of another’s', async () => {
    const [own, other] = [house.section, house.otherSection];
    const keeper = await anOfficer(house.test, [{ role: 'section-officer', scope: own }]);
    const stranger = await anOfficer(house.test, [{ role: 'section-officer', scope: other }]);
    const ofStaff = await anApprovedPermission(house, await aColleague(house), officer);
    const { contract, person } = await aContractor(house);
    const identity = { by: officer.id, how: '身分証', at: '2026-04-01T10:00:00+09:00' };
    const ofContractor = await anApprovedPermission(house, person, officer, {
      outsider: { host: house.host.id, identity, contract, review: { content: '審査した' } },
    });
    for (const permission of [ofStaff, ofContractor]) {
      expect((await take(stranger.token, permission, 'end')).status).toBe(403);
      expect((await take(keeper.token, permission, 'end')).body.state).toBe('ended');
    }
  });

  it('lets a host end only what concerns them, and a guard whatever is there', async () => {
    const permission = await anApprovedPermission(house, await aColleague(house), officer);
    const stranger = await anOfficer(house.test, []);
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    expect((await take(stranger.token, permission, 'end')).status).toBe(403);
    expect((await take(guard.token, permission, 'end')).body.state).toBe('ended');
  });
});

describe('extending the hours of a unit for tonight', () => {
  const extend = (token: string, until: string, organisation = house.section) =>
    house.post(token, `/sites/${house.site}/schedule-extensions`, {
      organisation,
      until,
      reason: '国会対応',
    });

  it('is the section officer’s of that unit, or the duty officer’s', async () => {
    const keeper = await anOfficer(house.test, [{ role: 'section-officer', scope: house.section }]);
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const until = '2026-04-06T23:00:00+09:00';
    expect((await extend(keeper.token, until)).status).toBe(201);
    expect((await extend(keeper.token, until, house.otherSection)).status).toBe(403);
    expect((await extend(guard.token, until, house.otherSection)).status).toBe(201);
    expect((await extend(house.host.token, until)).status).toBe(403);
    const { body } = await house.get(guard.token, `/sites/${house.site}/schedule-extensions?running=true`);
    expect(body.items).toHaveLength(2);
  });

  it('ends at noon of the next day at the site, at the latest, and tells batches to read the rules anew', async () => {
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    expect((await extend(guard.token, '2026-04-07T12:00:01+09:00')).status).toBe(422);
    expect((await extend(guard.token, '2026-04-06T08:00:00+09:00')).status).toBe(422);
    expect((await extend(guard.token, '2026-04-07T12:00:00+09:00')).status).toBe(201);
    const { rows } = await house.test.pool.query('select seq, rules_seq from heads where site_id = $1', [
      house.site,
    ]);
    expect(rows[0].rules_seq).toBe(rows[0].seq);
  });

  it('says whom it lets into class 2 and above outside their hours, and records how many', async () => {
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const colleague = await aColleague(house);
    await anApprovedPermission(house, colleague, officer);
    const { status, body } = await extend(guard.token, '2026-04-06T22:00:00+09:00');
    expect(status).toBe(201);
    const [office, ...more] = body.opens.filter(({ zone }: { zone: string }) => zone === 'office');
    expect(more).toEqual([]);
    expect(office).toMatchObject({ class: 2, persons: expect.arrayContaining([colleague]) });
    const other = await extend(guard.token, '2026-04-06T22:00:00+09:00', house.otherSection);
    expect(JSON.stringify(other.body.opens)).not.toContain(colleague);
    const { rows } = await house.test.pool.query(
      "select text::json #>> '{details,opens}' as opens from entries where site_id = $1 and text like $2",
      [house.site, `%${body.id}%`],
    );
    expect(JSON.parse(rows[0].opens)).toEqual(
      body.opens.map((zone: { persons: string[] }) => ({ ...zone, persons: zone.persons.length })),
    );
  });
});
