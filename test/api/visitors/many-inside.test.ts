import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { renewAdmissionsOfSite } from '../../../src/visitors/admission/renew-admissions.ts';
import { placeVisits } from '../../../src/visitors/planning/place-visit.ts';
import { loadAdmissions } from '../../../src/visitors/registry/admission-rows.ts';
import { changeArrivals, loadArrivalsOf } from '../../../src/visitors/registry/arrival-rows.ts';
import { aBareSite, aMinistry, type Ministry, planOf, putPlan } from '../../support/a-ministry.ts';
import { aMember, aPlacedVisit } from '../../support/a-visit.ts';
import { changeAtSite } from '../../support/a-visitor.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const day = '2026-04-06';
const [visitsInside, membersEach] = [12, 450];

let test: TestApp;
let ministry: Ministry;
beforeAll(async () => {
  test = await startTestApp();
  test.clock.set(new Date(`${day}T01:00:00.000Z`));
  ministry = await aMinistry(test);
});
afterAll(() => test.close());

/** Visits of many, everybody inside and known to the doors; answers their ids. */
async function fill(site: string): Promise<readonly string[]> {
  const visits = Array.from({ length: visitsInside }, () =>
    aPlacedVisit(newId<'person'>(), {
      organisationId: ministry.organisation,
      members: Array.from({ length: membersEach }, () => aMember({ identity: null })),
    }),
  );
  const ids = visits.map(({ visitId }) => visitId);
  await changeAtSite(test.deps, site, async (tx, seq) => {
    await placeVisits(
      tx,
      site,
      visits.map((visit) => ({ visit, seq })),
    );
  });
  await changeAtSite(test.deps, site, async (tx, seq) => {
    const announced = await loadArrivalsOf(tx.db, site, ids);
    const inside = announced.map((current) => ({ current, change: { state: 'checked-in' as const } }));
    await changeArrivals(tx, site, inside, seq);
  });
  await changeAtSite(test.deps, site, (tx, seq) => renewAdmissionsOfSite(tx, site, seq));
  return ids;
}

describe('a plan that changes while thousands of visitors are inside', () => {
  it('is stored, and is what the doors read of every one of them', async () => {
    const { officer, organisation } = ministry;
    const site = await aBareSite(test, ministry);
    const plan = planOf(organisation);
    const first = await putPlan(test, officer.token, site, plan, 0);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    const ids = await fill(site);

    const zones = plan.zones.map((zone) => (zone.id === 'street' ? { ...zone, visitorsCommon: true } : zone));
    const { status, body } = await putPlan(test, officer.token, site, { ...plan, zones }, first.body.seq);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.stored, JSON.stringify(body)).toBe(true);
    const read = await loadAdmissions(databaseOf(test.pool), site, ids);
    expect(read).toHaveLength(visitsInside * membersEach);
    expect(read.every(({ fromSeq, open }) => fromSeq === body.seq && open)).toBe(true);
    expect(new Set(read.flatMap(({ zoneIds }) => zoneIds))).toEqual(new Set(['hall', 'office', 'street']));
  });
});
