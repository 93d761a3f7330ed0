import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { determinations } from '../../../src/zones/determinations/tables.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader, aZone } from '../../support/a-plan.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { append } from '../../support/a-site.ts';
import { gatewayToken, lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { asOwner } from '../../support/as-owner.ts';
import { anApprovedPermission } from '../../support/people-house.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

/** A hall with lifts behind it, where no escort is asked for, and two offices where one is. */
const ways = [
  ['street', 'hall'],
  ['hall', 'lifts'],
  ['lifts', 'office'],
  ['office', 'inner'],
] as const;
const plan = aPlan({
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone({ id: 'lifts', name: 'エレベーターホール', class: 1 }),
    aZone(),
    aZone({ id: 'inner', name: '奥の会議室' }),
  ],
  boundaries: [],
  signs: [],
  doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
});
const hostCard = '1001';

let house: VisitHouse;
let gateway: TestGateway;
let visit: string;
let guest: string;
let hours = 0;

beforeAll(async () => {
  house = await startVisitHouse({}, plan);
  const { test, site, host, make, section } = house;
  await databaseOf(test.pool)
    .insert(determinations)
    .values({
      determinationId: newId<'determination'>(),
      fromSeq: 0,
      organisationId: section,
      policy: 'unified-h24-draft',
      state: 'adopted',
      row: 't1r35',
      class: 1,
      value: 'not-required',
      words: '付添いは求めない',
      basis: '委員会決定',
      decidedBy: section,
      effectiveFrom: new Date(0),
    });
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  await make('/cards', { format: 'wiegand-26', facility: '1', number: hostCard, person: host.id });
  const zones = ['lifts', 'office', 'inner'];
  const officers = zones.map((scope) => ({ role: 'zone-officer', siteId: site, scope }) as const);
  await anApprovedPermission(house, host.id, await anOfficer(test, officers), { zones });
});
afterAll(() => house.test.close());

/** A visitor without a card, checked in and reviewed; each test a quarter of an hour later than the one before. */
beforeEach(async () => {
  house.test.clock.set(new Date(Date.parse(`${day}T14:00:00+09:00`) + hours * 900_000));
  hours += 1;
  const { body } = await house.plan(house.host.token, {
    members: [{ name: `来訪 ${hours}`, affiliation: '株式会社浜田' }],
    destinations: [{ host: house.host.id, zones: ['inner'] }],
    startsAt: '13:00',
    endsAt: '23:00',
  });
  visit = body.id;
  guest = body.members[0].id;
  const zones = body.destinations[0].zones;
  const review = { examined: ['who', 'why', 'zones'], members: [guest], zones };
  await house.post(
    house.host.token,
    house.visitUrl(`/${visit}/destinations/${body.destinations[0].id}/review`),
    review,
  );
  expect((await atDesk('check-in', { desk: 'front', members: [given(guest)] })).done).toBe(true);
  await isIn('hall', house.host.id);
});

/** Nobody is anybody's ward any more. */
afterEach(() => atDesk('check-out', { members: [{ member: guest }], origin: 'desk' }));

const isIn = (zone: string | null, person: string) =>
  append(house.test, house.site, [
    { kind: 'presence-corrected', effects: [{ type: 'presence', person, zone, certainty: 'confirmed' }] },
  ]);
const atDesk = async (step: string, payload: object) =>
  (await house.post(house.reception.token, house.visitUrl(`/${visit}/${step}`), { day, ...payload })).body
    .members[0];
const met = (over: object = {}) =>
  atDesk('met', { members: [{ member: guest }], by: house.host.id, ...over });
const act = (step: string, who: Pick<Officer, 'token'> = house.host, ward = guest) =>
  house.post(who.token, `/sites/${house.site}/custody/${ward}/${step}`);
const hostReads = async (reader: string) =>
  (await gateway.post(gateway.read(hostCard, reader))).body.results[0];
const lastEntry = () => lastEntryOf(house.test.pool, house.site);
const zoneOf = async (person: string) => (await placeOf(house.test.pool, house.site, person))?.zone;
const custodyNow = async () => {
  const { custody = [] } = await storedState(house.test.pool, house.site);
  return custody.filter(({ ward }) => ward === guest);
};
const asReplayed = () => expectAsReplayed(house.test.pool, house.site);

