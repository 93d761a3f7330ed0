import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { purposes } from '../../../src/zones/determinations/tables.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aMinistry, type Ministry } from '../../support/a-ministry.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { aSite } from '../../support/a-site.ts';
import { aDestination, aPlacedVisit, aReview, aVisit } from '../../support/a-visit.ts';
import { gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const card = { format: 'wiegand-26', facility: '1', number: '4711' };

let test: TestApp;
let site: string;
let reception: Officer;
let tenantBody: string;
let landlordBody: string;
let gateway: TestGateway;
let visit: string;
let member: string;

/** A building of two bodies, each with a desk in the hall; a visit to both, reviewed by both hosts. */
beforeAll(async () => {
  test = await startTestApp();
  test.clock.set(new Date('2026-04-06T01:00:00.000Z'));
  const [landlord, tenant] = [await aMinistry(test), await aMinistry(test)];
  await enteredByList(tenant);
  for (const { organisation } of [landlord, tenant]) {
    await databaseOf(test.pool)
      .insert(purposes)
      .values({ organisationId: organisation, code: 'meeting', fromSeq: 0, words: '打合せ' });
  }
  tenantBody = tenant.organisation;
  landlordBody = landlord.organisation;
  const plain = aPlan();
  const desk = { zone: 'hall', outside: 'street' };
  site = await aSite(test, {
    ...plain,
    zones: [
      ...plain.zones.map((zone) => ({ ...zone, organisation: landlord.organisation })),
      aZone({ id: 'tenant', name: '入居官署', organisation: tenant.organisation }),
    ],
    doors: [...plain.doors, aDoor('hall', 'tenant')],
    readers: [...plain.readers, aReader('hall-tenant', 'tenant')],
    desks: [
      { ...desk, id: 'front', name: '総合受付', organisation: landlord.organisation },
      { ...desk, id: 'tenant', name: '入居官署受付', organisation: tenant.organisation },
    ],
  });
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  reception = await anOfficer(test, [{ role: 'reception', siteId: site }]);
  const [first, second] = [await anOfficer(test, []), await anOfficer(test, [])];
  const placed = await aVisit(
    test,
    site,
    aPlacedVisit(first.id, {
      organisationId: landlord.organisation,
      startsAt: '09:00',
      destinations: [
        aDestination(first.id, { review: aReview(first.id) }),
        aDestination(second.id, { zoneIds: ['tenant'], review: aReview(second.id) }),
      ],
    }),
  );
  visit = placed.visit;
  [member = ''] = placed.members;
  const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
  const payload = { numeral: 'V-007', basis: 'visit', highestClass: 2, card };
  const made = await post(admin.token, 'passes', payload);
  expect(made.status).toBe(201);
});
afterAll(() => test.close());

const post = (token: string, path: string, payload: object) =>
  test.ask(token, { method: 'POST', url: `/api/v1/sites/${site}/${path}`, payload });
const step = (name: string, body: object) =>
  post(reception.token, `visits/${visit}/${name}`, { day, ...body });
/** A visit to one body alone, with its host. */
async function aVisitTo(zone: 'office' | 'tenant', over: object = {}) {
  const host = await anOfficer(test, []);
  const placed = await aVisit(
    test,
    site,
    aPlacedVisit(host.id, {
      organisationId: zone === 'tenant' ? tenantBody : landlordBody,
      startsAt: '09:00',
      destinations: [aDestination(host.id, { zoneIds: [zone], review: aReview(host.id), ...over })],
    }),
  );
  const [{ id: destination }] = (
    await test.ask(reception.token, { url: `/api/v1/sites/${site}/visits/${placed.visit}` })
  ).body.destinations;
  return { visit: placed.visit, member: placed.members[0] ?? '', host: host.id, destination };
}
const check = (desk: string, identity: object = { means: 'photo-id' }) =>
  step('second-check', { desk, members: [{ member, identity }] });
const lacksOf = (answer: { readonly body: { readonly members: readonly { readonly lacks: object[] }[] } }) =>
  answer.body.members.flatMap(({ lacks }) => lacks);

/** Visitors go by the list of their zones there, and without an escort. */
async function enteredByList({ organisation, officer, other }: Ministry): Promise<void> {
  for (const [row, value] of [
    ['t1r33', 'required'],
    ['t1r35', 'not-required'],
  ]) {
    const cell = { organisation, row, class: 2, value, words: '例', basis: '例' };
    const payload = { ...cell, from: test.clock.now().toISOString() };
    const url = '/api/v1/determinations';
    const { body } = await test.ask(officer.token, { method: 'POST', url, payload });
    const adopt = { method: 'POST', url: `${url}/${body.id}/adopt`, payload: {} } as const;
    expect((await test.ask(other.token, adopt)).status).toBe(200);
  }
}

async function readsAtTenant() {
  const { body } = await gateway.post(gateway.read(card.number, 'hall-tenant-to-tenant'));
  return { verdict: body.results[0].verdict, codes: codesOf(body.results[0]) };
}

describe('the reception of one body', () => {
  it('takes nobody in at the desk of another, and those of its own at its own', async () => {
    const { token } = await anOfficer(test, [{ role: 'reception', siteId: site, scope: tenantBody }]);
    const ask = (name: string, body: object) => post(token, `visits/${visit}/${name}`, { day, ...body });
    const refused = await ask('check-in', { desk: 'front', members: [given(member)] });
    expect([refused.status, refused.body.type]).toEqual([403, '/problems/forbidden']);
    const atFront = await ask('second-check', {
      desk: 'front',
      members: [{ member, identity: { means: 'photo-id' } }],
    });
    expect(lacksOf(atFront)).toMatchObject([{ code: 'desk-of-another' }]);
    const atOwn = await ask('second-check', {
      desk: 'tenant',
      members: [{ member, identity: { means: 'photo-id' } }],
    });
    expect(lacksOf(atOwn)).toMatchObject([{ code: 'not-here' }]);
    const examined = await ask('examine', { members: [{ member, inspection: {} }] });
    expect(lacksOf(examined)).toEqual([]);
  });

  it('takes no slip for another body alone, and lends no pass of the day to its staff', async () => {
    const { token } = await anOfficer(test, [{ role: 'reception', siteId: site, scope: tenantBody }]);
    const host = await anOfficer(test, []);
    const slip = {
      members: [{ name: '山本 三郎', affiliation: '個人' }],
      purpose: 'meeting',
      endsAt: '17:30',
    };
    const to = (zone: string) =>
      post(token, 'walk-ins', { ...slip, destinations: [{ host: host.id, zones: [zone] }] });
    expect((await to('office')).status).toBe(403);
    expect((await to('tenant')).status).toBe(201);
    const admin = await anOfficer(test, [{ role: 'rights-admin' }]);
    const payload = { numeral: 'T-001', basis: 'one-day', highestClass: 3 };
    const { body } = await post(admin.token, 'passes', payload);
    const dueAt = '2026-04-06T18:00:00+09:00';
    const lent = () => post(token, `passes/${body.id}/lend`, { person: host.id, dueAt });
    expect((await lent()).status).toBe(403);
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [
      host.id,
      tenantBody,
    ]);
    expect((await lent()).status).toBe(200);
  });
});

