import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader, aZone } from '../support/a-plan.ts';
import { visitDay as day, given } from '../support/a-reception.ts';
import { addStaff, entriesOf, gatewayToken, lastEntryOf, placeOf } from '../support/an-office.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { anApprovedPermission } from '../support/people-house.ts';
import type { TestAnswer } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

const plain = aPlan();
/** With a lavatory beside the office, for every visitor; a reader on each side of each door. */
const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'lavatory'],
  ['office', 'server'],
] as const;
const plan = aPlan({
  zones: [...plain.zones, aZone({ id: 'lavatory', name: '化粧室', visitorsCommon: true })],
  boundaries: [
    ...plain.boundaries,
    {
      id: 'office-lavatory',
      zones: ['office', 'lavatory'],
      separation: 'partition-to-ceiling',
      glass: 'none',
    },
  ],
  doors: ways.map(([from, to]) =>
    aDoor(from, to, {
      contact: false,
      directions: [
        // Whoever is inside and reads at the entrance again is refused.
        { from, to, passback: { mode: from === 'street' ? 'hard' : 'off' } },
        { from: to, to: from, passback: { mode: 'off' } },
      ],
    }),
  ),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
  schedules: plain.schedules.map((one) => ({
    ...one,
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
  })),
});

const tomorrow = '2026-04-07';

type AlarmEffect = {
  readonly type: string;
  readonly kind?: string;
  readonly active?: boolean;
  readonly person?: string;
};

type Planned = { readonly visit: string; readonly members: readonly string[] };

let house: VisitHouse;
let gateway: TestGateway;
let second: Officer;
const [hostCard, secondCard] = ['1001', '1002'];
let passes = 0;

beforeAll(async () => {
  house = await startVisitHouse({}, plan);
  const { test, site, host, make } = house;
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  second = await anOfficer(test, []);
  const zones = ['hall', 'office', 'lavatory'];
  const held = zones.map((scope) => ({ role: 'zone-officer', siteId: site, scope }) as const);
  const officer = await anOfficer(test, held);
  for (const [staff, number] of [
    [host, hostCard],
    [second, secondCard],
  ] as const) {
    await make('/cards', { format: 'wiegand-26', facility: '1', number, person: staff.id });
    await anApprovedPermission(house, staff.id, officer, { zones });
  }
  await doWithout('t1r35', 1);
});
afterAll(() => house.test.close());

/** Determines that in a class of zones a row asks for nothing. */
async function doWithout(row: string, zoneClass: number): Promise<void> {
  const proposer = await anOfficer(house.test, [{ role: 'security-officer' }]);
  const adopter = await anOfficer(house.test, [{ role: 'general-officer' }]);
  const said = { organisation: house.section, row, class: zoneClass, value: 'not-required', words: '例' };
  const from = house.test.clock.now().toISOString();
  const made = await house.post(proposer.token, '/determinations', { ...said, basis: '訓令', from });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const adopted = await house.post(adopter.token, `/determinations/${made.body.id}/adopt`, {});
  expect(adopted.status, JSON.stringify(adopted.body)).toBe(200);
}

const at = (time: string, on = day) => house.test.clock.set(new Date(`${on}T${time}:00+09:00`));
const seconds = (count: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + count * 1000));

/** A visit that the host plans and reviews in one request. */
async function reviewed(names: readonly string[], over: object = {}): Promise<Planned> {
  const { status, body } = await untilAnswered(() =>
    house.plan(house.host.token, {
      members: names.map((name) => ({ name, affiliation: '株式会社浜田' })),
      review: { examined: ['who', 'why', 'zones'] },
      ...over,
    }),
  );
  expect(status, JSON.stringify(body)).toBe(200);
  const ids = new Map(body.members.map((one: { id: string; name: string }) => [one.name, one.id]));
  return { visit: body.id, members: names.map((name) => String(ids.get(name))) };
}

