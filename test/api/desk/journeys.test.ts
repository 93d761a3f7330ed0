import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader, aZone } from '../../support/a-plan.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { entriesOf, gatewayToken, lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { anApprovedPermission } from '../../support/people-house.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import type { TestAnswer } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

const plain = aPlan();
/** With an inner room of class 2 behind the office; a reader on each side and nothing that tells whether somebody went through. */
const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'inner'],
  ['office', 'server'],
] as const;
const plan = aPlan({
  zones: [...plain.zones, aZone({ id: 'inner', name: '奥の会議室' })],
  boundaries: [
    ...plain.boundaries,
    { id: 'office-inner', zones: ['office', 'inner'], separation: 'partition-to-ceiling', glass: 'none' },
  ],
  doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
});

type Planned = {
  readonly visit: string;
  readonly destination: string;
  readonly zone: string;
  readonly members: readonly string[];
};

let house: VisitHouse;
let gateway: TestGateway;
/** The roles of whoever answers for the rooms. */
let officers: readonly { readonly role: 'zone-officer'; readonly siteId: string; readonly scope: string }[];
const hostCard = '1001';

beforeAll(async () => {
  house = await startVisitHouse({}, plan);
  const { test, site, host, make } = house;
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  await make('/cards', { format: 'wiegand-26', facility: '1', number: hostCard, person: host.id });
  const zones = ['office', 'inner'];
  officers = zones.map((scope) => ({ role: 'zone-officer', siteId: site, scope }) as const);
  await anApprovedPermission(house, host.id, await anOfficer(test, officers), { zones });
});
afterAll(() => house.test.close());

/** Plans a visit to the host by the host's hand, reviewed by nobody. */
async function planned(
  names: readonly string[],
  zone = 'office',
  escorts: readonly string[] = [],
): Promise<Planned> {
  const members = names.map((name) => ({ name, affiliation: '株式会社浜田' }));
  const { status, body } = await house.plan(house.host.token, {
    members,
    destinations: [{ host: house.host.id, zones: [zone], escorts }],
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const ids = new Map(body.members.map((one: { id: string; name: string }) => [one.name, one.id]));
  return {
    visit: body.id,
    destination: body.destinations[0].id,
    zone,
    members: names.map((name) => String(ids.get(name))),
  };
}

async function reviewed({ visit, destination, zone, members }: Planned): Promise<void> {
  const review = { examined: ['who', 'why', 'zones'], members: [...members], zones: [zone] };
  const url = house.visitUrl(`/${visit}/destinations/${destination}/review`);
  expect((await house.post(house.host.token, url, review)).status).toBe(200);
}

const step = (visit: string, name: string, body: object): Promise<TestAnswer> =>
  house.post(house.reception.token, house.visitUrl(`/${visit}/${name}`), { day, ...body });
const checkIn = (visit: string, members: readonly object[]) =>
  step(visit, 'check-in', { desk: 'front', members });

async function aPass(numeral: string, number: string): Promise<void> {
  const card = { format: 'wiegand-26', facility: '1', number };
  await house.make(`/sites/${house.site}/passes`, { numeral, basis: 'visit', highestClass: 2, card });
}

const read = async (number: string, reader: string) =>
  (await gateway.post(gateway.read(number, reader))).body.results[0];
const lastEntry = () => lastEntryOf(house.test.pool, house.site);
const zoneOf = async (person: string) => (await placeOf(house.test.pool, house.site, person))?.zone;
const listed = async (path: string) =>
  (await house.get(house.reception.token, `/sites/${house.site}/${path}`)).body.items;
const later = (minutes: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + minutes * 60_000));

async function alarmsSince(seq: number): Promise<readonly string[]> {
  const entries = (await entriesOf(house.test.pool, house.site)).filter((entry) => entry.seq > seq);
  return entries.flatMap(({ text }) =>
    (JSON.parse(text).effects ?? []).flatMap((effect: { type: string; kind?: string }) =>
      effect.type === 'alarm' ? [String(effect.kind)] : [],
    ),
  );
}

describe('a visitor of an ordinary day', () => {
  it('comes in with the host by two reads and one entry, and is out with the pass back and in nobody’s custody', async () => {
    await aPass('V-001', '2001');
    const { seq: before } = await lastEntry();
    const visit = await planned(['来訪 一郎']);
    await reviewed(visit);
    const [member = ''] = visit.members;
    later(1);
    const arrived = await checkIn(visit.visit, [given(member, { instead: undefined, pass: 'V-001' })]);
    expect(arrived.body.members).toMatchObject([{ done: true, pass: 'V-001', lacks: [], remaining: [] }]);
    expect(await listed('arrivals?waiting=true')).toMatchObject([
      { member, hosts: [{ person: house.host.id }] },
    ]);
    const by = house.host.id;
    expect((await step(visit.visit, 'met', { members: [{ member }], by })).body.members[0].done).toBe(true);
    expect(await listed('arrivals?waiting=true')).toEqual([]);

    const waits = await read('2001', 'hall-office-to-office');
    expect(waits).toMatchObject({ verdict: 'wait' });
    expect(codesOf(waits)).toContain('escort-missing');
    expect(await read(hostCard, 'hall-office-to-office')).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject).toMatchObject({ person: by, with: [member] });
    expect([await zoneOf(member), await zoneOf(by)]).toEqual(['office', 'office']);
    expect(await listed('custody')).toMatchObject([{ ward: member, escort: by, apartSince: null }]);

    later(60);
    // Nobody is held on the way out: the visitor may go ahead, and the host follows.
    expect((await read('2001', 'hall-office-to-hall')).verdict).toBe('grant');
    expect((await read(hostCard, 'hall-office-to-hall')).verdict).toBe('grant');
    expect(await listed('custody')).toMatchObject([{ ward: member, escort: by, apartSince: null }]);
    expect((await read('2001', 'street-hall-to-street')).verdict).toBe('grant');
    const { seq } = await lastEntry();
    const left = await step(visit.visit, 'check-out', {
      members: [{ member, read: seq, passReturned: true }],
      origin: 'read',
    });
    expect(left.body.members).toMatchObject([{ state: 'checked-out', done: true, lacks: [], remaining: [] }]);
    expect(await listed('custody')).toEqual([]);
    expect(await zoneOf(member)).toBe('street');
    expect(await listed('passes?numeral=V-001')).toMatchObject([{ state: 'in-stock', holder: null }]);
    later(1);
    await gateway.post(gateway.event('heartbeat'));
    expect(await alarmsSince(before)).toEqual([]);
    expect(codesOf(await read('2001', 'hall-office-to-office'))).toEqual(['card-unassigned']);
  });
});

