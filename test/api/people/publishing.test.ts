import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { endRole } from '../../../src/operators/roles/end-role.ts';
import type { PublishedPermission } from '../../../src/people/permissions/judge-published-permission.ts';
import { publishPermissions } from '../../../src/people/permissions/publish-permissions.ts';
import { aSite } from '../../support/a-site.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { holdHead } from '../../support/held-head.ts';
import {
  aColleague,
  aContractor,
  anOfficerOf,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

let house: PeopleHouse;
let officer: Officer;

beforeAll(async () => {
  house = await startPeopleHouse();
  officer = await anOfficerOf(house, 'office');
});
afterAll(() => house.test.close());

/** The office by day for half a year, applied for by the host and approved by its officer. */
function published(personId: string, over: Partial<PublishedPermission> = {}): PublishedPermission {
  return {
    permissionId: newId<'permission'>(),
    personId,
    applicantId: house.host.id,
    zoneIds: ['office'],
    scheduleId: 'day',
    validFrom: new Date('2026-04-06T00:00:00+09:00'),
    validUntil: new Date('2026-10-01T00:00:00+09:00'),
    purpose: '執務',
    duringLockdown: false,
    outsider: null,
    approvals: [{ zone: 'office', by: officer.id, as: 'zone-officer', at: '2026-04-01T00:00:00.000Z' }],
    ...over,
  };
}

function termsOf(host: string, contract: string): NonNullable<PublishedPermission['outsider']> {
  const at = '2026-04-01T00:00:00.000Z';
  return {
    host,
    identity: { by: officer.id, how: '身分証', at },
    review: { by: host, content: '面談で審査した', at },
    contract,
  };
}

const publish = (...permissions: readonly PublishedPermission[]) =>
  publishPermissions(house.test.deps, fromTerminal(), house.site, permissions);
const stateOf = async (id: string) =>
  (await house.get(house.admin.token, `/sites/${house.site}/permissions/${id}`)).body.state;

describe('publishing permissions', () => {
  it('puts many in force by one entry', async () => {
    const before = (await entriesOf(house.test.pool, house.site)).length;
    const some = [published(await aColleague(house)), published(await aColleague(house))];
    expect(await publish(...some)).toEqual({ ok: true, value: { permissions: 2 } });
    const added = (await entriesOf(house.test.pool, house.site)).slice(before);
    expect(added.map(({ kind }) => kind)).toEqual(['permissions-published']);
    for (const { permissionId } of some) expect(await stateOf(permissionId)).toBe('approved');
  });

  it.each<[string, (personId: string) => Partial<PublishedPermission>, string]>([
    ['a zone that is not there', () => ({ zoneIds: ['office', 'attic'] }), '区域「attic」は図面にありません'],
    ['a schedule that is not there', () => ({ scheduleId: 'never' }), '時間割「never」は図面にありません'],
    ['no zone', () => ({ zoneIds: [] }), '区域がありません'],
    ['no consent of the zone’s officer', () => ({ approvals: [] }), '区域「office」の区域情報'],
    ['one consent where two are needed', () => ({ zoneIds: ['server'] }), '区域「server」の区域情報'],
    [
      'the consent of its applicant',
      () => ({ applicantId: officer.id }),
      '自分の申請又は自分の立入りを承認することはできません',
    ],
    [
      'an applicant who is not on the staff',
      (id) => ({ applicantId: newId<'x'>(), personId: id }),
      '申請者が',
    ],
    ['a person who is not registered', () => ({ personId: newId<'person'>() }), 'この人は登録されていない'],
    ['a right to enter during a lockdown', () => ({ duringLockdown: true }), '封鎖中の立入りは'],
  ])('is refused whole for %s', async (_, over, message) => {
    const person = await aColleague(house);
    const bad = published(person, over(person));
    const good = published(person);
    const before = await entriesOf(house.test.pool, house.site);
    expect(await publish(good, bad)).toMatchObject({
      refusal: {
        code: 'unprocessable',
        errors: expect.arrayContaining([{ at: '/permissions/1', message: expect.stringContaining(message) }]),
      },
    });
    expect(await entriesOf(house.test.pool, house.site)).toEqual(before);
    expect(await stateOf(good.permissionId)).toBeUndefined();
  });

  it('answers 404 at a site that has no plan yet', async () => {
    const site = await house.make('/sites', { name: '建設中の庁舎' });
    const some = [published(await aColleague(house))];
    expect(await publishPermissions(house.test.deps, fromTerminal(), site, some)).toMatchObject({
      refusal: { code: 'not-found', detail: 'この庁舎に図面がありません。' },
    });
  });

  it('is refused when the plan changes before the head is held', async () => {
    const person = await aColleague(house);
    const site = await aSite(house.test);
    const own = await anOfficer(house.test, [{ role: 'zone-officer', siteId: site, scope: 'office' }]);
    const [approval] = published(person).approvals;
    if (approval === undefined) throw new Error('nobody approves');
    const permission = published(person, { approvals: [{ ...approval, by: own.id }] });
    const publishThere = () => publishPermissions(house.test.deps, fromTerminal(), site, [permission]);
    const head = await holdHead(house.test, site);
    const publication = publishThere();
    await head.untilWaiting(publication);
    await house.test.pool.query(
      `update plan_elements set body = body || '{"class": 3}'
        where site_id = $1 and kind = 'zone' and element_id = 'office'`,
      [site],
    );
    await head.release();
    expect(await publication).toMatchObject({ refusal: { code: 'conflict' } });
    expect(await publishThere()).toMatchObject({ refusal: { code: 'unprocessable' } });
  });

  it('counts no officer whose role is ending at that moment', async () => {
    const { test, site, admin } = house;
    const leaving = await anOfficerOf(house, 'hall');
    const { body } = await house.get(admin.token, `/role-assignments?holder=${leaving.id}`);
    const approvals = [
      { zone: 'hall', by: leaving.id, as: 'zone-officer', at: '2026-04-01T00:00:00.000Z' } as const,
    ];
    const permission = published(await aColleague(house), { zoneIds: ['hall'], approvals });
    const head = await holdHead(test, site);
    const end = endRole(test.deps, fromTerminal(), { assignmentId: body.items[0].id, reason: '異動' });
    await head.untilWaiting(end);
    const publication = publish(permission);
    await head.untilWaiting(end, publication);
    await head.release();
    expect(await end).toMatchObject({ ok: true });
    expect(await publication).toMatchObject({ refusal: { code: 'unprocessable' } });
  });

  it('is refused where a permission reaches beyond the contract of its person', async () => {
    const { contract, person } = await aContractor(house);
    const outsider = termsOf(house.host.id, contract);
    const early = published(person, { outsider, validFrom: new Date('2026-03-31T00:00:00+09:00') });
    const late = published(person, { outsider, validUntil: new Date('2027-04-02T00:00:00+09:00') });
    expect(await publish(early, late)).toMatchObject({
      refusal: {
        errors: [
          { at: '/permissions/0', message: expect.stringContaining('契約の期間が始まる前') },
          { at: '/permissions/1', message: expect.stringContaining('契約の期間を超えて') },
        ],
      },
    });
  });

  it('waits for whoever changes a host, or the change finds the permission', async () => {
    const host = await anOfficer(house.test, []);
    const { contract, person } = await aContractor(house);
    const permission = published(person, { outsider: termsOf(host.id, contract) });
    const head = await holdHead(house.test, house.site);
    const publication = publish(permission);
    await head.untilWaiting(publication);
    const leave = house.post(house.admin.token, `/persons/${host.id}/leave`, { reason: '退職' });
    await head.untilWaiting(publication, leave);
    await head.release();
    expect(await publication).toMatchObject({ ok: true });
    expect((await leave).status).toBe(200);
    expect(await stateOf(permission.permissionId)).toBe('to-review');
  });
});
