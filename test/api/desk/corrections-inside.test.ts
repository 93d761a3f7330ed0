import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { entriesOf, gatewayToken, placeOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { anApprovedPermission } from '../../support/people-house.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
] as const;
const plan = aPlan({
  doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
});
const hostCard = '1001';

let house: VisitHouse;
let gateway: TestGateway;
let guard: string;
beforeAll(async () => {
  house = await startVisitHouse({}, plan);
  const { test, site, host, make } = house;
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  test.clock.set(new Date('2026-04-06T14:00:00+09:00'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: site }]);
  await make('/cards', { format: 'wiegand-26', facility: '1', number: hostCard, person: host.id });
  const officer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'office' }]);
  await anApprovedPermission(house, host.id, officer, { zones: ['office'] });
});
afterAll(() => house.test.close());

type Guest = {
  readonly visit: string;
  readonly member: string;
  readonly pass: string;
  readonly number: string;
};

const guests: Guest[] = [];
let begun: number;
beforeEach(async () => {
  later(60);
  begun = (await entriesOf(house.test.pool, house.site)).length;
});

/** One escort leads few: whoever is still in goes home. */
afterEach(async () => {
  for (const { visit, member } of guests)
    await house.post(house.reception.token, house.visitUrl(`/${visit}/check-out`), {
      day,
      members: [{ member }],
      origin: 'desk',
    });
});

const later = (seconds: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + seconds * 1000));