describe('a hearing that turns closed', () => {
  it('ends for one by numeral, then for all: no further in and nobody more taken in, and every way out stays open', async () => {
    for (const [numeral, number] of [
      ['V-051', '2051'],
      ['V-052', '2052'],
    ] as const) {
      await aPass(numeral, number);
    }
    const hearing = await planned(['傍聴 一郎', '傍聴 二郎', '傍聴 三郎']);
    await reviewed(hearing);
    const [first = '', second = '', absent = ''] = hearing.members;
    later(1);
    await checkIn(hearing.visit, [
      given(first, { instead: undefined, pass: 'V-051' }),
      given(second, { instead: undefined, pass: 'V-052' }),
    ]);
    expect(await read('2051', 'hall-office-to-office')).toMatchObject({ verdict: 'wait' });

    later(1);
    const reason = '秘密会に切り替わった';
    const unknown = await step(hearing.visit, 'turn-closed', { passes: ['V-051', 'V-999'], reason });
    expect(unknown.status).toBe(422);
    expect(unknown.body.errors).toMatchObject([{ at: '/passes/1' }]);
    const part = await step(hearing.visit, 'turn-closed', { passes: ['V-051'], reason });
    expect(part.body.members).toMatchObject([{ member: first, done: true, state: 'checked-in', lacks: [] }]);
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      seq: part.body.seq,
      kind: 'visit-turned-closed',
      subject: { person: first, visit: hearing.visit },
    });
    expect(JSON.stringify(entry)).not.toContain(reason);
    const refused = await read('2051', 'hall-office-to-office');
    expect(refused.verdict).toBe('deny');
    expect(codesOf(refused)).toContain('visit-turned-closed');
    expect(await read('2052', 'hall-office-to-office')).toMatchObject({ verdict: 'wait' });

    later(1);
    const until = `${day}T20:00:00+09:00`;
    const forFirst = await step(hearing.visit, 'extend', { until, members: [first] });
    expect(forFirst.status).toBe(409);
    expect(forFirst.body.detail).toContain('非公開');
    expect((await step(hearing.visit, 'extend', { until })).body).toEqual({ extended: 2 });
    const { headers } = await house.get(house.host.token, house.visitUrl(`/${hearing.visit}`));
    const moved = await house.test.ask(house.host.token, {
      method: 'POST',
      url: `/api/v1${house.visitUrl(`/${hearing.visit}/change`)}`,
      headers: { 'if-match': String(headers.etag) },
      payload: { endsAt: '21:00' },
    });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    later(1);
    expect(codesOf(await read('2051', 'hall-office-to-office'))).toContain('visit-turned-closed');
    expect(await read('2052', 'hall-office-to-office')).toMatchObject({ verdict: 'wait' });

    later(1);
    const closed = await house.post(house.host.token, house.visitUrl(`/${hearing.visit}/turn-closed`), {
      day,
      reason,
    });
    const became = closed.body.members.map(
      (one: { member: string; done: boolean; lacks: { code: string }[] }) => [
        one.member,
        one.done,
        ...one.lacks.map(({ code }) => code),
      ],
    );
    expect(new Set(became)).toEqual(
      new Set([
        [first, false, 'turned-closed'],
        [second, true],
        [absent, true],
      ]),
    );
    expect(codesOf(await read('2052', 'hall-office-to-office'))).toContain('visit-turned-closed');
    const late = await checkIn(hearing.visit, [given(absent)]);
    expect(late.body.members).toMatchObject([{ done: false, lacks: [{ code: 'turned-closed' }] }]);
    for (const number of ['2051', '2052']) {
      expect((await read(number, 'street-hall-to-street')).verdict).toBe('grant');
    }
    const stranger = await anOfficer(house.test, []);
    const url = house.visitUrl(`/${hearing.visit}/turn-closed`);
    expect((await house.post(stranger.token, url, { day, reason })).status).toBe(404);
  });
});