describe('a visitor without a card who was met, and not answered for', () => {
  it('is answered for by name afterwards, and goes along from then on', async () => {
    await met();
    expect((await met({ declared: true })).lacks).toMatchObject([{ code: 'met-already' }]);
    expect((await act('declare')).status).toBe(200);
    expect(await lastEntry()).toMatchObject({ kind: 'escort-declared', subject: { person: guest } });
    expect(await custodyNow()).toMatchObject([
      { escort: house.host.id, mode: 'declared', basis: 'visit', broken: null },
    ]);
    await asReplayed();
    await hostReads('hall-lifts-to-lifts');
    await hostReads('lifts-office-to-office');
    expect((await lastEntry()).subject.with).toEqual([guest]);
    expect(await zoneOf(guest)).toBe('office');
    await asReplayed();
  });

  it.each([
    ['the escort', () => house.host.id],
    ['the visitor', () => guest],
  ])('is beside the escort by that word where nobody knows where %s is', async (_, lost) => {
    await met();
    await isIn(null, lost());
    expect((await act('declare')).status).toBe(200);
    expect(await placeOf(house.test.pool, house.site, lost())).toMatchObject({
      zone: 'hall',
      certainty: 'assumed',
    });
    await asReplayed();
  });

  it('is answered for by nobody who is elsewhere, and by nobody who may not escort them', async () => {
    await met();
    await isIn('office', house.host.id);
    expect((await act('declare')).status).toBe(409);
    const stranger = await anOfficer(house.test, []);
    expect((await act('declare', stranger)).status).toBe(409);
    expect(await custodyNow()).toEqual([]);
  });

  it('is answered for again by whoever left them alone, back beside them, and the alarm is over', async () => {
    await met({ declared: true });
    for (const reader of ['hall-lifts-to-lifts', 'lifts-office-to-office']) await hostReads(reader);
    await asOwner(house.test, `update custody set mode = 'read' where visitor_id = $1`, [guest]);
    await hostReads('office-inner-to-inner');
    house.test.clock.set(new Date(house.test.clock.now().getTime() + 60_000));
    await gateway.post(gateway.event('heartbeat'));
    await isIn('office', house.host.id);
    expect((await act('declare')).status).toBe(200);
    expect(await custodyNow()).toMatchObject([{ mode: 'declared', broken: null }]);
    const { alarms = [] } = await storedState(house.test.pool, house.site);
    expect(alarms.filter(({ person, active }) => person === guest && active === true)).toEqual([]);
  });

  it('is answered for by nobody before somebody met them, after they left, and where nobody knows them', async () => {
    expect((await act('declare')).status).toBe(409);
    await met();
    await atDesk('check-out', { members: [{ member: guest }], origin: 'desk' });
    expect((await act('declare')).status).toBe(404);
    expect((await act('declare', house.host, newId())).status).toBe(404);
  });
});