/** So many pool cards in stock, each with its number at the readers. */
async function somePasses(count: number): Promise<readonly { numeral: string; number: string }[]> {
  const made = Array.from({ length: count }, () => {
    passes += 1;
    return { numeral: `V-${passes}`, number: String(3000 + passes) };
  });
  for (const { numeral, number } of made) {
    const card = { format: 'wiegand-26', facility: '1', number };
    await house.make(`/sites/${house.site}/passes`, { numeral, basis: 'visit', highestClass: 2, card });
  }
  return made;
}

const step = (
  visit: string,
  name: string,
  body: object,
  token = house.reception.token,
): Promise<TestAnswer> => house.post(token, house.visitUrl(`/${visit}/${name}`), { day, ...body });
const withPass = (member: string, pass: { numeral: string } | undefined) =>
  given(member, { instead: undefined, pass: pass?.numeral });
const listed = async (path: string) =>
  (await house.get(house.reception.token, `/sites/${house.site}/${path}`)).body.items;
const zoneOf = async (person: string) => (await placeOf(house.test.pool, house.site, person))?.zone;
const lastSeq = async () => (await lastEntryOf(house.test.pool, house.site)).seq;

async function verdictsOf(...events: readonly ReturnType<TestGateway['read']>[]): Promise<readonly string[]> {
  const { body } = await gateway.post(...events);
  return body.results.map(({ verdict }: { verdict: string }) => verdict);
}

/** What entries since one say of alarms at all, about anybody: of which kind, raised or over. */
async function alarmsSince(seq: number): Promise<readonly string[]> {
  const entries = (await entriesOf(house.test.pool, house.site)).filter((entry) => entry.seq > seq);
  return entries.flatMap(({ text }) =>
    (JSON.parse(text).effects ?? []).flatMap((effect: AlarmEffect) =>
      effect.type === 'alarm' ? [`${effect.kind} ${effect.active ? 'raised' : 'over'} ${effect.person}`] : [],
    ),
  );
}

describe('sixty expected within a quarter of an hour', () => {
  it('are taken in at two desks at once, each once, with a wrong 佐藤 put right and nobody alarmed', async () => {
    at('13:00');
    const before = await lastSeq();
    const colleague = await anOfficer(house.test, [{ role: 'reception', siteId: house.site }]);
    const names = Array.from({ length: 58 }, (_, nth) => `来客 ${nth + 1}`);
    const visits = await Promise.all([...names, '佐藤 花子', '佐藤 太郎'].map((name) => reviewed([name])));
    const stock = await somePasses(59);
    const absent = visits[58];
    const came = visits[59];
    const expected = visits.slice(0, 59);
    const answers: TestAnswer[] = [];
    for (let nth = 0; nth < expected.length; nth += 2) {
      seconds(30);
      const pair = expected
        .slice(nth, nth + 2)
        .map(({ visit, members: [member = ''] }, desk) =>
          step(
            visit,
            'check-in',
            { desk: 'front', members: [withPass(member, stock[nth + desk])] },
            desk === 0 ? house.reception.token : colleague.token,
          ),
        );
      answers.push(...(await Promise.all(pair)));
    }
    expect(answers.map(({ body }) => body.members[0].done)).toEqual(expected.map(() => true));
    const correction = {
      member: absent?.members[0],
      what: 'person',
      came: { visit: came?.visit, member: came?.members[0] },
      reason: '同姓の取違え',
    };
    expect((await step(absent?.visit ?? '', 'correct', correction)).status).toBe(200);
    const inside = await listed(`arrivals?day=${day}&state=checked-in&limit=200`);
    expect(inside).toHaveLength(59);
    expect(new Set(inside.map(({ pass }: { pass: string }) => pass)).size).toBe(59);
    expect((await listed(`arrivals?day=${day}&q=${encodeURIComponent('佐藤')}`)).length).toBe(2);
    expect(await alarmsSince(before)).toEqual([]);
    for (const { visit, members } of [...visits.slice(0, 58), came].flatMap((one) => one ?? [])) {
      const [member = ''] = members;
      await step(visit, 'check-out', { members: [{ member, passReturned: true }], origin: 'desk' });
    }
    expect(await listed(`arrivals?day=${day}&state=checked-in`)).toEqual([]);
  });
});

