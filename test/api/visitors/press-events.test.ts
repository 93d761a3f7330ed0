import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/zones/hours/calendar.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { aConference, type PressHouse, startPressHouse, untilYearEnd } from '../../support/a-press-house.ts';
import { given } from '../../support/a-reception.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { anApprovedPermission, anOfficerOf } from '../../support/people-house.ts';

const ways = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'server'],
] as const;
const plan = aPlan({
  doors: ways.map(([from, to]) => aDoor(from, to, { contact: false })),
  readers: ways.flatMap(([from, to]) => [aReader(`${from}-${to}`, to), aReader(`${from}-${to}`, from)]),
  gateways: [aQuietGateway],
});

let house: PressHouse;
let gateway: TestGateway;
let nth = 0;
/** Of the day of the event, after it was planned the day before: every test has one of its own. */
let day: string;
let eve: string;
beforeAll(async () => {
  house = await startPressHouse(plan);
  gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
});
afterAll(() => house.test.close());
beforeEach(() => {
  nth += 2;
  day = addDays('2026-04-05', nth);
  eve = addDays(day, -1);
  at(eve, '09:00');
});

function at(date: string, time: string): void {
  house.test.clock.set(new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+09:00`));
}
const event = (over: object = {}) => house.anEvent({ day, ...over });
const step = (visit: string, name: string, body: object, token = house.reception.token) =>
  house.post(token, house.visitUrl(`/${visit}/${name}`), body);
const checkIn = (visit: string, member: string, over: object = {}) =>
  step(visit, 'check-in', { day, desk: 'front', members: [given(member, over)] });
const reason = '虚偽の申請が分かったため';
const end = (path: string) => house.post(house.decider.token, house.url(`${path}/end`), { reason });
const lastEntry = () => lastEntryOf(house.test.pool, house.site);
const read = async (number: string, reader: string) =>
  (await gateway.post(gateway.read(number, reader))).body.results[0];
const shown = async (visit: string) => (await house.get(house.host.token, house.visitUrl(`/${visit}`))).body;

async function registered(visit: string, persons: readonly string[]): Promise<readonly string[]> {
  const { status, body } = await house.register(
    visit,
    persons.map((person) => ({ person })),
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.members.map(({ member }: { member: string }) => member);
}

/** The host reviews whoever is on the list, as of any visit. */
async function reviewed(visit: string): Promise<void> {
  const { members, destinations } = await shown(visit);
  const review = {
    examined: ['who', 'why', 'zones'],
    members: members.map(({ id }: { id: string }) => id),
    zones: ['office'],
  };
  const done = await step(visit, `destinations/${destinations[0].id}/review`, review, house.host.token);
  expect(done.status).toBe(200);
}

/** Changes a visit by the hand of its host. */
async function change(visit: string, payload: object) {
  const { headers } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
  return house.test.ask(house.host.token, {
    method: 'POST',
    url: `/api/v1${house.visitUrl(`/${visit}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
}

async function aPass(numeral: string, number: string): Promise<void> {
  const card = { format: 'wiegand-26', facility: '1', number };
  await house.make(house.url('/passes'), { numeral, basis: 'visit', highestClass: 2, card });
}

describe('a reporter of the press club (記者クラブ)', () => {
  it('who is there every day is a 事前貸与者 under a contract: their own card is judged, and no visit', async () => {
    const contract = await house.make('/contracts', {
      company: '株式会社高知新聞社',
      purpose: '記者クラブ常駐',
      organisationId: house.section,
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: untilYearEnd,
    });
    const reporter = await house.make('/persons', {
      kind: 'card-lent',
      name: '常駐 太郎',
      affiliation: '高知新聞社',
      contractId: contract,
    });
    await house.make('/cards', { format: 'wiegand-26', facility: '1', number: '6001', person: reporter });
    const before = await read('6001', 'hall-office-to-office');
    expect([before.verdict, codesOf(before)]).toEqual(['deny', expect.arrayContaining(['no-permission'])]);
    const officer = await anOfficerOf(house, 'office');
    await anApprovedPermission(house, reporter, officer, {
      outsider: {
        host: house.host.id,
        identity: { by: officer.id, how: '記者証と社員証', at: '2026-04-01T10:00:00+09:00' },
        contract,
        review: { content: '加盟社の記者であることを確かめた' },
      },
    });
    // What is left is the escort, whom row 34 asks for as long as nobody has determined otherwise.
    const then = await read('6001', 'hall-office-to-office');
    expect([then.verdict, codesOf(then)]).toEqual(['wait', expect.arrayContaining(['escort-missing'])]);
    expect((await lastEntry()).subject).toMatchObject({ person: reporter });
    const visitors = await house.get(house.reception.token, house.url('/arrivals?q=常駐'));
    expect(visitors.body.items).toEqual([]);
  });
});

describe('an event of the press', () => {
  it('takes in whoever is accredited in both layers, registered for it and reviewed, as any visitor', async () => {
    const press = await house.anOrganisation('株式会社髙知新聞社');
    const [reporter = ''] = await house.personsOf(press, ['髙橋 直美']);
    const visit = await event();
    expect(await shown(visit)).toMatchObject({
      press: { sort: 'conference', says: '会見', closes: { daysBefore: 1, at: '18:00' } },
      members: [],
    });
    const { status, body } = await house.register(visit, [
      { organisation: '㈱高知新聞社', name: '高橋　直美' },
    ]);
    expect([status, body.members]).toMatchObject([201, [{ person: reporter }]]);
    const { member } = body.members[0];
    expect(await lastEntry()).toMatchObject({
      kind: 'press-registered',
      subject: { visit, person: member },
      details: { members: [{ member, pressPerson: reporter, pressOrganisation: press }] },
    });
    const list = await house.get(house.host.token, house.visitUrl(`/${visit}/press-registrations`));
    expect(list.body.items).toMatchObject([
      {
        member,
        organisationName: '株式会社髙知新聞社',
        name: '髙橋 直美',
        sortName: '記者',
        accredited: true,
      },
    ]);

    at(day, '13:30');
    const unreviewed = await checkIn(visit, member);
    expect(unreviewed.body.members).toMatchObject([
      { done: false, lacks: [{ code: 'host-review-missing' }] },
    ]);
    await reviewed(visit);
    const found = await house.get(house.reception.token, house.url('/arrivals?q=高橋'));
    expect(found.body.items).toMatchObject([
      { member, name: '髙橋 直美', affiliation: '株式会社髙知新聞社', state: 'announced' },
    ]);
    const unidentified = await checkIn(visit, member, { identity: undefined });
    expect(unidentified.body.members).toMatchObject([
      { done: false, lacks: [{ code: 'identity-not-confirmed' }] },
    ]);
    expect((await checkIn(visit, member)).body.members).toMatchObject([{ done: true, lacks: [] }]);
  });

  it('is registered for by the list that came, as CSV or pasted, all of it or none, with what is wrong line by line', async () => {
    const press = await house.anOrganisation('株式会社甲府新報');
    const [first = '', second = ''] = await house.personsOf(press, ['甲斐 一', '甲斐 二']);
    const visit = await event();
    const post = (body: object) =>
      house.post(house.host.token, house.visitUrl(`/${visit}/press-registrations`), body);
    const wrong = await post({ text: '報道機関,氏名\n㈱甲府新報,甲斐　一\n㈱甲府新報,甲斐 三\n' });
    expect([wrong.status, wrong.body.errors]).toEqual([
      422,
      [{ at: '/lines/3', message: 'この報道機関に、この人の登録はありません' }],
    ]);
    const file = Buffer.from(
      '\u{FEFF}報道機関,氏名\r\n㈱甲府新報,甲斐　一\r\n㈱甲府新報,甲斐 二\r\n',
    ).toString('base64');
    expect((await post({ file, lines: [{ person: first }] })).status).toBe(400);
    expect((await post({})).status).toBe(400);
    const registered = await post({ file });
    expect([registered.status, registered.body.members]).toMatchObject([
      201,
      [{ person: first }, { person: second }],
    ]);
  });

  it('closes the day before at 18:00 sharp; a name then goes the walk-in way', async () => {
    const press = await house.anOrganisation('締切新聞');
    const [early = '', late = ''] = await house.personsOf(press, ['早 井', '遅 井']);
    const visit = await event();
    at(eve, '17:59:59.999');
    await registered(visit, [early]);
    at(eve, '18:00');
    const refused = await house.register(visit, [{ person: late }]);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/announcement-closed']);
    expect(refused.body.detail).toContain('当日、受付に申し出てもらってください');
    expect((await shown(visit)).members).toHaveLength(1);

    at(day, '13:30');
    const slip = await house.post(house.reception.token, house.url('/walk-ins'), {
      destinations: [{ host: house.host.id, zones: ['office'] }],
      members: [{ name: '遅 井', affiliation: '締切新聞' }],
      purpose: 'meeting',
    });
    expect(slip.status).toBe(201);
  });

  it('registers all of a list or none, with every fault at its line', async () => {
    const press = await house.anOrganisation('一覧通信');
    const [one = '', two = ''] = await house.personsOf(press, ['一 番', '二 番']);
    const visit = await event();
    await registered(visit, [one]);
    const entered = async () =>
      (await entriesOf(house.test.pool, house.site)).filter(({ kind }) => kind === 'press-registered');
    const before = await entered();
    const lines = [{ person: two }, { person: one }, { organisation: '一覧通信', name: '三 番' }];
    const { status, body } = await house.register(visit, lines);
    expect([status, body.errors.map((error: { at: string }) => error.at)]).toEqual([
      422,
      ['/lines/1', '/lines/2'],
    ]);
    // Whatever falls due meanwhile has entries of its own.
    expect(await entered()).toEqual(before);
    expect((await shown(visit)).members).toHaveLength(1);
  });

  it('is registered for by its host and the desk, and not by other staff, and lets in no other names', async () => {
    const press = await house.anOrganisation('主催日報');
    const [person = ''] = await house.personsOf(press, ['主 催']);
    const visit = await event();
    const stranger = await anOfficer(house.test, []);
    expect((await house.register(visit, [{ person }], stranger.token)).status).toBe(404);
    expect((await house.register(visit, [{ person }], house.reception.token)).status).toBe(201);
    const added = await change(visit, { addMembers: [{ name: '飛 入', affiliation: '主催日報' }] });
    expect(added.body.errors).toMatchObject([{ at: '/addMembers' }]);
    const ordinary = await house.plan(house.host.token, { days: [day] });
    expect((await house.register(ordinary.body.id, [{ person }])).status).toBe(409);
  });

  it('may be left by its last member, who may be registered again', async () => {
    const press = await house.anOrganisation('再登録新聞');
    const [person = ''] = await house.personsOf(press, ['再 登録']);
    const visit = await event();
    const [member] = await registered(visit, [person]);
    const removed = await change(visit, { removeMembers: [member] });
    expect(removed.status, JSON.stringify(removed.body)).toBe(200);
    expect((await shown(visit)).members).toEqual([]);
    await registered(visit, [person]);
    expect((await shown(visit)).members).toHaveLength(1);
  });

  it('is not planned once its own closing time is over', async () => {
    at(eve, '18:00');
    const { status, body } = await house.post(house.host.token, house.url('/press-events'), {
      ...aConference(house.host.id),
      day,
    });
    expect([status, body.errors]).toMatchObject([422, [{ at: '/closes' }]]);
    const elsewhere = { ...aConference(house.host.id), zones: ['nowhere'], day: '2026-04-05' };
    const wrong = await house.post(house.host.token, house.url('/press-events'), elsewhere);
    const places = wrong.body.errors.map((error: { at: string }) => error.at);
    expect(places).toEqual(expect.arrayContaining(['/zones/0', '/day']));
    const doorstep = { ...aConference(house.host.id), day, sort: 'doorstep' };
    const soon = { ...doorstep, closes: { daysBefore: 0, at: '13:00' } };
    expect((await house.post(house.host.token, house.url('/press-events'), soon)).status).toBe(201);
  });
});

describe('an event that nobody is registered for yet', () => {
  it('is expected and not reviewed, also in the list, until its day is over', async () => {
    const visit = await event();
    const inList = async (state: string) => {
      const { body } = await house.get(house.host.token, house.visitUrl(`?state=${state}&day=${day}`));
      return body.items.map(({ id }: { id: string }) => id).includes(visit);
    };
    const awaited = { state: 'expected', says: '来訪予定', conditions: [{ code: 'unreviewed' }] };
    expect(await shown(visit)).toMatchObject(awaited);
    expect([await inList('expected'), await inList('expired')]).toEqual([true, false]);
    at(addDays(day, 1), '00:00');
    expect(await shown(visit)).toMatchObject({ state: 'expired' });
    expect([await inList('expected'), await inList('expired')]).toEqual([false, true]);
  });
});

describe('the end of an accreditation', () => {
  it('of an organisation closes what its persons are registered for, in one act; who is inside leaves and enters nowhere', async () => {
    await aPass('P-001', '5001');
    await aPass('P-002', '5002');
    const [press, other] = [await house.anOrganisation('甲新聞社'), await house.anOrganisation('乙新聞社')];
    const [inside = '', coming = ''] = await house.personsOf(press, ['中 野', '髙 来']);
    const [stays = ''] = await house.personsOf(other, ['他 社']);
    const visit = await event();
    const next = await event({ sort: 'briefing', startsAt: '17:00', endsAt: '18:00' });
    const [here = '', expected = '', else_ = ''] = await registered(visit, [inside, coming, stays]);
    const [later = ''] = await registered(next, [inside]);
    await reviewed(visit);
    at(day, '14:00');
    for (const [member, pass] of [
      [here, 'P-001'],
      [else_, 'P-002'],
    ] as const) {
      const { body } = await checkIn(visit, member, { instead: undefined, pass });
      expect(body.members).toMatchObject([{ done: true }]);
    }
    expect((await read('5001', 'hall-office-to-office')).verdict).toBe('wait');

    at(day, '14:10');
    expect((await end(`/press-organisations/${press}`)).body).toEqual({ state: 'ended' });
    const entry = await lastEntry();
    expect(entry).toMatchObject({
      kind: 'press-organisation-ended',
      details: { pressOrganisation: press },
      subject: { person: here, with: [expected, later].toSorted() },
    });
    const { cancelled } = entry.details as { cancelled: { member: string }[] };
    expect(new Set(cancelled.map(({ member }) => member))).toEqual(new Set([expected, later]));
    for (const { text } of await entriesOf(house.test.pool, house.site)) expect(text).not.toContain(reason);

    const refused = await read('5001', 'hall-office-to-office');
    expect(refused.verdict).toBe('deny');
    expect(codesOf(refused)).toEqual(expect.arrayContaining(['press-ended']));
    expect(codesOf(refused)).not.toContain('visit-over');
    expect((await read('5002', 'hall-office-to-office')).verdict).toBe('wait');
    const told = await checkIn(visit, expected);
    expect(told.body.members).toMatchObject([
      {
        done: false,
        name: '髙 来',
        lacks: [{ code: 'press-ended', says: '報道機関又は本人の、報道の登録が終わっている' }],
      },
    ]);
    // Later hours are for whoever may be here.
    const until = `${day}T20:00:00+09:00`;
    expect((await step(visit, 'extend', { day, until }, house.host.token)).status).toBe(200);
    expect((await read('5001', 'hall-office-to-office')).verdict).toBe('deny');
    expect((await read('5001', 'street-hall-to-street')).verdict).toBe('grant');
    const left = await step(visit, 'check-out', {
      day,
      members: [{ member: here, passReturned: true }],
      origin: 'desk',
    });
    expect(left.body.members).toMatchObject([{ done: true }]);
  });

  it('of one person leaves the others of the organisation as they are', async () => {
    const press = await house.anOrganisation('丙新聞社');
    const [gone = '', stays = ''] = await house.personsOf(press, ['去 る', '残 る']);
    const visit = await event();
    const [first = '', second = ''] = await registered(visit, [gone, stays]);
    await reviewed(visit);
    expect((await end(`/press-persons/${gone}`)).body).toEqual({ state: 'ended' });
    expect((await lastEntry()).details).toEqual({
      pressPerson: gone,
      cancelled: [{ visit, member: first, day }],
    });
    expect((await house.register(visit, [{ person: gone }])).body.errors).toMatchObject([{ at: '/lines/0' }]);
    at(day, '14:00');
    expect((await checkIn(visit, first)).body.members).toMatchObject([
      { done: false, lacks: [{ code: 'press-ended' }] },
    ]);
    expect((await checkIn(visit, second)).body.members).toMatchObject([{ done: true }]);
  });

  it('holds on a day that the event moves to, and on one that it comes back to: nobody is announced anew by it', async () => {
    const press = await house.anOrganisation('移転新聞');
    const [gone = '', stays = ''] = await house.personsOf(press, ['移 先', '移 行']);
    const visit = await event();
    const [first = '', second = ''] = await registered(visit, [gone, stays]);
    await end(`/press-persons/${gone}`);
    const next = addDays(day, 1);
    const expected = async (on: string) => {
      const path = house.url(`/arrivals?day=${on}&state=announced`);
      const { items } = (await house.get(house.reception.token, path)).body;
      return items.flatMap(({ member }: { member: string }) =>
        [first, second].includes(member) ? [member] : [],
      );
    };
    for (const on of [next, day]) {
      const moved = await change(visit, { days: [on] });
      expect(moved.status, JSON.stringify(moved.body)).toBe(200);
      expect(await expected(on)).toEqual([second]);
    }
  });

  it('keeps out whoever went out for lunch, and holds nobody back who leaves', async () => {
    const press = await house.anOrganisation('丁新聞社');
    const [reporter = ''] = await house.personsOf(press, ['昼 外出']);
    const visit = await event();
    const [member = ''] = await registered(visit, [reporter]);
    await reviewed(visit);
    at(day, '14:00');
    await checkIn(visit, member);
    await step(visit, 'step-out', { day, members: [{ member }] });
    await end(`/press-persons/${reporter}`);
    const back = await step(visit, 'step-in', { day, members: [{ member }] });
    expect(back.body.members).toMatchObject([{ done: false, lacks: [{ code: 'press-ended' }] }]);
    const left = await step(visit, 'check-out', { day, members: [{ member }], origin: 'desk' });
    expect(left.body.members).toMatchObject([{ done: true }]);
  });

  it('by its date is one too: an event that was moved behind it takes nobody in by it', async () => {
    const press = await house.anOrganisation('戊新聞社', { until: `${day}T17:00:00+09:00` });
    const [reporter = ''] = await house.personsOf(press, ['期 限']);
    const evening = await event({ startsAt: '16:30', endsAt: '17:30' });
    const tooShort = await house.register(evening, [{ person: reporter }]);
    expect(tooShort.body.errors[0].message).toContain('行事の終わりより前');
    const visit = await event();
    const [member = ''] = await registered(visit, [reporter]);
    await change(visit, { startsAt: '17:00', endsAt: '18:00' });
    await reviewed(visit);
    at(day, '17:00');
    expect((await checkIn(visit, member)).body.members).toMatchObject([
      { done: false, lacks: [{ code: 'press-ended' }] },
    ]);
  });
});