describe('a second desk', () => {
  it('checks nobody whom the first has not taken in', async () => {
    expect(lacksOf(await check('tenant'))).toMatchObject([{ code: 'not-here' }]);
  });

  it('is lacking where the first desk’s check does not count: its own zone is told, and refused at the door', async () => {
    const members = [given(member, { instead: undefined, pass: 'V-007' })];
    const { body } = await step('check-in', { desk: 'front', members });
    expect(body.members).toMatchObject([
      { done: true, remaining: [{ code: 'identity-not-enough', row: 't1r27', zones: ['入居官署'] }] },
    ]);
    const { verdict, codes } = await readsAtTenant();
    expect([verdict, codes]).toEqual(['deny', ['identity-not-confirmed']]);
  });

  it('checks nobody on the word of a stranger, nor where no desk is, and the first desk never for the second', async () => {
    expect((await check('front')).body.members[0].remaining).toMatchObject([{ code: 'identity-not-enough' }]);
    expect(lacksOf(await check('roof'))).toMatchObject([{ code: 'no-such-desk' }]);
    const vouched = await check('tenant', { means: 'vouched', through: member });
    expect(lacksOf(vouched)).toMatchObject([{ code: 'voucher-not-staff' }]);
    expect((await readsAtTenant()).verdict).toBe('deny');
  });

  it('checks nobody on their own word', async () => {
    const listed = await check('tenant', { means: 'delegation-list', through: member });
    expect(lacksOf(listed)).toMatchObject([{ code: 'head-missing', row: 't1r27', zones: ['入居官署'] }]);
    const led = await check('tenant', { means: 'child-with-adult', through: member });
    expect(lacksOf(led)).toMatchObject([{ code: 'not-a-child' }]);
  });

  it('opens its own zones to the same pass, in one entry', async () => {
    const { body } = await check('tenant');
    expect(body.members).toMatchObject([{ member, done: true, lacks: [], remaining: [], pass: 'V-007' }]);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      seq: body.seq,
      kind: 'visitor-checked-again',
      actor: { id: reception.id },
      subject: { person: member, visit },
      details: { day, desk: 'tenant', members: [{ member, means: 'photo-id' }] },
    });
    expect((await readsAtTenant()).verdict).toBe('grant');
  });
});