/** Somebody expected by the host, with a pass in stock for them. */
async function aGuest(name: string, host = house.host): Promise<Guest> {
  const nth = guests.length + 1;
  const [pass, number] = [`V-${nth}`, String(2000 + nth)];
  const card = { format: 'wiegand-26', facility: '1', number };
  const pool = { numeral: pass, basis: 'visit', highestClass: 2, card };
  await house.make(`/sites/${house.site}/passes`, pool);
  const { status, body } = await house.plan(host.token, {
    members: [{ name, affiliation: '株式会社浜田' }],
    destinations: [{ host: host.id, zones: ['office'] }],
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const member = body.members[0].id;
  const review = { examined: ['who', 'why', 'zones'], members: [member], zones: ['office'] };
  const url = house.visitUrl(`/${body.id}/destinations/${body.destinations[0].id}/review`);
  expect((await house.post(host.token, url, review)).status).toBe(200);
  const guest = { visit: body.id, member, pass, number };
  guests.push(guest);
  return guest;
}

const step = ({ visit }: Guest, name: string, body: object) =>
  house.post(house.reception.token, house.visitUrl(`/${visit}/${name}`), { day, ...body });

async function comesIn(guest: Guest, pass = guest.pass): Promise<void> {
  const members = [given(guest.member, { instead: undefined, pass })];
  const { body } = await step(guest, 'check-in', { desk: 'front', members });
  expect(body.members).toMatchObject([{ done: true }]);
}

/** Both read at the door, one after the other. */
async function goesIn(number: string, by = hostCard): Promise<void> {
  await gateway.post(
    gateway.read(number, 'hall-office-to-office'),
    gateway.read(by, 'hall-office-to-office'),
  );
}

const read = async (number: string, reader: string) =>
  (await gateway.post(gateway.read(number, reader))).body.results[0].verdict;

const leavingOf = ({ member }: Guest, passReturned: boolean) => ({
  members: [{ member, passReturned }],
  origin: 'desk',
});

async function leaves(guest: Guest, passReturned: boolean): Promise<void> {
  const { body } = await step(guest, 'check-out', leavingOf(guest, passReturned));
  expect(body.members).toMatchObject([{ done: true }]);
}

async function correct(guest: Guest, what: object) {
  const answer = await step(guest, 'correct', { member: guest.member, reason: '取違え', ...what });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

/** What is due is settled. */
const settled = () => gateway.post(gateway.event('heartbeat'));

const asked = async (path: string, token = house.reception.token) =>
  (await house.get(token, `/sites/${house.site}/${path}`)).body.items;
const zoneOf = async ({ member }: Guest) => (await placeOf(house.test.pool, house.site, member))?.zone;
const custodyOf = async ({ member }: Guest) =>
  (await asked('custody')).find(({ ward }: { ward: string }) => ward === member);
const isAlarmed = async ({ member }: Guest, kind = 'visitor-abandoned') =>
  (await asked(`alarms?kind=${kind}&limit=200`, guard)).find(
    ({ person }: { person: string }) => person === member,
  )?.active;
const apartOf = async ({ member }: Guest) => {
  const times = 'from=2026-04-06T00:00:00Z&until=2026-04-07T00:00:00Z';
  const items = await asked(`custody/apart?${times}`, guard);
  return items.filter(({ ward }: { ward: string }) => ward === member);
};
const now = () => house.test.clock.now().toISOString();

/** The kinds of alarms raised since the test began. */
async function alarmsRaised(): Promise<readonly string[]> {
  const entries = (await entriesOf(house.test.pool, house.site)).slice(begun);
  return entries.flatMap(({ text }) =>
    JSON.parse(text).effects.flatMap((effect: { type: string; kind: string; active: boolean }) =>
      effect.type === 'alarm' && effect.active ? [effect.kind] : [],
    ),
  );
}

describe('a check-out that is taken back', () => {
  let guest: Guest;
  beforeEach(async () => {
    guest = await aGuest('来訪 一郎');
    await comesIn(guest);
    await goesIn(guest.number);
    later(60);
  });
  const putBack = async () =>
    expect((await correct(guest, { what: 'check-out' })).members).toMatchObject([{ done: true }]);
  const hostGoes = () => read(hostCard, 'hall-office-to-hall');

  it('gives the custody back that it ended: when the escort goes the guard is told of who is alone', async () => {
    await leaves(guest, true);
    await putBack();
    await settled();
    expect(await zoneOf(guest)).toBe('office');
    expect(await custodyOf(guest)).toMatchObject({ escort: house.host.id, mode: 'read', apartSince: null });
    expect(await alarmsRaised()).toEqual([]);
    later(60);
    const parted = now();
    await hostGoes();
    later(60);
    await settled();
    expect(await custodyOf(guest)).toMatchObject({ apartSince: parted });
    expect(await isAlarmed(guest)).toBe(true);
    expect(await apartOf(guest)).toMatchObject([{ escort: house.host.id, since: parted, until: null }]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('weighs it as of now: the escort who left meanwhile has left them alone', async () => {
    await leaves(guest, true);
    later(60);
    await hostGoes();
    later(60);
    const corrected = now();
    await putBack();
    await settled();
    expect(await isAlarmed(guest)).toBe(true);
    expect(await apartOf(guest)).toMatchObject([{ since: corrected, until: null }]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('has those apart who were apart before it, and since then', async () => {
    const parted = now();
    await hostGoes();
    later(60);
    await settled();
    await leaves(guest, true);
    await settled();
    expect(await isAlarmed(guest)).toBe(false);
    later(60);
    await putBack();
    await settled();
    expect(await custodyOf(guest)).toMatchObject({ apartSince: parted });
    expect(await isAlarmed(guest)).toBe(true);
    expect(await apartOf(guest)).toMatchObject([{ since: parted }, { since: parted, until: null }]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('has them where they were by the times of their passages, in whatever order they were told', async () => {
    const meanwhile = now();
    later(60);
    expect(await read(guest.number, 'hall-office-to-hall')).toBe('grant');
    later(60);
    const late = { at: meanwhile, decided: { verdict: 'grant' } };
    await gateway.post(gateway.read(guest.number, 'hall-office-to-office', late));
    const told = (await entriesOf(house.test.pool, house.site)).slice(begun);
    expect(told.filter(({ text }) => text.includes('"past-presence"'))).toHaveLength(1);
    await leaves(guest, true);
    await putBack();
    expect(await zoneOf(guest)).toBe('hall');
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('leaves whoever has moved since where they are', async () => {
    await leaves(guest, false);
    later(60);
    expect(await read(guest.number, 'hall-office-to-hall')).toBe('grant');
    const before = (await alarmsRaised()).length;
    later(60);
    await putBack();
    await settled();
    expect(await zoneOf(guest)).toBe('hall');
    expect(await read(guest.number, 'street-hall-to-street')).toBe('grant');
    expect((await alarmsRaised()).slice(before)).not.toContain('unexpected-zone');
    await expectAsReplayed(house.test.pool, house.site);
  });
});

describe('the wrong one of two', () => {
  let [one, other]: Guest[] = [];
  beforeEach(async () => {
    [one, other] = [await aGuest('佐藤 甲'), await aGuest('佐藤 乙')];
  });
  const two = () => {
    if (one === undefined || other === undefined) throw new Error('nobody is expected');
    return { one, other };
  };
  const isOther = () => correct(two().one, { what: 'person', came: cameAs(two().other) });
  const cameAs = ({ visit, member }: Guest) => ({ visit, member });

  it('leaves alone whoever came in truth: since when, the alarm and the interval are theirs', async () => {
    const { one, other } = two();
    await comesIn(one);
    await goesIn(one.number);
    later(60);
    const parted = now();
    await read(hostCard, 'hall-office-to-hall');
    later(60);
    await settled();
    expect(await isAlarmed(one)).toBe(true);
    later(60);
    await isOther();
    expect(await custodyOf(one)).toBeUndefined();
    expect(await isAlarmed(one)).toBe(false);
    expect(await zoneOf(other)).toBe('office');
    expect(await custodyOf(other)).toMatchObject({ escort: house.host.id, apartSince: parted });
    expect(await isAlarmed(other)).toBe(true);
    const { id: escort } = house.host;
    const told = { escort, zone: 'office', since: parted };
    expect(await apartOf(one)).toMatchObject([{ ...told, until: now() }]);
    expect(await apartOf(other)).toMatchObject([{ ...told, until: null }]);
    await expectAsReplayed(house.test.pool, house.site);
    later(60);
    await read(hostCard, 'hall-office-to-office');
    expect(await isAlarmed(other)).toBe(false);
    expect(await apartOf(other)).toMatchObject([{ ...told, until: now() }]);
  });

  it('has as long to be followed as the first had', async () => {
    const { one, other } = two();
    await comesIn(one);
    await goesIn(one.number);
    later(60);
    await read(hostCard, 'hall-office-to-hall');
    await isOther();
    expect(await custodyOf(other)).toMatchObject({ apartSince: now(), following: true });
    expect(await isAlarmed(other)).toBeUndefined();
    await expectAsReplayed(house.test.pool, house.site);
    later(60);
    await settled();
    expect(await isAlarmed(other)).toBe(true);
  });

  it('are exchanged in one act where both are in: place, custody and pass are each other’s, and lists say so of both', async () => {
    const { one, other } = two();
    await comesIn(one);
    await comesIn(other);
    await goesIn(one.number);
    later(60);
    const { members } = await isOther();
    expect(members).toMatchObject([
      { member: one.member, done: true, state: 'checked-in', pass: other.pass },
      { member: other.member, done: true, state: 'checked-in', pass: one.pass },
    ]);
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['hall', 'office']);
    expect(await custodyOf(one)).toBeUndefined();
    expect(await custodyOf(other)).toMatchObject({ escort: house.host.id, apartSince: null });
    const holders = await asked('passes?limit=200');
    const holderOf = (pass: string) =>
      holders.find(({ numeral }: { numeral: string }) => numeral === pass).holder;
    expect([holderOf(one.pass), holderOf(other.pass)]).toEqual([other.member, one.member]);
    const listed = await asked(`arrivals?day=${day}&limit=200`);
    const shownOf = ({ member }: Guest) =>
      listed.find((arrival: { member: string }) => arrival.member === member).corrections;
    const [ofOne, ofOther] = [{ member: one.member }, { member: other.member }];
    expect(shownOf(one)).toMatchObject([{ what: 'person', was: ofOne, now: ofOther }]);
    expect(shownOf(other)).toMatchObject([{ what: 'person', was: ofOther, now: ofOne }]);
    later(60);
    await read(hostCard, 'hall-office-to-hall');
    expect(await read(one.number, 'hall-office-to-hall')).toBe('grant');
    expect(await zoneOf(other)).toBe('hall');
    await expectAsReplayed(house.test.pool, house.site);
  });

  /** What may have become of somebody after the check-in. */
  const becomes = {
    'in the office': async ({ number }: Guest) => goesIn(number),
    'out for now': async (guest: Guest) => step(guest, 'step-out', { members: [{ member: guest.member }] }),
    left: async (guest: Guest) => leaves(guest, true),
    'left with the pass': async (guest: Guest) => leaves(guest, false),
  } as const;
  type Stay = keyof typeof becomes;
  const stays: readonly Stay[] = ['in the office', 'out for now', 'left', 'left with the pass'];
  const pairs = stays.flatMap((first) => stays.map((second) => [first, second] as const));

  async function stayOf(guest: Guest, stay: Stay): Promise<void> {
    later(1);
    await comesIn(guest);
    await becomes[stay](guest);
  }

  /** What the lists tell of somebody's day, and where they are. */
  async function toldOf(guest: Guest) {
    const listed = await asked(`arrivals?day=${day}&limit=200`);
    const found = listed.find(({ member }: { member: string }) => member === guest.member);
    const { state, pass, checkedInAt, checkedOutAt, endOrigin } = found;
    const zone = (await zoneOf(guest)) ?? null;
    return { state, pass, checkedInAt, checkedOutAt, endOrigin, zone };
  }

  it.each(pairs)('are exchanged whatever became of them: %s, %s', async (first, second) => {
    const { one, other } = two();
    await stayOf(one, first);
    await stayOf(other, second);
    const [ofOne, ofOther] = [await toldOf(one), await toldOf(other)];
    later(1);
    expect((await isOther()).members).toMatchObject([{ done: true }, { done: true }]);
    expect([await toldOf(one), await toldOf(other)]).toEqual([ofOther, ofOne]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  /** Everything that a check-out ends, as it stands. */
  async function insideOf(guest: Guest) {
    const passes = await asked('passes?limit=200');
    const worn = passes.find(({ holder }: { holder: string }) => holder === guest.member);
    const { escort } = (await custodyOf(guest)) ?? {};
    return { ...(await toldOf(guest)), worn: worn?.numeral, lentAt: worn?.lentAt, escort };
  }
  const leavings = [
    ['left', undefined],
    ['left with the pass', undefined],
    ['left', 'in the office'],
    ['left', 'out for now'],
    ['left with the pass', 'left'],
    ['left', 'left with the pass'],
  ] as const;
  it.each(leavings)(
    'has back what a check-out ended that was under the other name: %s, %s',
    async (stay, ofOther) => {
      const { one, other } = two();
      await comesIn(one);
      await goesIn(one.number);
      const inside = await insideOf(one);
      later(1);
      if (ofOther !== undefined) await stayOf(other, ofOther);
      const { seq } = (await step(one, 'check-out', leavingOf(one, stay === 'left'))).body;
      later(1);
      await isOther();
      later(1);
      expect((await correct(other, { what: 'check-out' })).members).toMatchObject([
        { done: true, state: 'checked-in', pass: one.pass, remaining: [] },
      ]);
      await settled();
      expect(await insideOf(other)).toEqual(inside);
      const entries = await entriesOf(house.test.pool, house.site);
      const back = entries
        .map(({ text }) => JSON.parse(text))
        .findLast(({ kind }) => kind === 'visitor-put-back');
      expect(back.cause).toEqual({ site: house.site, seq });
      await expectAsReplayed(house.test.pool, house.site);
    },
  );

  it('has it back after who came was put right more than once, and stays where they have moved since', async () => {
    const { one, other } = two();
    const third = await aGuest('佐藤 丙');
    await comesIn(one);
    await goesIn(one.number);
    const inside = await insideOf(one);
    await leaves(one, false);
    await isOther();
    later(1);
    await correct(other, { what: 'person', came: cameAs(one) });
    await correct(one, { what: 'person', came: cameAs(third) });
    later(1);
    await correct(third, { what: 'check-out' });
    await settled();
    expect(await insideOf(third)).toEqual(inside);
    await leaves(third, false);
    later(60);
    expect(await read(one.number, 'hall-office-to-hall')).toBe('grant');
    await correct(third, { what: 'person', came: cameAs(other) });
    await correct(other, { what: 'check-out' });
    await settled();
    expect(await zoneOf(other)).toBe('hall');
    await expectAsReplayed(house.test.pool, house.site);
  });

  it.each(stays)('was nobody where the other had not come: %s', async (stay) => {
    const { one, other } = two();
    const announced = await toldOf(other);
    await stayOf(one, stay);
    const told = await toldOf(one);
    later(1);
    const { members } = await isOther();
    expect(members).toMatchObject([{ state: 'announced' }, { state: told.state, remaining: [] }]);
    expect([await toldOf(one), await toldOf(other)]).toEqual([{ ...announced, zone: 'street' }, told]);
    await expectAsReplayed(house.test.pool, house.site);
    later(1);
    await comesIn(one, (await aGuest('控え')).pass);
  });
});

describe('two passes that are worn the other way round', () => {
  let one: Guest;
  let other: Guest;
  /** Whoever wears the pass of the other, as both were written down. */
  beforeEach(async () => {
    [one, other] = [await aGuest('東 甲'), await aGuest('西 乙')];
    await comesIn(one);
    await comesIn(other);
    later(60);
  });
  const exchange = () => correct(one, { what: 'pass', pass: other.pass });
  const goesOut = (guest: Guest) => step(guest, 'step-out', { members: [{ member: guest.member }] });
  const seenIn = async (zone: string, guest: Guest) => {
    const seen = { zone, persons: [guest.member], visits: [] };
    const url = `/sites/${house.site}/roll-call/seen`;
    expect((await house.post(guard, url, seen)).status).toBe(200);
  };

  it('are exchanged in one act: what was read of each was of whoever wore it, and lists say so of both', async () => {
    const until = '2026-04-06T12:00:00.000Z';
    const extend = house.visitUrl(`/${other.visit}/extend`);
    expect((await house.post(house.host.token, extend, { day, until })).status).toBe(200);
    await goesIn(one.number);
    later(60);
    const { members } = await exchange();
    expect(members).toMatchObject([
      { member: one.member, done: true, pass: other.pass },
      { member: other.member, done: true, pass: one.pass },
    ]);
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['hall', 'office']);
    expect(await custodyOf(one)).toBeUndefined();
    expect(await custodyOf(other)).toMatchObject({ escort: house.host.id, apartSince: null });
    const passes = await asked('passes?limit=200');
    const isDue = (pass: string) => passes.find(({ numeral }: { numeral: string }) => numeral === pass).dueAt;
    expect([isDue(one.pass) === until, isDue(other.pass) === until]).toEqual([true, false]);
    const listed = await asked(`arrivals?day=${day}&limit=200`);
    const shownOf = ({ member }: Guest) =>
      listed.find((arrival: { member: string }) => arrival.member === member).corrections;
    const [ofOne, ofOther] = [{ pass: one.pass }, { pass: other.pass }];
    expect(shownOf(one)).toMatchObject([{ what: 'pass', was: ofOne, now: ofOther }]);
    expect(shownOf(other)).toMatchObject([{ what: 'pass', was: ofOther, now: ofOne }]);
    expect(await read(one.number, 'hall-office-to-hall')).toBe('grant');
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['hall', 'hall']);
    await goesIn(other.number);
    expect(await zoneOf(one)).toBe('office');
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('are as they were once it turns out that they were right', async () => {
    await goesIn(one.number);
    later(60);
    await exchange();
    later(60);
    await correct(one, { what: 'pass', pass: one.pass });
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['office', 'hall']);
    expect(await custodyOf(one)).toMatchObject({ escort: house.host.id, apartSince: null });
    expect(await custodyOf(other)).toBeUndefined();
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('leave who was seen since where they were seen', async () => {
    await goesIn(one.number);
    later(60);
    await seenIn('hall', one);
    await exchange();
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['hall', 'office']);
    later(60);
    await seenIn('street', other);
    await correct(one, { what: 'pass', pass: one.pass });
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['hall', 'street']);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('tell the guard of who is alone in truth', async () => {
    await goesIn(one.number);
    later(60);
    const parted = now();
    await read(hostCard, 'hall-office-to-hall');
    later(60);
    await settled();
    await exchange();
    expect([await isAlarmed(one), await isAlarmed(other)]).toEqual([false, true]);
    expect(await custodyOf(other)).toMatchObject({ apartSince: parted });
    expect(await apartOf(other)).toMatchObject([{ zone: 'office', since: parted, until: null }]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('are one pass where the first was given back: the second then wears none', async () => {
    await goesIn(other.number);
    const passes = await asked('passes?limit=200');
    const { id } = passes.find(({ numeral }: { numeral: string }) => numeral === one.pass);
    const back = await house.post(house.reception.token, `/sites/${house.site}/passes/${id}/take-back`);
    expect(back.status).toBe(200);
    const { members } = await exchange();
    expect(members).toMatchObject([
      { member: one.member, pass: other.pass },
      { member: other.member, pass: null, remaining: [{ code: 'nothing-to-wear' }] },
    ]);
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(['office', 'hall']);
    expect(await custodyOf(one)).toMatchObject({ escort: house.host.id });
    await expectAsReplayed(house.test.pool, house.site);
  });

  it.each([
    ['has left with it', 'is in', () => leaves(one, false), ['street', 'office']],
    ['is out for now', 'is in', () => goesOut(one), ['street', 'office']],
    ['is in', 'is out for now', () => goesOut(other), ['hall', 'street']],
    [
      'has left with it',
      'is out for now',
      async () => [await leaves(one, false), await goesOut(other)],
      ['street', 'street'],
    ],
  ] as const)('are exchanged where one %s and the other %s', async (_, __, become, zones) => {
    await goesIn(one.number);
    later(1);
    await become();
    later(1);
    const { members } = await exchange();
    expect(members).toMatchObject([
      { member: one.member, done: true, pass: other.pass },
      { member: other.member, done: true, pass: one.pass },
    ]);
    expect([await zoneOf(one), await zoneOf(other)]).toEqual(zones);
    expect(await custodyOf(one)).toBeUndefined();
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('are not exchanged with somebody who has gone and kept the pass', async () => {
    await leaves(other, false);
    const asked = { member: one.member, reason: '取違え', what: 'pass', pass: other.pass };
    expect((await step(one, 'correct', asked)).status).toBe(409);
  });
});

describe('past the hours of visitors', () => {
  it('the guard knows again of whoever is put back, and of whoever came in truth or is thought to have left', async () => {
    const [guest, other] = [await aGuest('残業 一郎'), await aGuest('残業 二郎')];
    const gone = await aGuest('残業 三郎');
    await comesIn(guest);
    await comesIn(gone);
    await leaves(gone, true);
    house.test.clock.set(new Date('2026-04-06T22:00:00+09:00'));
    await settled();
    expect(await isAlarmed(guest, 'visitor-overdue')).toBe(true);
    await leaves(guest, true);
    expect(await isAlarmed(guest, 'visitor-overdue')).toBe(false);
    later(60);
    await correct(guest, { what: 'check-out' });
    expect(await isAlarmed(guest, 'visitor-overdue')).toBe(true);
    const came = { visit: other.visit, member: other.member };
    await correct(guest, { what: 'person', came });
    expect(await isAlarmed(guest, 'visitor-overdue')).toBe(false);
    expect(await isAlarmed(other, 'visitor-overdue')).toBe(true);
    await correct(other, { what: 'person', came: { visit: gone.visit, member: gone.member } });
    expect(await isAlarmed(other, 'visitor-overdue')).toBe(false);
    expect(await isAlarmed(gone, 'visitor-overdue')).toBe(true);
    await expectAsReplayed(house.test.pool, house.site);
  });
});
