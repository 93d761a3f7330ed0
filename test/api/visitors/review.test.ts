import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { findDestination } from '../../../src/visitors/registry/visit-rows.ts';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { aDestination, aMember, aPlacedVisit, aVisit } from '../../support/a-visit.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aContractor, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';
import { aMachine, aToken } from '../../support/test-app.ts';

let house: PeopleHouse;
let host: Officer;
let colleague: Officer;
let reception: Officer;

beforeAll(async () => {
  house = await startPeopleHouse();
  const { test, site: siteId } = house;
  host = await anOfficer(test, []);
  colleague = await anOfficer(test, []);
  reception = await anOfficer(test, [{ role: 'reception', siteId }]);
});
afterAll(() => house.test.close());

type Placed = Awaited<ReturnType<typeof aVisitTo>>;

async function aVisitTo(hostId: string, members = 1) {
  const destination = aDestination(hostId);
  const placed = aPlacedVisit(hostId, {
    days: ['2026-04-06', '2026-04-08'],
    destinations: [destination],
    members: Array.from({ length: members }, () => aMember()),
  });
  const made = await aVisit(house.test, house.site, placed);
  const url = `/sites/${house.site}/visits/${made.visit}/destinations/${destination.destinationId}`;
  return { ...made, destination: destination.destinationId, url };
}

const seen = ({ members }: Placed, over: object = {}) => ({
  examined: ['who', 'why', 'zones'],
  members: [...members],
  zones: ['office'],
  ...over,
});

const review = (by: Officer, visit: Placed, over: object = {}) =>
  house.post(by.token, `${visit.url}/review`, seen(visit, over));

const stored = async ({ destination }: Placed) =>
  findDestination(databaseOf(house.test.pool), house.site, destination);

async function aDeputy(of: Officer, person: string, over: object = {}) {
  return house.post(of.token, `/sites/${house.site}/deputies`, {
    host: of.id,
    deputy: person,
    from: '2026-04-01T00:00:00+09:00',
    until: '2026-05-01T00:00:00+09:00',
    ...over,
  });
}

