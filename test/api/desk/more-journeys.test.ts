import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader, aZone } from '../../support/a-plan.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { gatewayToken, lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { anApplication } from '../../support/people-house.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

/** A laboratory of class 3 behind the office; a reader on each side of each door. */
const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'laboratory'],
] as const;
const plan = aPlan({
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone(),
    aZone({ id: 'laboratory', name: '実験室', class: 3 }),
  ],
  boundaries: [],
  signs: [],
  doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
});

let house: VisitHouse;
let gateway: TestGateway;
const hostCard = '1001';

beforeAll(async () => {
  house = await startVisitHouse({}, plan);
  const { test, site, host, make } = house;
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  await make('/cards', { format: 'wiegand-26', facility: '1', number: hostCard, person: host.id });
  await mayGo(host.id, ['hall', 'office', 'laboratory']);
  for (const nth of [1, 2, 3, 4, 5]) {
    const card = { format: 'wiegand-26', facility: '1', number: String(2000 + nth) };
    await make(`/sites/${site}/passes`, { numeral: `V-${nth}`, basis: 'visit', highestClass: 3, card });
  }
});
afterAll(() => house.test.close());

/** A permission that the officers of its zones approve, and of class 3 the security officer too. */
async function mayGo(person: string, zones: readonly string[]): Promise<void> {
  const { test, site, post, host } = house;
  const held = zones.map((scope) => ({ role: 'zone-officer', siteId: site, scope }) as const);
  const officers = [await anOfficer(test, held), await anOfficer(test, [{ role: 'security-officer' }])];
  const applied = await post(host.token, `/sites/${site}/permissions`, anApplication(person, { zones }));
  const states: string[] = [];
  for (const { token } of officers)
    states.push((await post(token, `/sites/${site}/permissions/${applied.body.id}/approve`)).body.state);
  expect(states.at(-1), JSON.stringify(applied.body)).toBe('approved');
}

const moment = (time: string) => `${day}T${time}:00+09:00`;
const at = (time: string) => house.test.clock.set(new Date(moment(time)));

type Member = { readonly id: string; readonly name: string };