describe('twenty guests with two who escort them', () => {
  it('come in as one group, go to the lavatory, are parted from in the lobby, and nobody is alarmed', async () => {
    at('14:00');
    const before = await lastSeq();
    const names = Array.from({ length: 20 }, (_, nth) => `視察 ${nth + 1}`);
    const group = await reviewed(names, {
      destinations: [{ host: house.host.id, zones: ['office'], escorts: [second.id] }],
    });
    const stock = await somePasses(20);
    const arrived = await step(group.visit, 'check-in', {
      desk: 'front',
      members: group.members.map((member, nth) => withPass(member, stock[nth])),
    });
    expect(arrived.body.members.every(({ done }: { done: boolean }) => done)).toBe(true);
    expect((await lastEntryOf(house.test.pool, house.site)).kind).toBe('visitor-checked-in');

    const through = 'hall-office-to-office';
    expect(await verdictsOf(gateway.read(hostCard, through), gateway.read(secondCard, through))).toEqual([
      'grant',
      'grant',
    ]);
    for (const { number } of stock) {
      seconds(4);
      expect(await verdictsOf(gateway.read(number, through))).toEqual(['grant']);
    }
    const custody = await listed('custody');
    expect(custody).toHaveLength(20);
    expect(new Set(custody.map(({ escort }: { escort: string }) => escort)).size).toBe(2);

    seconds(600);
    const [guest] = stock;
    const leads = custody.find(({ ward }: { ward: string }) => ward === group.members[0]).escort;
    const [led, follows] = leads === house.host.id ? [hostCard, secondCard] : [secondCard, hostCard];
    for (const reader of ['office-lavatory-to-lavatory', 'office-lavatory-to-office']) {
      seconds(60);
      expect(await verdictsOf(gateway.read(led, reader), gateway.read(guest?.number ?? '', reader))).toEqual([
        'grant',
        'grant',
      ]);
    }

    seconds(600);
    const out = 'hall-office-to-hall';
    expect(await verdictsOf(gateway.read(led, out), gateway.read(follows, out))).toEqual(['grant', 'grant']);
    for (const { number } of stock) {
      seconds(4);
      expect(await verdictsOf(gateway.read(number, out))).toEqual(['grant']);
    }
    seconds(60);
    expect(await verdictsOf(gateway.read(led, through), gateway.read(follows, through))).toEqual([
      'grant',
      'grant',
    ]);
    seconds(120);
    await gateway.post(gateway.event('heartbeat'));
    expect(await listed('custody')).toEqual([]);
    expect(await alarmsSince(before)).toEqual([]);
    const left = await step(group.visit, 'check-out', {
      members: group.members.map((member) => ({ member, passReturned: true })),
      origin: 'desk',
    });
    expect(left.body.members.every(({ done }: { done: boolean }) => done)).toBe(true);
    expect(await verdictsOf(gateway.read(led, out), gateway.read(follows, out))).toEqual(['grant', 'grant']);
  });
});