describe('the wrong one of two with one family name', () => {
  it('is put right by one act: who is there goes on with the pass, who is not is expected, and nobody is alarmed', async () => {
    await aPass('V-002', '2002');
    const [hanako, jiro] = [await planned(['佐藤 花子']), await planned(['佐藤 二郎'])];
    for (const visit of [hanako, jiro]) await reviewed(visit);
    const [[absent = ''], [came = '']] = [hanako.members, jiro.members];
    const { seq: before } = await lastEntry();
    later(1);
    const wrong = await checkIn(hanako.visit, [given(absent, { instead: undefined, pass: 'V-002' })]);
    expect(wrong.body.members[0].done).toBe(true);
    const pair = [
      gateway.read('2002', 'hall-office-to-office'),
      gateway.read(hostCard, 'hall-office-to-office'),
    ];
    await gateway.post(...pair);
    expect(await zoneOf(absent)).toBe('office');

    later(1);
    const correction = { member: absent, what: 'person', came: { visit: jiro.visit, member: came } };
    const right = await step(hanako.visit, 'correct', { ...correction, reason: '同姓の取違え' });
    expect(right.body.members).toMatchObject([
      { member: absent, state: 'announced', pass: null },
      { member: came, state: 'checked-in', pass: 'V-002', remaining: [] },
    ]);
    expect(await listed('custody')).toMatchObject([{ ward: came, escort: house.host.id, apartSince: null }]);
    expect((await read(hostCard, 'hall-office-to-hall')).verdict).toBe('grant');
    const out = await read('2002', 'hall-office-to-hall');
    expect([out.verdict, (await lastEntry()).subject]).toMatchObject([
      'grant',
      { person: came, visit: jiro.visit },
    ]);
    expect(await zoneOf(came)).toBe('hall');
    const { seq: corrected } = await lastEntry();
    await step(jiro.visit, 'check-out', { members: [{ member: came, passReturned: true }], origin: 'desk' });
    expect((await lastEntry()).seq).toBe(corrected + 1);
    later(1);
    await gateway.post(gateway.event('heartbeat'));
    expect(await alarmsSince(before)).toEqual([]);
  });
});