describe('a 審査 over the API', () => {
  it('is the host’s own act, covers members and days that were seen, and is one entry', async () => {
    const visit = await aVisitTo(host.id, 2);
    const before = (await entriesOf(house.test.pool, house.site)).length;
    expect((await review(host, visit, { words: '初めての方' })).status).toBe(200);
    expect(await stored(visit)).toMatchObject({
      review: { by: host.id, way: 'host', words: '初めての方' },
      reviewedMemberIds: visit.members,
      reviewedDays: ['2026-04-06', '2026-04-08'],
    });
    expect(await entriesOf(house.test.pool, house.site)).toHaveLength(before + 1);
    const last = await lastEntryOf(house.test.pool, house.site);
    expect(last).toMatchObject({
      kind: 'visit-reviewed',
      actor: { id: host.id },
      subject: { visit: visit.visit, destination: visit.destination, person: host.id },
      details: { way: 'host', members: visit.members, zones: ['office'] },
    });
    expect(JSON.stringify(last)).not.toContain('初めて');
  });

  it('is never that of a colleague, of the desk, or of a machine', async () => {
    const visit = await aVisitTo(host.id);
    const machine = await aMachine(house.test, 'gate', [{ role: 'reception', siteId: house.site }]);
    for (const token of [colleague.token, reception.token, machine]) {
      const { body } = await house.post(token, `${visit.url}/review`, seen(visit));
      expect(body.type).toBe('/problems/forbidden');
    }
    expect(await stored(visit)).toMatchObject({ review: null, reviewedMemberIds: [] });
  });

  it('is never that of a firm’s receptionist, who may write down a host’s', async () => {
    const { person } = await aContractor(house);
    const given = await giveRole(house.test.deps, fromTerminal(), {
      holder: { type: 'person', id: person },
      role: 'reception',
      siteId: house.site,
    });
    expect(given.ok).toBe(true);
    const token = await aToken(house.test, { type: 'person', id: person });
    const own = await aVisitTo(person);
    expect((await house.post(token, `${own.url}/review`, seen(own))).body.type).toBe('/problems/forbidden');
    const visit = await aVisitTo(host.id);
    const call = { by: host.id, extension: '4021', at: house.test.clock.now().toISOString() };
    const written = await house.post(token, `${visit.url}/telephone-review`, seen(visit, call));
    expect(written.status).toBe(200);
    expect(await stored(visit)).toMatchObject({
      review: { by: host.id, way: 'telephone', writtenBy: person, extension: '4021' },
    });
  });

  it('told by telephone is that of the host or a deputy, and of the last day', async () => {
    const visit = await aVisitTo(host.id);
    const tell = (over: object) =>
      house.post(
        reception.token,
        `${visit.url}/telephone-review`,
        seen(visit, { by: host.id, extension: '4021', at: house.test.clock.now().toISOString(), ...over }),
      );
    expect((await tell({ by: colleague.id })).status).toBe(403);
    expect((await tell({ at: '2026-04-01T00:00:00Z' })).status).toBe(422);
    expect((await tell({ at: '2027-04-01T00:00:00Z' })).status).toBe(422);
    expect((await tell({ examined: ['who'] })).body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/examined',
      '/examined',
    ]);
    expect((await house.post(host.token, `${visit.url}/telephone-review`, {})).status).toBe(403);
  });

  it('covers nothing that was not seen', async () => {
    const visit = await aVisitTo(host.id, 2);
    const [first = '', second = ''] = visit.members;
    expect((await review(host, visit, { zones: ['office', 'server'] })).status).toBe(409);
    expect((await review(host, visit, { members: [first, host.id] })).status).toBe(409);
    await review(host, visit, { members: [first] });
    expect(await stored(visit)).toMatchObject({ reviewedMemberIds: [first] });
    // Whoever was reviewed before stays so.
    await review(host, visit, { members: [second] });
    expect(await stored(visit)).toMatchObject({ reviewedMemberIds: [first, second] });
  });

  it('is taken back by the host or the desk, and given anew', async () => {
    const visit = await aVisitTo(host.id);
    const withdraw = (token: string) =>
      house.post(token, `${visit.url}/withdraw-review`, { reason: '都合が変わった' });
    expect((await withdraw(host.token)).status).toBe(409);
    await review(host, visit);
    expect((await withdraw(colleague.token)).status).toBe(403);
    expect((await withdraw(reception.token)).status).toBe(200);
    expect(await stored(visit)).toMatchObject({ review: null, reviewedMemberIds: [], reviewedDays: [] });
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('visit-review-withdrawn');
    expect((await review(host, visit)).status).toBe(200);
  });

  it('is of a destination of that visit', async () => {
    const [one, other] = [await aVisitTo(host.id), await aVisitTo(host.id)];
    const url = `/sites/${house.site}/visits/${one.visit}/destinations/${other.destination}/review`;
    expect((await house.post(host.token, url, seen(other))).status).toBe(404);
  });
});

describe('a deputy', () => {
  it('reviews within the period that the host gave them, and not after its end', async () => {
    const named = await aDeputy(host, colleague.id);
    expect(named.status).toBe(201);
    const visit = await aVisitTo(host.id);
    expect((await review(colleague, visit)).status).toBe(200);
    expect(await stored(visit)).toMatchObject({ review: { by: colleague.id, way: 'deputy' } });
    const url = `/sites/${house.site}/deputies/${named.body.id}/end`;
    expect((await house.post(colleague.token, url, { reason: '戻った' })).status).toBe(403);
    expect((await house.post(host.token, url, { reason: '戻った' })).status).toBe(200);
    expect((await house.post(host.token, url, { reason: '戻った' })).status).toBe(404);
    expect((await review(colleague, await aVisitTo(host.id))).status).toBe(403);
  });

  it('is staff in office, not the host, and has an end', async () => {
    const { person } = await aContractor(house);
    expect((await aDeputy(host, person)).body.errors[0].at).toBe('/deputy');
    expect((await aDeputy(host, host.id)).body.errors[0].at).toBe('/deputy');
    const over = { from: '2020-01-01T00:00:00Z', until: '2020-02-01T00:00:00Z' };
    expect((await aDeputy(host, colleague.id, over)).body.errors[0].at).toBe('/until');
    expect((await aDeputy(host, colleague.id, { until: '2029-01-01T00:00:00Z' })).body.errors[0].at).toBe(
      '/until',
    );
  });

  it('is named by nobody else but who answers for the unit', async () => {
    const chief = await anOfficer(house.test, [
      { role: 'section-officer', siteId: house.site, scope: house.section },
    ]);
    const ofUnit = await house.make('/persons', {
      kind: 'staff',
      name: '課員',
      organisationId: house.section,
    });
    expect((await aDeputy({ ...chief, id: ofUnit }, colleague.id)).status).toBe(201);
    expect((await aDeputy({ ...chief, id: host.id }, colleague.id)).status).toBe(403);
    expect((await aDeputy({ ...colleague, id: host.id }, colleague.id)).status).toBe(403);
  });

  it('is listed for the desk, and for those whom it concerns', async () => {
    const [one, other] = [await anOfficer(house.test, []), await anOfficer(house.test, [])];
    const { body: named } = await aDeputy(one, other.id);
    const listed = async ({ token }: Officer) =>
      (await house.get(token, `/sites/${house.site}/deputies`)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await listed(one)).toEqual([named.id]);
    expect(await listed(other)).toEqual([named.id]);
    expect(await listed(reception)).toContain(named.id);
    expect(await listed(await anOfficer(house.test, []))).toEqual([]);
  });
});