describe('six o’clock with three inside', () => {
  it('leaves a line for each; one pass in the box proves the pass alone, and one end nobody can tell', async () => {
    at('15:00');
    const group = await reviewed(['居残 一郎', '居残 二郎', '居残 三郎']);
    const stock = await somePasses(3);
    const [stays = '', boxed = '', unknown = ''] = group.members;
    await step(group.visit, 'check-in', {
      desk: 'front',
      members: group.members.map((member, nth) => withPass(member, stock[nth])),
    });
    at('18:00');
    const lines = async () =>
      (await listed(`closing-list?day=${day}`)).map(
        ({ condition, person }: { condition: string; person: string }) => `${condition} ${person}`,
      );
    const inside = (await lines()).filter((line: string) => line.startsWith('inside-at-closing'));
    expect(inside.toSorted()).toEqual(group.members.map((one) => `inside-at-closing ${one}`).toSorted());

    // Someone threw the pass into the box: the card is back, and when they went is not known by it.
    const [{ id: pass }] = await listed(`passes?numeral=${stock[1]?.numeral}`);
    const back = await house.post(house.reception.token, `/sites/${house.site}/passes/${pass}/take-back`, {});
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(await lines()).toContain(`inside-at-closing ${boxed}`);
    const byHost = await step(group.visit, 'check-out', {
      members: [{ member: boxed }],
      at: `${day}T17:10:00+09:00`,
      origin: 'host',
    });
    expect(byHost.body.members, JSON.stringify(byHost.body)).toMatchObject([{ done: true }]);
    const nobodyKnows = await step(group.visit, 'check-out', {
      members: [{ member: unknown }],
      origin: 'unknown',
      lastSeen: { at: `${day}T16:32:00+09:00`, words: '3階の廊下' },
      reason: '点検でも見当たらない',
    });
    expect(nobodyKnows.body.members).toMatchObject([{ done: true, state: 'checked-out' }]);
    const ends = (await listed(`arrivals?day=${day}&q=${encodeURIComponent('居残')}`)).map(
      ({ member, endOrigin }: { member: string; endOrigin: string | null }) => [member, endOrigin],
    );
    expect(new Map(ends)).toEqual(
      new Map([
        [stays, null],
        [boxed, 'host'],
        [unknown, 'unknown'],
      ]),
    );
    const left = await lines();
    expect(left).toContain(`inside-at-closing ${stays}`);
    expect(left).toContain(`pass-not-returned ${unknown}`);
    expect(left.filter((line: string) => line.endsWith(boxed))).toEqual([]);
    await step(group.visit, 'check-out', {
      members: [{ member: stays, passReturned: true }],
      origin: 'desk',
    });
  });
});

describe('a guest past midnight', () => {
  it('stays by the host’s word, passes with the host, and is nobody’s line and no alarm until that is over', async () => {
    at('20:00');
    const before = await lastSeq();
    const guest = await reviewed(['深夜 一郎'], { startsAt: '20:00', endsAt: '22:00' });
    const [member = ''] = guest.members;
    const [pass] = await somePasses(1);
    await step(guest.visit, 'check-in', { desk: 'front', members: [withPass(member, pass)] });
    const until = `${tomorrow}T02:00:00+09:00`;
    const byDesk = await step(guest.visit, 'extend', { until });
    expect(byDesk.status).toBe(403);
    const byHost = await step(guest.visit, 'extend', { until }, house.host.token);
    expect(byHost.body, JSON.stringify(byHost.body)).toEqual({ extended: 1 });

    at('00:30', tomorrow);
    const conditions = async () =>
      (await listed(`closing-list?day=${day}`)).flatMap(
        ({ condition, person }: { condition: string; person: string }) =>
          person === member ? [condition] : [],
      );
    expect(await conditions()).not.toContain('past-midnight');
    const pair = (reader: string) => [
      gateway.read(pass?.number ?? '', reader),
      gateway.read(hostCard, reader),
    ];
    expect(await verdictsOf(...pair('hall-office-to-office'))).toEqual(['wait', 'grant']);
    expect(await zoneOf(member)).toBe('office');
    expect(await alarmsSince(before)).toEqual([]);

    at('02:00', tomorrow);
    expect(await conditions()).toContain('past-midnight');
    expect(await verdictsOf(...pair('hall-office-to-hall'))).toEqual(['grant', 'grant']);
    expect(await verdictsOf(gateway.read(pass?.number ?? '', 'hall-office-to-office'))).toEqual(['deny']);
    const left = await step(guest.visit, 'check-out', {
      members: [{ member, passReturned: true }],
      origin: 'desk',
    });
    expect(left.body.members).toMatchObject([{ done: true, state: 'checked-out' }]);
    expect(await conditions()).toEqual([]);
    expect(await alarmsSince(before)).toEqual([
      `visitor-overdue raised ${member}`,
      `visitor-overdue over ${member}`,
    ]);
  });
});