describe('a delegation of 14', () => {
  const rowsOf = ({ body }: TestAnswer): readonly (readonly string[])[] =>
    body.members.map(({ lacks }: { lacks: readonly { row: string }[] }) => lacks.map(({ row }) => row));
  const lacksOf = ({ body }: TestAnswer): readonly string[] =>
    body.members.flatMap(({ lacks }: { lacks: readonly { code: string }[] }) =>
      lacks.map(({ code }) => code),
    );
  const met = (visit: string, members: readonly string[], body: object, token = house.reception.token) =>
    house.post(token, house.visitUrl(`/${visit}/met`), {
      day,
      members: members.map((member) => ({ member })),
      ...body,
    });

  it('without papers or passes is told which rows are not met, then that they are, and goes in with two escorts by their reads', async () => {
    const second = await anOfficer(house.test, []);
    const secondCard = '1014';
    const card = { format: 'wiegand-26', facility: '1', number: secondCard, person: second.id };
    await house.make('/cards', card);
    await anApprovedPermission(house, second.id, await anOfficer(house.test, officers), {
      zones: ['office', 'inner'],
    });
    const visit = await planned(
      Array.from({ length: 14 }, (_, nth) => `団員 ${nth + 1}`),
      'office',
      [second.id],
    );
    const { seq: before } = await lastEntry();
    const [head = '', ...others] = visit.members;
    later(1);
    const bare = await checkIn(
      visit.visit,
      visit.members.map((member) => ({ member, inspection: {} })),
    );
    expect(rowsOf(bare)).toEqual(visit.members.map(() => ['t1r27', 't1r31', 't1r36']));
    await reviewed(visit);
    const listedOnly = others.map((member) =>
      given(member, { identity: { means: 'delegation-list', through: head } }),
    );
    const headless = await checkIn(visit.visit, listedOnly);
    expect(headless.body.members).toMatchObject(others.map(() => ({ lacks: [{ code: 'head-missing' }] })));
    const vouched = given(head, { identity: { means: 'vouched', through: house.host.id } });
    const answer = await checkIn(visit.visit, [vouched, ...listedOnly]);
    expect(rowsOf(answer)).toEqual(visit.members.map(() => []));
    expect(answer.body.members).toMatchObject(
      visit.members.map(() => ({ done: true, pass: null, remaining: [] })),
    );
    const { kind, subject } = await lastEntry();
    expect([kind, 1 + subject.with.length]).toEqual(['visitor-checked-in', 14]);

    // Nobody takes them but who may escort them, and nobody says of another that they came.
    const stranger = await anOfficer(house.test, []);
    const wrong = await met(visit.visit, visit.members, { by: stranger.id, declared: true });
    expect([wrong.body.seq, new Set(lacksOf(wrong))]).toEqual([null, new Set(['escort-wrong'])]);
    const byHost = house.host.token;
    expect((await met(visit.visit, visit.members, { by: second.id }, byHost)).status).toBe(403);
    const taken = await met(visit.visit, visit.members, { by: house.host.id, declared: true }, byHost);
    expect(lacksOf(taken)).toEqual([]);
    expect(await lastEntry()).toMatchObject({ kind: 'visitor-met', actor: { id: house.host.id } });
    const custody = async () =>
      (await listed('custody')).map(({ escort, mode, apartSince }: Record<string, unknown>) => [
        escort,
        mode,
        apartSince,
      ]);
    const held = visit.members.map(() => [house.host.id, 'declared', null]);
    expect(await custody()).toEqual(held);
    expect(lacksOf(await met(visit.visit, [head], { by: second.id, declared: true }))).toEqual([
      'met-already',
    ]);

    // Fourteen are too many for one: the second escort reads too, and all of them go in by one entry.
    const alone = await read(hostCard, 'hall-office-to-office');
    expect([alone.verdict, codesOf(alone)]).toEqual(['wait', expect.arrayContaining(['escort-over-ratio'])]);
    expect(await read(secondCard, 'hall-office-to-office')).toMatchObject({ verdict: 'grant' });
    const inside = (await lastEntry()).subject;
    expect([inside.person, ...inside.with].toSorted()).toEqual(
      [house.host.id, second.id, ...visit.members].toSorted(),
    );
    for (const member of visit.members) expect(await zoneOf(member)).toBe('office');

    later(60);
    expect(await read(hostCard, 'hall-office-to-hall')).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with.toSorted()).toEqual([...visit.members].toSorted());
    expect(await custody()).toEqual(held);
    const left = await step(visit.visit, 'check-out', {
      members: visit.members.map((member) => ({ member })),
      origin: 'desk',
    });
    expect(left.body.members).toMatchObject(
      visit.members.map(() => ({ done: true, state: 'checked-out', remaining: [] })),
    );
    expect(await custody()).toEqual([]);
    later(1);
    await gateway.post(gateway.event('heartbeat'));
    expect(await alarmsSince(before)).toEqual([]);
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('is with the host at the desk, who is no longer with whom they left inside', async () => {
    const visits = [await planned(['団員 一']), await planned(['団員 二'])] as const;
    const byHost = { by: house.host.id, declared: true };
    const members: string[] = [];
    for (const visit of visits) {
      await reviewed(visit);
      const [member = ''] = visit.members;
      members.push(member);
      later(1);
      await checkIn(visit.visit, [given(member, { identity: { means: 'vouched', through: house.host.id } })]);
      await met(visit.visit, visit.members, byHost, house.host.token);
      if (members.length === 1) await read(hostCard, 'hall-office-to-office');
    }
    const [inside, atDesk] = members;
    expect(await zoneOf(inside ?? '')).toBe('office');
    await gateway.post(gateway.event('heartbeat'));
    const apart = await listed('custody');
    expect(apart).toMatchObject([
      { ward: inside, apartSince: expect.any(String) },
      { ward: atDesk, apartSince: null },
    ]);
    later(10);
    await gateway.post(gateway.event('heartbeat'));
    const alarms = (await listed('alarms?active=true')).map(({ kind, person }: Record<string, unknown>) => [
      kind,
      person,
    ]);
    expect(alarms).toEqual([['visitor-abandoned', inside]]);
    await expectAsReplayed(house.test.pool, house.site);
    await read(hostCard, 'hall-office-to-office');
    expect(await listed('alarms?active=true')).toEqual([]);
    for (const { visit, members: of } of visits) {
      await step(visit, 'check-out', { members: of.map((member) => ({ member })), origin: 'desk' });
    }
    expect(await listed('custody')).toEqual([]);
  });

  it('is led into no zone any more once the visit is stopped', async () => {
    const visit = await planned(['団員 一', '団員 二'], 'office');
    await reviewed(visit);
    later(1);
    const vouched = visit.members.map((member) =>
      given(member, {
        identity: { means: 'vouched', through: house.host.id },
      }),
    );
    expect(rowsOf(await checkIn(visit.visit, vouched))).toEqual([[], []]);
    const byHost = house.host.token;
    await met(visit.visit, visit.members, { by: house.host.id, declared: true }, byHost);
    const paused = await house.post(byHost, house.visitUrl(`/${visit.visit}/pause`), { reason: '確認中' });
    expect(paused.status).toBe(200);
    const alone = await read(hostCard, 'hall-office-to-office');
    expect(alone.verdict).toBe('grant');
    expect((await entriesOf(house.test.pool, house.site)).at(-1)?.text).toContain('ward-not-admitted');
    for (const member of visit.members) expect(await zoneOf(member)).not.toBe('office');
  });
});

describe('a visitor who was left alone in a room behind another, whose visit is over and whose pass is missed', () => {
  it('reaches the street by every door on the way, and comes in by none', async () => {
    await aPass('V-003', '2003');
    const visit = await planned(['来訪 三郎'], 'inner');
    await reviewed(visit);
    const [member = ''] = visit.members;
    house.test.clock.set(new Date(`${day}T14:00:00+09:00`));
    await checkIn(visit.visit, [given(member, { instead: undefined, pass: 'V-003' })]);
    for (const reader of ['hall-office-to-office', 'office-inner-to-inner']) {
      await gateway.post(gateway.read('2003', reader), gateway.read(hostCard, reader));
    }
    expect(await zoneOf(member)).toBe('inner');
    expect((await read(hostCard, 'office-inner-to-office')).verdict).toBe('grant');

    house.test.clock.set(new Date(`${day}T17:00:00+09:00`));
    await gateway.post(gateway.event('heartbeat'));
    const [{ id: pass }] = await listed('passes?numeral=V-003');
    const missed = await house.post(house.reception.token, `/sites/${house.site}/passes/${pass}/miss`, {
      reason: '閉館時に返却がない',
    });
    expect(missed.status).toBe(200);
    const out = ['office-inner-to-office', 'hall-office-to-hall', 'street-hall-to-street'];
    for (const reader of out) expect(await read('2003', reader), reader).toMatchObject({ verdict: 'grant' });
    expect(await zoneOf(member)).toBe('street');
    for (const reader of ['street-hall-to-hall', 'hall-office-to-office']) {
      expect(await read('2003', reader), reader).toMatchObject({ verdict: 'deny' });
    }
  });
});
