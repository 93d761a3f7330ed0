import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { aBareSite, aMinistry, planOf, putPlan } from '../../support/a-ministry.ts';
import { visitDay as day, frontDesk, given } from '../../support/a-reception.ts';
import { aDestination, aPlacedVisit, aReview, aVisit } from '../../support/a-visit.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
});
afterAll(() => test.close());

describe('a plan that changes while a visitor is inside', () => {
  it('is what the doors read of them from its entry on', async () => {
    const ministry = await aMinistry(test);
    const { organisation, officer } = ministry;
    const site = await aBareSite(test, ministry);
    const plan = planOf(organisation, { desks: [{ ...frontDesk, organisation }] });
    const first = await putPlan(test, officer.token, site, plan, 0);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    const host = await anOfficer(test, []);
    const reception = await anOfficer(test, [{ role: 'reception', siteId: site }]);
    const destinations = [aDestination(host.id, { review: aReview(host.id) })];
    const { visit, members } = await aVisit(
      test,
      site,
      aPlacedVisit(host.id, { organisationId: organisation, startsAt: '09:00', destinations }),
    );
    const [member = ''] = members;
    const url = `/api/v1/sites/${site}/visits/${visit}/check-in`;
    const payload = { day, desk: 'front', members: [given(member)] };
    const taken = await test.ask(reception.token, { method: 'POST', url, payload });
    expect(taken.body.members).toMatchObject([{ done: true }]);
    const admission = () => findAdmission({ db: databaseOf(test.pool) }, site, member);
    expect((await admission())?.identityZoneIds).toContain('office');

    const visitors = { identity: [{ class: 9, means: ['vouched' as const] }] };
    const changed = { ...plan, site: { ...plan.site, visitors } };
    const { body } = await putPlan(test, officer.token, site, changed, first.body.seq);
    expect(body.stored, JSON.stringify(body)).toBe(true);
    expect(await admission()).toMatchObject({ fromSeq: body.seq, open: true, identityZoneIds: [] });
  });
});