describe('a fire while twelve visitors are out for lunch', () => {
  it('has everybody inside of unknown place until they are seen, and lets all 812 back in without an alarm of passback', async () => {
    at('09:00', tomorrow);
    const staff = await addStaff(house.test.deps, house.site, plan, { count: 800, firstNumber: 20_000 });
    const allRead = async () => {
      const verdicts: string[] = [];
      for (let start = 0; start < staff.length; start += 200) {
        const some = staff.slice(start, start + 200);
        verdicts.push(
          ...(await verdictsOf(...some.map(({ number }) => gateway.read(number, 'street-hall-to-hall')))),
        );
      }
      return verdicts.filter((verdict) => verdict === 'grant').length;
    };
    expect(await allRead()).toBe(800);
    at('11:00', tomorrow);
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const office = `/sites/${house.site}`;
    const names = Array.from({ length: 13 }, (_, nth) => `昼食 ${nth + 1}`);
    const group = await reviewed(names, { days: [tomorrow], startsAt: '10:00', endsAt: '17:00' });
    const stock = await somePasses(13);
    const desk = (name: string, body: object) => step(group.visit, name, { day: tomorrow, ...body });
    const members = group.members.map((member, nth) => withPass(member, stock[nth]));
    expect((await desk('check-in', { desk: 'front', members })).status).toBe(200);
    const [stays = '', ...eaters] = group.members;
    at('12:00', tomorrow);
    const out = await desk('step-out', { members: eaters.map((member) => ({ member })) });
    expect(out.body.members.every(({ done }: { done: boolean }) => done)).toBe(true);
    expect(await verdictsOf(gateway.read(hostCard, 'hall-office-to-office'))).toEqual(['grant']);

    at('12:20', tomorrow);
    const before = await lastSeq();
    const reason = '3階で火災報知器が鳴った';
    expect((await house.post(guard.token, `${office}/emergencies`, { reason })).status).toBeLessThan(300);
    const roll = async (after = '') =>
      (await house.get(guard.token, `${office}/roll-call?limit=200&certainty=unknown${after}`)).body;
    const people: string[] = [];
    let page = await roll();
    for (;;) {
      people.push(...page.items.map(({ person }: { person: string }) => person));
      if (page.next === null) break;
      page = await roll(`&after=${page.next}`);
    }
    expect(people).toEqual(expect.arrayContaining([stays, house.host.id]));
    expect((await roll()).unknown).toBeGreaterThanOrEqual(802);
    expect(people.filter((person: string) => eaters.includes(person))).toEqual([]);
    seconds(300);
    const seen = { zone: 'street', persons: [house.host.id], visits: [group.visit] };
    expect((await house.post(guard.token, `${office}/roll-call/seen`, seen)).status).toBe(200);
    expect((await roll()).unknown).toBe(people.length - 2);
    seconds(600);
    await house.post(guard.token, `${office}/emergencies/end`, { reason: '誤報' });

    at('13:00', tomorrow);
    const back = await desk('step-in', { members: eaters.map((member) => ({ member })) });
    expect(back.body.members.every(({ done }: { done: boolean }) => done)).toBe(true);
    for (const number of [hostCard, stock[0]?.number ?? '']) {
      expect(await verdictsOf(gateway.read(number, 'street-hall-to-hall'))).not.toContain('deny');
    }
    expect(await allRead()).toBe(800);
    expect(await zoneOf(house.host.id)).toBe('hall');
    const alarms = await alarmsSince(before);
    expect(alarms.filter((kind) => /passback|unexpected|abandoned/.test(kind))).toEqual([]);
    await desk('check-out', {
      members: group.members.map((member) => ({ member, passReturned: true })),
      origin: 'desk',
    });
  });
});
