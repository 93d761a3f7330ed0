import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { putPlan } from '../../support/a-ministry.ts';
import { aPlan } from '../../support/a-plan.ts';
import { aSite } from '../../support/a-site.ts';
import { gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { everyProposal } from '../../support/every-proposal.ts';
import { holdHead } from '../../support/held-head.ts';
import {
  aCard,
  aColleague,
  anApplication,
  anApprovedPermission,
  type PeopleHouse,
  startPeopleHouse,
} from '../../support/people-house.ts';

/** Kept so well that the office may be of class 2 or 3. */
const plan = aPlan({
  boundaries: [
    { id: 'hall-office', zones: ['hall', 'office'], separation: 'wall-through-ceiling', glass: 'none' },
    { id: 'office-server', zones: ['office', 'server'], separation: 'wall-through-ceiling', glass: 'none' },
  ],
});

const withOffice = (zoneClass: number): SitePlan => ({
  ...plan,
  zones: plan.zones.map((zone) => (zone.id === 'office' ? { ...zone, class: zoneClass } : zone)),
});
const withoutOffice: SitePlan = {
  ...plan,
  zones: plan.zones.filter(({ id }) => id !== 'office' && id !== 'server'),
  boundaries: [],
  doors: plan.doors.filter(({ id }) => id === 'street-hall'),
  readers: plan.readers.filter(({ door }) => door === 'street-hall'),
  signs: [],
};

let house: PeopleHouse;
/** Confirms what takes two persons: lowering class 3, and putting it anew. */
let other: Officer;
beforeAll(async () => {
  house = await startPeopleHouse();
  const adopted = await house.post(house.admin.token, '/determinations/adopt', everyProposal(house.section));
  expect(adopted.status, JSON.stringify(adopted.body)).toBe(201);
  other = await anOfficer(house.test, [{ role: 'general-officer' }]);
});
afterAll(() => house.test.close());

/** A site of this plan, as its people see it, with two officers for hall and office. */
async function aHouse() {
  const site = await aSite(house.test, ofSection(plan));
  const roles = ['hall', 'office'].map((scope) => ({ role: 'zone-officer', siteId: site, scope }) as const);
  const [officer, second] = [await anOfficer(house.test, roles), await anOfficer(house.test, roles)];
  return { ...house, site, officer, second };
}

const ofSection = (one: SitePlan): SitePlan => ({
  ...one,
  zones: one.zones.map((zone) => ({ ...zone, organisation: house.section })),
});

async function put({ test, get, post, admin, site }: PeopleHouse, next: SitePlan, query = '') {
  const { headers } = await get(admin.token, `/sites/${site}/plan`);
  const answer = await putPlan(
    test,
    admin.token,
    site,
    ofSection(next),
    Number(JSON.parse(String(headers.etag))),
    query,
  );
  if (answer.status !== 202) return answer.body;
  return (await post(other.token, `/sites/${site}/plan/proposals/${answer.body.proposal.id}/confirm`)).body;
}

const permissionsOf = async ({ get, admin, site }: PeopleHouse, person: string) =>
  (await get(admin.token, `/sites/${site}/permissions?person=${person}`)).body.items;

describe('raising a zone', () => {
  it('stops the permissions consented to at the lower class there, and nowhere else', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    const card = String(20_001);
    await aCard(here, person, card);
    const zones = ['hall', 'office'];
    const id = await anApprovedPermission(here, person, here.officer, { zones });
    const gateway = aGatewayOf(here.test, await gatewayToken(here.test.deps, here.site, 'gateway'));
    const format = { card: { format: 'wiegand-26', facility: '12', number: card } };
    const read = async (reader: string) =>
      (await gateway.post(gateway.read(card, reader, format))).body.results[0].verdict;
    expect(await read('street-hall-to-hall')).toBe('grant');
    expect(await read('hall-office-to-office')).toBe('grant');

    const dry = await put(here, withOffice(3), '?dryRun=true');
    const reopens = [{ zone: 'office', permissions: 1, applications: 0, persons: [person] }];
    expect(dry).toMatchObject({ stored: false, reopens });
    expect(dry.findings).toContainEqual(
      expect.objectContaining({ code: 'consents-reopened', severity: 'warning', element: 'zones/office' }),
    );
    expect(await permissionsOf(here, person)).toMatchObject([{ id, state: 'approved', zones }]);

    expect(await put(here, withOffice(3))).toMatchObject({ stored: true, reopens });
    expect(await lastEntryOf(house.test.pool, here.site)).toMatchObject({
      kind: 'plan-changed',
      details: { reopens: [{ zone: 'office', permissions: 1, applications: 0, persons: 1 }] },
    });
    const [old, anew] = await permissionsOf(here, person);
    expect(old).toMatchObject({ id, state: 'approved', zones: ['hall'], approvals: [{ zone: 'hall' }] });
    expect(anew).toMatchObject({
      state: 'requested',
      zones,
      replaces: id,
      approvals: [{ zone: 'hall', class: 1 }],
    });

    expect(await read('street-hall-to-hall')).toBe('grant');
    expect(await read('hall-office-to-office')).toBe('deny');

    const approve = (by: Officer) =>
      here.post(by.token, `/sites/${here.site}/permissions/${anew.id}/approve`);
    expect((await approve(here.officer)).body).toMatchObject({
      state: 'requested',
      missing: [{ zone: 'office' }],
    });
    expect((await approve(here.second)).body).toMatchObject({ state: 'approved', missing: [] });
    expect((await permissionsOf(here, person))[0]).toMatchObject({ id, state: 'ended' });
    expect(await read('hall-office-to-office')).toBe('grant');
  });

  it('leaves what was consented to at that class before', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    await put(here, withOffice(3));
    const applied = await here.post(
      here.host.token,
      `/sites/${here.site}/permissions`,
      anApplication(person),
    );
    for (const by of [here.officer, here.second]) {
      await here.post(by.token, `/sites/${here.site}/permissions/${applied.body.id}/approve`);
    }
    expect(await put(here, withOffice(2))).toMatchObject({ stored: true, reopens: [] });
    expect(await put(here, withOffice(3))).toMatchObject({ stored: true, reopens: [] });
    expect(await permissionsOf(here, person)).toMatchObject([{ state: 'approved', zones: ['office'] }]);
  });

  it('takes back consents to an application that is not decided', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    const zones = ['hall', 'office'];
    const hall = await anOfficer(house.test, [{ role: 'zone-officer', siteId: here.site, scope: 'hall' }]);
    const office = await anOfficer(house.test, [
      { role: 'zone-officer', siteId: here.site, scope: 'office' },
    ]);
    const applied = await here.post(
      here.host.token,
      `/sites/${here.site}/permissions`,
      anApplication(person, { zones }),
    );
    const approve = (by: Officer) =>
      here.post(by.token, `/sites/${here.site}/permissions/${applied.body.id}/approve`);
    expect((await approve(office)).body).toMatchObject({ missing: [{ zone: 'hall' }] });
    const reopens = [{ zone: 'office', permissions: 0, applications: 1, persons: [person] }];
    expect(await put(here, withOffice(3))).toMatchObject({ reopens });
    expect((await approve(hall)).body).toMatchObject({ state: 'requested', missing: [{ zone: 'office' }] });
  });

  it('waits for nobody’s consent at that moment: one that is given meanwhile finds the zone raised', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    const held = await anApprovedPermission(here, person, here.officer);
    const applied = await here.post(
      here.host.token,
      `/sites/${here.site}/permissions`,
      anApplication(person),
    );
    const head = await holdHead(here.test, here.site);
    const raising = put(here, withOffice(3));
    await head.untilWaiting(raising);
    const url = `/sites/${here.site}/permissions/${applied.body.id}/approve`;
    const consent = here.post(here.officer.token, url);
    await head.untilWaiting(raising, consent);
    await head.release();
    expect(await raising).toMatchObject({ stored: true, reopens: [{ permissions: 1, applications: 0 }] });
    expect((await consent).body).toMatchObject({ state: 'requested', missing: [{ zone: 'office' }] });
    expect(await permissionsOf(here, person)).toMatchObject([
      { id: held, state: 'requested' },
      { state: 'requested', approvals: [{ class: 3 }] },
    ]);
  });

  it('is refused where somebody is let in just before, whom its author has not seen', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    const applied = await here.post(
      here.host.token,
      `/sites/${here.site}/permissions`,
      anApplication(person),
    );
    const head = await holdHead(here.test, here.site);
    const consent = here.post(
      here.officer.token,
      `/sites/${here.site}/permissions/${applied.body.id}/approve`,
    );
    await head.untilWaiting(consent);
    const raising = put(here, withOffice(3));
    await head.untilWaiting(consent, raising);
    await head.release();
    expect((await consent).body).toMatchObject({ state: 'approved' });
    expect(await raising).toMatchObject({ type: '/problems/version-mismatch' });
    expect(await put(here, withOffice(3))).toMatchObject({ stored: true, reopens: [{ permissions: 1 }] });
  });

  it('is as good as putting it anew under its id: a permission with no other zone is decided again', async () => {
    const here = await aHouse();
    const person = await aColleague(here);
    const id = await anApprovedPermission(here, person, here.officer);
    expect(await put(here, withoutOffice)).toMatchObject({ reopens: [] });
    const reopens = [{ zone: 'office', permissions: 1, applications: 0, persons: [person] }];
    // Whoever was let in there before is not: what stands there now is another room.
    const another: SitePlan = {
      ...withOffice(2),
      readers: plan.readers.map((one) =>
        one.id === 'hall-office-to-office' ? { ...one, id: 'office-2' } : one,
      ),
    };
    const stored = await put(here, another);
    expect(stored).toMatchObject({ stored: true, reopens });
    expect(stored.opens.flatMap(({ persons }: { persons: string[] }) => persons)).toEqual([]);
    expect(await permissionsOf(here, person)).toMatchObject([{ id, state: 'requested', approvals: [] }]);
  });
});