describe('a declaration by name', () => {
  const up = ['hall-lifts-to-lifts', 'lifts-office-to-office', 'office-inner-to-inner'];
  const down = ['office-inner-to-office', 'lifts-office-to-lifts'];
  const along = async (...readers: readonly string[]) => {
    for (const reader of readers) {
      expect(await hostReads(reader)).toMatchObject({ verdict: 'grant' });
      expect((await lastEntry()).subject.with).toEqual([guest]);
    }
  };
  const alone = async (...readers: readonly string[]) => {
    for (const reader of readers) {
      expect(await hostReads(reader)).toMatchObject({ verdict: 'grant' });
      expect((await lastEntry()).subject.with).toBeUndefined();
    }
  };

  it('reaches from the desk through every door on the way, and out to where no escort is asked for', async () => {
    await met({ declared: true });
    await along(...up, ...down);
    expect(await zoneOf(guest)).toBe('lifts');
    expect(await custodyNow()).toMatchObject([{ escort: house.host.id, broken: null }]);
    await asReplayed();
  });

  it('takes nobody back in whose escort goes up alone: they have taken leave, and nobody is told', async () => {
    await met({ declared: true });
    await along(...up, ...down);
    await alone('lifts-office-to-office');
    expect(await zoneOf(guest)).toBe('lifts');
    expect(await custodyNow()).toEqual([]);
    house.test.clock.set(new Date(house.test.clock.now().getTime() + 600_000));
    await gateway.post(gateway.event('heartbeat'));
    const { alarms = [] } = await storedState(house.test.pool, house.site);
    expect(alarms.filter(({ person }) => person === guest)).toEqual([]);
    await asReplayed();
  });

  it('takes nobody along from there by a way around either, nor out', async () => {
    await met({ declared: true });
    await along(...up, ...down);
    await alone('hall-lifts-to-hall');
    expect(await zoneOf(guest)).toBe('lifts');
    await alone('hall-lifts-to-lifts', 'lifts-office-to-office');
    expect(await custodyNow()).toEqual([]);
    await asReplayed();
  });

  it('is made anew where they are beside each other, and leads in again', async () => {
    await met({ declared: true });
    await along(...up, ...down);
    expect((await act('declare')).status).toBe(200);
    await along('lifts-office-to-office');
    expect(await zoneOf(guest)).toBe('office');
    await asReplayed();
  });

  it('goes on inside where the way out was granted and not taken', async () => {
    await met({ declared: true });
    await along(...up);
    const read = gateway.read(hostCard, 'office-inner-to-office');
    await gateway.post(read);
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await zoneOf(guest)).toBe('inner');
    await along(...down);
    await asReplayed();
  });
});

describe('付添いの終了', () => {
  it.each([
    ['the escort', () => house.host],
    ['the desk', () => house.reception],
  ])('is said by %s where no escort is asked for, and nobody goes along from then on', async (_, who) => {
    await met({ declared: true });
    expect((await act('end', who())).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      kind: 'escort-ended',
      actor: { id: who().id },
      subject: { person: guest },
      details: { escort: house.host.id },
    });
    expect(await custodyNow()).toEqual([]);
    await hostReads('hall-lifts-to-lifts');
    expect(await zoneOf(guest)).toBe('hall');
    await asReplayed();
  });

  it('is said by the host of whoever is in the custody of another', async () => {
    await met({ declared: true });
    const other = await anOfficer(house.test, []);
    await asOwner(house.test, 'update custody set escort_id = $2 where visitor_id = $1', [guest, other.id]);
    await asOwner(house.test, 'update presence set wards = wards - 1 where person_id = $1', [house.host.id]);
    expect((await act('end')).status).toBe(200);
    expect(await custodyNow()).toEqual([]);
  });

  it('is said by nobody else, nor of anybody whom nobody has', async () => {
    await met({ declared: true });
    const stranger = await anOfficer(house.test, []);
    expect((await act('end', stranger)).status).toBe(403);
    expect(await custodyNow()).toHaveLength(1);
    expect((await act('end')).status).toBe(200);
    expect((await act('end')).status).toBe(404);
  });

  it('is said by nobody while the ward is where an escort is asked for', async () => {
    await met({ declared: true });
    for (const reader of ['hall-lifts-to-lifts', 'lifts-office-to-office']) await hostReads(reader);
    for (const who of [house.host, house.reception]) {
      expect((await act('end', who)).body.detail).toContain('付添いを求める区域');
    }
    expect(await custodyNow()).toHaveLength(1);
  });

  it('ends the alarm of a ward left alone whom nobody knows to be in such a zone any more', async () => {
    await met({ declared: true });
    for (const reader of ['hall-lifts-to-lifts', 'lifts-office-to-office']) await hostReads(reader);
    await asOwner(house.test, `update custody set mode = 'read' where visitor_id = $1`, [guest]);
    await hostReads('office-inner-to-inner');
    house.test.clock.set(new Date(house.test.clock.now().getTime() + 60_000));
    await gateway.post(gateway.event('heartbeat'));
    const abandoned = async () => {
      const { alarms = [] } = await storedState(house.test.pool, house.site);
      return alarms.filter(({ person, active }) => person === guest && active === true);
    };
    expect(await abandoned()).toHaveLength(1);
    expect((await act('end')).status).toBe(409);
    await isIn('hall', guest);
    expect((await act('end')).status).toBe(200);
    expect(await abandoned()).toEqual([]);
  });
});