describe('a host who does not answer', () => {
  it('falls due on the record, names whom to call beside the visitor, and admits nobody', async () => {
    const { post, get, site, test, section } = house;
    const [absent, head] = [
      await anOfficer(test, []),
      await anOfficer(test, [{ role: 'section-officer', siteId: site, scope: section }]),
    ];
    await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [absent.id, section]);
    const visit = await aVisitTo(absent.id);
    const due = new Date(test.clock.now().getTime() + 600_000);
    const next = { call: expect.arrayContaining([absent.id, head.id]), at: due.toISOString() };
    await post(reception.token, `${visit.url}/unanswered-call`, { called: absent.id, extension: '4021' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'visit-call-unanswered',
      details: { next },
    });
    const gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
    const settled = async () => {
      await gateway.post(gateway.event('heartbeat'));
      const entries = await entriesOf(test.pool, site);
      return entries.filter(({ kind }) => kind === 'second-contact-due').length;
    };
    const lines = async () => {
      const { body } = await get(reception.token, `/sites/${site}/arrivals?day=2026-04-06&limit=200`);
      return body.items.filter((one: { visit: string }) => one.visit === visit.visit);
    };
    const before = await settled();
    expect(await lines()).toMatchObject([
      {
        state: 'announced',
        secondContact: {
          due: false,
          call: expect.arrayContaining([expect.objectContaining({ person: head.id })]),
        },
      },
    ]);
    test.clock.set(due);
    expect(await settled()).toBe(before + 1);
    const entry = (await entriesOf(test.pool, site)).find(({ kind }) => kind === 'second-contact-due');
    expect(JSON.parse(entry?.text ?? '{}')).toMatchObject({
      at: due.toISOString(),
      subject: { visit: visit.visit },
      effects: [],
    });
    expect(await lines()).toMatchObject([{ state: 'announced', secondContact: { due: true } }]);
    expect(await stored(visit)).toMatchObject({ review: null });
  });

  it('is called no more once there is an answer', async () => {
    const { post, site, test } = house;
    const visit = await aVisitTo(colleague.id);
    await post(reception.token, `${visit.url}/unanswered-call`, { called: colleague.id, extension: '4021' });
    const armed = async () =>
      (
        await test.pool.query(
          `select ref from deadlines where site_id = $1 and kind = 'second-contact' and ref like $2`,
          [site, `${visit.visit} %`],
        )
      ).rows.map(({ ref }) => ref);
    expect(await armed()).toEqual([`${visit.visit} ${visit.destination}`]);
    expect((await review(colleague, visit)).status).toBe(200);
    expect(await armed()).toEqual([]);
  });

  it('is called again after some minutes, with the deputy; nothing is reviewed by it', async () => {
    const [absent, deputy] = [await anOfficer(house.test, []), await anOfficer(house.test, [])];
    await aDeputy(absent, deputy.id);
    const visit = await aVisitTo(absent.id);
    const call = (called: string) =>
      house.post(reception.token, `${visit.url}/unanswered-call`, { called, extension: '4021' });
    expect((await call(colleague.id)).status).toBe(422);
    expect((await call(absent.id)).status).toBe(200);
    const calls = async () =>
      (await house.get(reception.token, `/sites/${house.site}/unanswered-calls`)).body.items.filter(
        (one: { visit: string }) => one.visit === visit.visit,
      );
    const at = house.test.clock.now();
    const again = new Date(at.getTime() + 600_000);
    const next = { call: [absent.id, deputy.id], at: again.toISOString() };
    expect(await calls()).toMatchObject([{ host: absent.id, next: { ...next, due: false } }]);
    house.test.clock.set(again);
    expect(await calls()).toMatchObject([{ next: { ...next, due: true } }]);
    expect(await stored(visit)).toMatchObject({ review: null });
    expect((await review(deputy, visit)).status).toBe(200);
    expect(await calls()).toEqual([]);
  });
});