/** A visit to the host, planned and reviewed by the host in one request. */
async function reviewed(names: readonly string[], zone = 'office') {
  const { status, body } = await house.plan(house.host.token, {
    members: names.map((name) => ({ name, affiliation: '株式会社浜田' })),
    destinations: [{ host: house.host.id, zones: [zone] }],
    startsAt: '09:00',
    endsAt: '17:00',
    review: { examined: ['who', 'why', 'zones'] },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const ids: readonly string[] = names.map(
    (name) => body.members.find((one: Member) => one.name === name)?.id ?? '',
  );
  return { visit: String(body.id), destination: String(body.destinations[0].id), members: ids };
}

const post = (path: string, body: object, token = house.reception.token) =>
  house.post(token, `/sites/${house.site}/${path}`, body);
const listed = async (path: string) =>
  (await house.get(house.reception.token, `/sites/${house.site}/${path}`)).body;
const step = (visit: string, name: string, body: object) => post(`visits/${visit}/${name}`, { day, ...body });
const checkIn = (visit: string, members: readonly object[]) =>
  step(visit, 'check-in', { desk: 'front', members });
const withPass = (member: string, nth: number) => given(member, { instead: undefined, pass: `V-${nth}` });
const zoneOf = async (person: string) => (await placeOf(house.test.pool, house.site, person))?.zone;
const asReplayed = () => expectAsReplayed(house.test.pool, house.site);

async function verdictsOf(...events: readonly ReturnType<TestGateway['read']>[]): Promise<readonly string[]> {
  const { body } = await gateway.post(...events);
  return body.results.map(({ verdict }: { verdict: string }) => verdict);
}

describe('two hours on paper', () => {
  it('are entered in one act, joined to the reads that come late, and end the visits by what the paper says', async () => {
    at('09:30');
    const { visit, members } = await reviewed(['紙上 一郎', '紙上 二郎']);
    const [reads = '', onPaper = ''] = members;
    await checkIn(visit, [withPass(reads, 1), given(onPaper)]);

    await gateway.post(gateway.read('2001', 'street-hall-to-hall'));

    // From 10 to 12 the gateway decides alone, and the guard at the entrance writes a line for each.
    at('12:00');
    const alone = (time: string, number: string, reader: string) =>
      gateway.read(number, reader, { at: moment(time), decided: { verdict: 'grant' } });
    const late = [
      alone('10:10', hostCard, 'hall-office-to-office'),
      alone('10:10', '2001', 'hall-office-to-office'),
      alone('11:40', '2001', 'hall-office-to-hall'),
      alone('11:42', '2001', 'street-hall-to-street'),
    ];
    await gateway.post(...late);
    const { seq: told } = await lastEntryOf(house.test.pool, house.site);
    const line = (nth: number, over: object) => ({
      sheet: 1,
      line: nth,
      door: 'street-hall',
      zone: 'hall',
      ...over,
    });
    const entered = await post('paper-log', {
      writtenOn: day,
      writer: '警備 次郎',
      lines: [
        line(1, { person: onPaper, enteredAt: moment('09:32'), leftAt: moment('11:30') }),
        line(2, {
          name: '業者 三郎',
          affiliation: '浜田設備',
          purpose: 'meeting',
          host: house.host.id,
          enteredAt: moment('10:20'),
          leftAt: moment('11:00'),
        }),
        line(4, { person: reads, enteredAt: moment('09:32'), leftAt: moment('11:43') }),
      ],
    });
    expect(entered.status, JSON.stringify(entered.body)).toBe(201);
    expect(entered.body.joined).toContainEqual({ sheet: 1, line: 4, seq: told });
    const { items, missing } = await listed(`paper-log?on=${day}`);
    const lineOf = (nth: number) => items.find((one: { line: number }) => one.line === nth);
    expect(lineOf(4)).toMatchObject({ person: reads, left: told, contradictions: [] });
    expect(lineOf(2)).toMatchObject({ name: '業者 三郎', entered: null, left: null, reviewed: false });
    expect(missing).toEqual({ sheets: [], lines: [{ sheet: 1, line: 3 }], unentered: [] });
    const { items: stays } = await listed(`persons/${reads}/history?from=${day}&until=2026-04-07`);
    const zones: readonly string[] = stays.map(({ zone }: { zone: string }) => zone);
    expect(zones.filter((zone, nth) => zone !== zones[nth - 1])).toEqual([
      'hall',
      'office',
      'hall',
      'street',
    ]);
    expect([await zoneOf(reads), await zoneOf(onPaper)]).toEqual(['street', 'street']);

    // The paper ends the visit; that the pass came back somebody has to say.
    const passes = (await listed('passes')) as { items: readonly { id: string; numeral: string }[] };
    const lent = passes.items.find(({ numeral }) => numeral === 'V-1')?.id;
    expect((await post(`passes/${lent}/take-back`, {})).status).toBe(200);
    const ends = (await listed(`arrivals?day=${day}&q=${encodeURIComponent('紙上')}`)).items;
    const endOf = (member: string) => ends.find((one: { member: string }) => one.member === member);
    expect([endOf(onPaper), endOf(reads)]).toMatchObject([
      { endOrigin: 'paper', checkedOutAt: new Date(moment('11:30')).toISOString() },
      { endOrigin: 'paper', checkedOutAt: new Date(moment('11:43')).toISOString() },
    ]);
    expect((await listed(`closing-list?day=${day}`)).items).toEqual([]);
    await asReplayed();
  });
});

describe('a pool card at class 3', () => {
  it('lets two in with their host, has a third wait for a second escort, and opens nothing once it is back', async () => {
    at('13:00');
    const { visit, members } = await reviewed(['実験 一郎', '実験 二郎', '実験 三郎'], 'laboratory');
    await checkIn(
      visit,
      members.map((member, nth) => withPass(member, nth + 1)),
    );
    const cards = ['2001', '2002', '2003'];
    const into = (reader: string) => [hostCard, ...cards].map((number) => gateway.read(number, reader));
    expect(await verdictsOf(...into('hall-office-to-office'))).toEqual(['grant', 'grant', 'grant', 'grant']);
    at('13:10');
    const { body } = await gateway.post(...into('office-laboratory-to-laboratory'));
    const verdicts = body.results.map(({ verdict }: { verdict: string }) => verdict);
    expect(verdicts).toEqual(['grant', 'wait', 'wait', 'wait']);
    expect(codesOf(body.results[3])).toContain('escort-over-ratio');
    at('13:20');
    // One goes home: the two who are left are as many as one leads here.
    const [leaves = '', ...stay] = members;
    await verdictsOf(gateway.read('2001', 'hall-office-to-hall'));
    await step(visit, 'check-out', { members: [{ member: leaves, passReturned: true }], origin: 'desk' });
    expect(
      codesOf((await gateway.post(gateway.read('2001', 'hall-office-to-office'))).body.results[0]),
    ).toEqual(['card-unassigned']);
    await verdictsOf(gateway.read(hostCard, 'office-laboratory-to-office'));
    at('13:25');
    const pair = [hostCard, '2002', '2003'].map((one) =>
      gateway.read(one, 'office-laboratory-to-laboratory'),
    );
    expect(await verdictsOf(...pair)).toEqual(['grant', 'grant', 'grant']);
    for (const member of stay) expect(await zoneOf(member)).toBe('laboratory');
    for (const reader of ['office-laboratory-to-office', 'hall-office-to-hall', 'street-hall-to-street'])
      expect(await verdictsOf(...['2002', '2003'].map((one) => gateway.read(one, reader)))).toEqual([
        'grant',
        'grant',
      ]);
    await step(visit, 'check-out', {
      members: stay.map((member) => ({ member, passReturned: true })),
      origin: 'desk',
    });
    expect((await listed('custody')).items).toEqual([]);
    await asReplayed();
  });
});

describe('a substitute', () => {
  it('is not let in by the review of whoever they come for, and is by one of their own', async () => {
    at('14:00');
    const { visit, destination, members } = await reviewed(['本人 一郎']);
    const { headers } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
    const changed = await house.test.ask(house.host.token, {
      method: 'POST',
      url: `/api/v1${house.visitUrl(`/${visit}/change`)}`,
      headers: { 'if-match': String(headers.etag) },
      payload: {
        addMembers: [{ name: '代理 二郎', affiliation: '株式会社浜田', substitutes: members[0] }],
      },
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    const { body } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
    expect(body.members).toMatchObject([{ name: '代理 二郎', substitutes: members[0] }]);
    const [{ id: member }] = body.members;
    const early = await checkIn(visit, [withPass(member, 4)]);
    expect(early.body.members).toMatchObject([
      { done: false, lacks: [{ code: 'host-review-missing', row: 't1r31' }] },
    ]);
    const gone = await checkIn(visit, [withPass(members[0] ?? '', 4)]);
    expect(gone.body.members).toMatchObject([{ done: false, pass: null }]);
    const review = { examined: ['who', 'why', 'zones'], members: [member], zones: ['office'] };
    const path = `visits/${visit}/destinations/${destination}/review`;
    expect((await post(path, review, house.host.token)).status).toBe(200);
    const taken = await checkIn(visit, [withPass(member, 4)]);
    expect(taken.body.members).toMatchObject([{ done: true, pass: 'V-4', remaining: [] }]);
    const pair = [
      gateway.read('2004', 'hall-office-to-office'),
      gateway.read(hostCard, 'hall-office-to-office'),
    ];
    expect(await verdictsOf(...pair)).toEqual(['wait', 'grant']);
    expect(await zoneOf(member)).toBe('office');
    await asReplayed();
  });
});
