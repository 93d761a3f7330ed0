import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { aPlan } from '../../support/a-plan.ts';
import { anOffice, type Office, type OfficePerson } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

/** 2026-04-06 in Tokyo. */
const at = (time: string) => new Date(`2026-04-06T${time}:00+09:00`);
const iso = (time: string) => at(time).toISOString();

const always: SitePlan['schedules'][number] = {
  id: 'always',
  name: '終日',
  hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
  onHolidays: 'as-usual',
  onYearEnd: 'as-usual',
};

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let offices = 0;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
/** Each test has an office of its own, on the same night. */
beforeEach(async () => {
  test.clock.set(new Date('2026-04-05T12:00:00+09:00'));
  offices += 1;
  office = await anOffice(test.deps, { plan: aPlan({ schedules: [always] }), firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, `guard-${offices}`, [{ role: 'guard', siteId: office.siteId }]);
});

const person = (index = 0): OfficePerson => {
  const found = office.persons[index];
  if (found === undefined) throw new Error('no such person');
  return found;
};
const get = (path: string, token = guard) =>
  test.ask(token, { url: `/api/v1/sites/${office.siteId}/${path}` });

const doors = { hall: 'street-hall', office: 'hall-office', server: 'office-server' } as const;
type Zone = keyof typeof doors;
const reader = (zone: Zone) => `${doors[zone]}-to-${zone}`;

/** What the gateway did alone at this time. */
const late = (zone: Zone, time: string, who = person()): GatewayEvent =>
  gateway.read(who.number, reader(zone), { decided: { verdict: 'grant' }, at: iso(time) });

/** Reads at this time and goes through. */
async function goes(zone: Zone, time: string, who = person()): Promise<void> {
  test.clock.set(at(time));
  await gateway.post(
    gateway.read(who.number, reader(zone)),
    gateway.event('door-opened', { door: doors[zone] }),
    gateway.event('door-closed', { door: doors[zone] }),
  );
}

/** Uploads at this time what the gateway did alone. */
async function uploads(time: string, ...events: readonly GatewayEvent[]): Promise<void> {
  test.clock.set(at(time));
  await gateway.post(...events);
}

type Told = Readonly<Record<'zone' | 'person' | 'since' | 'learntAt' | 'until' | 'untilLearntAt', string>>;

/** Of each stay: where, from when, until when. */
const short = (items: readonly Told[]) =>
  items.map(({ zone, since, until }) => [zone, clockTime(since), clockTime(until)]);
const clockTime = (instant: string | null) =>
  instant === null ? null : new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(11, 16);

const span = (from: string, until: string) =>
  `from=${encodeURIComponent(iso(from))}&until=${encodeURIComponent(iso(until))}`;
const inZone = async (zone: Zone, from: string, until: string, more = '') =>
  (await get(`zones/${zone}/history?${span(from, until)}${more}`)).body.items;
const ofPerson = async (from: string, until: string, more = '', who = person()) =>
  (await get(`persons/${who.id}/history?${span(from, until)}${more}`)).body.items;
const knownAt = (time: string) => `&knownAt=${encodeURIComponent(iso(time))}`;

describe('passages uploaded at 03:00 for 01:00 and 02:00', () => {
  beforeEach(() => uploads('03:00', late('office', '01:00'), late('server', '02:00')));

  it('are stays by when they happened, marked as learnt at 03:00', async () => {
    expect(await inZone('office', '01:30', '01:45')).toMatchObject([
      {
        person: person().id,
        since: iso('01:00'),
        until: iso('02:00'),
        learntAt: iso('03:00'),
        untilLearntAt: iso('03:00'),
      },
    ]);
    expect(await inZone('server', '01:30', '01:45')).toEqual([]);
    expect(await inZone('server', '02:30', '02:45')).toMatchObject([
      { since: iso('02:00'), learntAt: iso('03:00'), until: null, untilLearntAt: null },
    ]);
  });

  it('were known to nobody at 02:59', async () => {
    expect(await inZone('office', '01:30', '01:45', knownAt('02:59'))).toEqual([]);
    expect(await ofPerson('00:00', '03:00', knownAt('02:59'))).toEqual([]);
    expect(await inZone('office', '01:30', '01:45', knownAt('03:00'))).toHaveLength(1);
  });
});

describe('a late passage', () => {
  it('that something younger overtook stands in the history where it was', async () => {
    await goes('hall', '00:30');
    await goes('hall', '04:00');
    await uploads('05:00', late('office', '01:00'), late('server', '02:00'));
    const now = [
      ['hall', '00:30', '01:00'],
      ['office', '01:00', '02:00'],
      ['server', '02:00', '04:00'],
      ['hall', '04:00', null],
    ];
    const before = [
      ['hall', '00:30', '04:00'],
      ['hall', '04:00', null],
    ];
    expect(short(await ofPerson('00:00', '05:00'))).toEqual(now);
    expect(short(await ofPerson('00:00', '05:00', knownAt('04:30')))).toEqual(before);
    expect(short(await inZone('server', '01:30', '03:00'))).toEqual([['server', '02:00', '04:00']]);
    expect((await get('presence')).body.items).toMatchObject([{ zone: 'hall', since: iso('04:00') }]);
  });

  it('is in its place in whatever order the uploads come, and counts once', async () => {
    const [first, second] = [late('office', '01:00'), late('server', '02:00')];
    await uploads('03:00', second);
    await uploads('03:10', first, second);
    await uploads('03:20', first);
    expect(short(await ofPerson('00:00', '04:00'))).toEqual([
      ['office', '01:00', '02:00'],
      ['server', '02:00', null],
    ]);
    expect(await ofPerson('00:00', '04:00')).toMatchObject([
      { learntAt: iso('03:10'), untilLearntAt: iso('03:00') },
      { learntAt: iso('03:00') },
    ]);
  });

  it('lies on the day it happened, though it was told on the next', async () => {
    test.clock.set(at('00:10'));
    const yesterday = new Date('2026-04-05T23:50:00+09:00').toISOString();
    await gateway.post({ ...late('office', '00:00'), at: yesterday });
    expect((await get('zones/office/history?from=2026-04-05&until=2026-04-06')).body.items).toMatchObject([
      { person: person().id, since: yesterday, until: null },
    ]);
    expect((await get('zones/office/history?from=2026-04-06&until=2026-04-07')).body.items).toHaveLength(1);
    expect((await get('zones/office/history?from=2026-04-04&until=2026-04-05')).body.items).toEqual([]);
  });

  it('is told page by page in the order of what happened', async () => {
    await goes('hall', '04:00');
    await uploads('05:00', late('server', '02:00'), late('hall', '00:30'), late('office', '01:00'));
    const all = await ofPerson('00:00', '05:00');
    const path = `persons/${person().id}/history?${span('00:00', '05:00')}&limit=1`;
    const read: Told[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await get(next === '' ? path : `${path}&after=${next}`);
      read.push(...body.items);
      next = body.next;
    }
    expect(read).toEqual(all);
    expect(read.map(({ zone }) => zone)).toEqual(['hall', 'office', 'server', 'hall']);
  });
});

describe('histories of persons and of zones', () => {
  it('say the same, at every moment of what was known', async () => {
    await goes('hall', '00:30');
    await goes('hall', '00:40', person(1));
    await goes('office', '03:30', person(1));
    await uploads(
      '04:00',
      late('server', '02:00'),
      late('office', '01:00', person(1)),
      late('office', '01:30'),
    );
    await goes('office', '04:30');
    await uploads('05:00', late('hall', '02:30', person(1)), late('server', '00:35'));
    for (const known of ['00:35', '03:45', '04:10', '05:00']) {
      const byPerson = [
        ...(await ofPerson('00:00', '06:00', knownAt(known))),
        ...(await ofPerson('00:00', '06:00', knownAt(known), person(1))),
      ];
      for (const [from, until] of [
        ['00:00', '06:00'],
        ['01:15', '01:20'],
        ['02:10', '02:40'],
      ] as const) {
        for (const zone of ['hall', 'office', 'server'] as const) {
          const there = byPerson.filter(
            (stay) => stay.zone === zone && stay.since < iso(until) && (stay.until ?? '9') > iso(from),
          );
          expect(inSomeOrder(await inZone(zone, from, until, knownAt(known)))).toEqual(inSomeOrder(there));
        }
      }
    }
  });
});

const inSomeOrder = (items: readonly Told[]) => items.map((one) => JSON.stringify(one)).toSorted();

describe('who was where at a past moment', () => {
  const moment = (name: string, time: string) => `${name}=${encodeURIComponent(iso(time))}`;
  const placeAt = async (query: string) => (await get(`presence?${query}`)).body.items;
  const counted = async (query: string) =>
    (await get(`occupancy?${query}`)).body.zones
      .map(({ zone, staff }: { zone: string; staff: { confirmed: number; assumed: number } }) => [
        zone,
        staff.confirmed + staff.assumed,
      ])
      .filter(([, persons]: [string, number]) => persons > 0);

  beforeEach(async () => {
    await goes('hall', '00:30');
    await goes('hall', '00:40', person(1));
    await goes('hall', '04:00');
    await uploads('05:00', late('office', '01:00'), late('server', '02:00'));
  });

  it('is told by all that is known, and by what was known then', async () => {
    const at0230 = moment('at', '02:30');
    const [first, second] = await placeAt(at0230);
    expect(first).toEqual({
      person: person().id,
      kind: 'staff',
      name: `職員${person().number}`,
      zone: 'server',
      certainty: 'assumed',
      since: iso('02:00'),
      seq: expect.any(Number),
      pending: null,
    });
    expect(second).toMatchObject({ person: person(1).id, zone: 'hall', since: iso('00:40') });
    expect(await placeAt(`${at0230}${knownAt('04:30')}`)).toMatchObject([
      { zone: 'hall', since: iso('00:30') },
      { zone: 'hall' },
    ]);
    expect(await placeAt(`${at0230}&zone=server`)).toHaveLength(1);
    expect(await placeAt(`${at0230}&zone=server${knownAt('04:30')}`)).toEqual([]);
    expect(await placeAt(moment('at', '00:35'))).toHaveLength(1);
    expect(await placeAt(moment('at', '00:00'))).toEqual([]);
  });

  it('is counted the same', async () => {
    expect(await counted(moment('at', '01:30'))).toEqual([
      ['hall', 1],
      ['office', 1],
    ]);
    expect(await counted(`${moment('at', '01:30')}${knownAt('04:30')}`)).toEqual([['hall', 2]]);
    expect(await counted(moment('at', '00:00'))).toEqual([]);
    const { body } = await get(`occupancy?${moment('at', '01:30')}`);
    expect(body.zones[0]).toMatchObject({ arriving: null, departing: null });
    expect((await get('occupancy')).body.zones[0]).toMatchObject({ arriving: 0, departing: 0 });
  });

  it('is, of the present, where everybody is', async () => {
    const bare = (items: readonly object[]) => items.map((item) => ({ ...item, pending: null }));
    const now = bare((await get('presence')).body.items);
    expect(now).toEqual(await placeAt(moment('at', '05:00')));
    expect(now).toEqual(await placeAt(moment('knownAt', '05:00')));
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('is counted by the zones of the plan of then', async () => {
    const zones = async (query: string) =>
      (await get(`occupancy?${query}`)).body.zones.map(({ zone }: { zone: string }) => zone);
    await test.pool.query(
      `update plan_elements set until_seq = (select seq from heads where site_id = $1)
        where site_id = $1 and kind = 'zone' and element_id = 'server'`,
      [office.siteId],
    );
    expect(await zones(moment('at', '02:30'))).toContain('server');
    expect(await zones('')).not.toContain('server');
    expect(await placeAt(`${moment('at', '02:30')}&zone=server`)).toHaveLength(1);
    expect((await get('presence?zone=server')).status).toBe(422);
  });

  it.each(['presence', 'occupancy'])('is refused of a moment still to come: %s', async (list) => {
    for (const query of [moment('at', '05:01'), moment('knownAt', '05:01'), 'at=soon', 'when=now']) {
      expect((await get(`${list}?${query}`)).status).toBe(400);
    }
    expect((await get(`${list}?at=2026-04-06`)).status).toBe(200);
  });
});

describe('what was known then', () => {
  it('is asked of moments that have come: others are refused', async () => {
    await goes('hall', '00:30');
    const path = `persons/${person().id}/history?${span('00:00', '01:00')}`;
    expect((await get(`${path}${knownAt('00:31')}`)).body).toMatchObject({
      type: '/problems/bad-request',
      errors: [{ at: '/query/knownAt' }],
    });
    expect((await get(`${path}&knownAt=yesterday`)).status).toBe(400);
    expect((await get(`${path}${knownAt('00:30')}`)).body.items).toHaveLength(1);
  });
});