describe('a reception of one body alone', () => {
  const keeping = (scope: string) => anOfficer(test, [{ role: 'reception', siteId: site, scope }]);
  const correction = { day, reason: '書き誤り', what: 'name', name: '佐東 花子', affiliation: '個人' };
  const notTheirs = { status: 403, body: { type: '/problems/forbidden' } };

  it('puts right whom it took in, or checked, and nobody of another', async () => {
    const own = await aVisitTo('office');
    const other = await keeping(tenantBody);
    const correct = ({ token }: Officer, of: typeof own, over: object = {}) =>
      post(token, `visits/${of.visit}/correct`, { ...correction, member: of.member, ...over });
    expect(await correct(other, own)).toMatchObject(notTheirs);
    const theirs = await keeping(landlordBody);
    expect((await correct(theirs, own)).status).toBe(200);

    const members = [given(own.member)];
    const taken = await post(theirs.token, `visits/${own.visit}/check-in`, { day, desk: 'front', members });
    expect(taken.body.members).toMatchObject([{ done: true }]);
    for (const what of [
      { what: 'pass', pass: null },
      { what: 'person', came: { visit, member } },
      { what: 'name', name: '佐藤 花子', affiliation: '個人' },
    ]) {
      const asked = { day, member: own.member, reason: '誤り', ...what };
      expect(await post(other.token, `visits/${own.visit}/correct`, asked), what.what).toMatchObject(
        notTheirs,
      );
    }
    // Nor are theirs said to be of another's visit.
    const toAnother = await aVisitTo('tenant');
    const came = { visit: toAnother.visit, member: toAnother.member };
    const asked = { day, member: own.member, reason: '誤り', what: 'person', came };
    expect(await post(theirs.token, `visits/${own.visit}/correct`, asked)).toMatchObject(notTheirs);

    const out = { day, members: [{ member: own.member }], origin: 'desk' };
    // Who goes is let go by every desk.
    expect((await post(other.token, `visits/${own.visit}/check-out`, out)).body.members).toMatchObject([
      { done: true },
    ]);
    const back = { day, member: own.member, reason: 'まだいる', what: 'check-out' };
    expect(lacksOf(await post(other.token, `visits/${own.visit}/correct`, back))).toMatchObject([
      { code: 'desk-of-another' },
    ]);
    expect(lacksOf(await post(theirs.token, `visits/${own.visit}/correct`, back))).toEqual([]);
  });

  it('writes down the review of its own hosts, and their calls, and those of no other', async () => {
    const own = await aVisitTo('tenant', { review: null });
    const at = `visits/${own.visit}/destinations/${own.destination}`;
    const review = {
      by: own.host,
      extension: '4021',
      at: test.clock.now().toISOString(),
      examined: ['who', 'why', 'zones'],
      members: [own.member],
      zones: ['tenant'],
    };
    const call = { called: own.host, extension: '4021' };
    const other = await keeping(landlordBody);
    expect(await post(other.token, `${at}/telephone-review`, review)).toMatchObject(notTheirs);
    expect(await post(other.token, `${at}/unanswered-call`, call)).toMatchObject(notTheirs);
    const theirs = await keeping(tenantBody);
    expect((await post(theirs.token, `${at}/unanswered-call`, call)).status).toBe(200);
    expect((await post(theirs.token, `${at}/telephone-review`, review)).status).toBe(200);
  });
});
