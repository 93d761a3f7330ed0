import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { lastEntryOf, placeOf } from '../../support/an-office.ts';
import { aCard, aColleague } from '../../support/people-house.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

/** Six in the evening; readers were out of order from nine to three. */
let house: VisitHouse;
const day = '2026-04-06';
let sheet = 0;

beforeAll(async () => {
  house = await startVisitHouse();
  house.test.clock.set(new Date('2026-04-06T18:00:00+09:00'));
});
afterAll(() => house.test.close());

const at = (time: string) => `2026-04-06T${time}:00+09:00`;
const db = () => databaseOf(house.test.pool);
const log = (lines: readonly object[], token = house.reception.token) =>
  house.post(token, `/sites/${house.site}/paper-log`, { writtenOn: day, writer: '警備 次郎', lines });
const line = (number: number, over: object = {}) => ({
  sheet,
  line: number,
  enteredAt: at('10:00'),
  leftAt: at('11:00'),
  door: 'street-hall',
  zone: 'hall',
  ...over,
});
const walkIn = (name: string, over: object = {}) => ({
  name,
  affiliation: '浜田商事',
  purpose: 'meeting',
  host: house.host.id,
  ...over,
});
/** A sheet of its own for each test. */
const newSheet = () => {
  sheet += 1;
};

type Shown = {
  readonly member: string;
  readonly state: string;
  readonly name: string;
  readonly checkedInAt: string;
  readonly checkInOrigin: string;
  readonly checkedOutAt: string | null;
  readonly endOrigin: string | null;
  readonly pass: string | null;
};
async function arrivalOf(member: string): Promise<Shown | undefined> {
  const { body } = await house.get(house.reception.token, `/sites/${house.site}/arrivals?day=${day}`);
  return body.items.find((one: Shown) => one.member === member);
}
const logged = async () =>
  (await house.get(house.reception.token, `/sites/${house.site}/paper-log?on=${day}`)).body.items.filter(
    (one: { readonly sheet: number }) => one.sheet === sheet,
  );

async function aPlanned(name: string, over: object = {}) {
  const { body } = await house.plan(house.host.token, {
    members: [{ name, affiliation: '株式会社浜田' }],
    startsAt: '10:00',
    review: { examined: ['who', 'why', 'zones'] },
    ...over,
  });
  return { visit: String(body.id), member: String(body.members[0].id) };
}

const checkIn = async ({ visit, member }: { readonly visit: string; readonly member: string }) => {
  const given = { member, identity: { means: 'photo-id' }, inspection: {}, instead: { sort: 'ribbon' } };
  const asked = { day, desk: 'front', members: [given] };
  const { body } = await house.post(house.reception.token, house.visitUrl(`/${visit}/check-in`), asked);
  expect(body.members[0]).toMatchObject({ done: true });
};

describe('a line of somebody who was not expected', () => {
  it('becomes a visit of that day, with the times of the paper and nothing that paper does not say', async () => {
    newSheet();
    const { status, body } = await log([
      line(1, walkIn('山本 三郎', { purposeWords: '納品' })),
      line(2, walkIn('山本 四郎', { leftAt: undefined })),
    ]);
    expect(status, JSON.stringify(body)).toBe(201);
    const missing = { code: 'host-review-missing', says: '訪問相手の審査がない' };
    expect(body.visitors).toMatchObject([
      { line: 1, walkIn: true, stateName: '退出済', lacks: [missing] },
      {
        line: 2,
        walkIn: true,
        stateName: '在庁中',
        lacks: [missing],
        may: [{}, {}, { step: 'step-out' }, {}, {}, {}, {}],
      },
    ]);
    const [gone, inside] = body.visitors;
    expect(await arrivalOf(gone.member)).toMatchObject({
      state: 'checked-out',
      name: '山本 三郎',
      checkedInAt: '2026-04-06T01:00:00.000Z',
      checkInOrigin: 'paper',
      checkedOutAt: '2026-04-06T02:00:00.000Z',
      endOrigin: 'paper',
    });
    expect(await arrivalOf(inside.member)).toMatchObject({ state: 'checked-in', checkInOrigin: 'paper' });
    const visit = (await house.get(house.reception.token, house.visitUrl(`/${gone.visit}`))).body;
    expect(visit).toMatchObject({
      walkIn: true,
      purpose: 'meeting',
      destinations: [{ host: house.host.id, zones: ['hall'], review: null }],
    });
    expect(await findAdmission({ db: db() }, house.site, inside.member)).toMatchObject({
      open: true,
      reviewedZoneIds: [],
      identityZoneIds: [],
    });
    expect(await logged()).toMatchObject([
      { line: 1, person: gone.member, name: '山本 三郎', visit: gone.visit, reviewed: false },
      { line: 2, person: inside.member, visit: inside.visit, reviewed: false },
    ]);
    const { details, personal, subject } = await lastEntryOf(house.test.pool, house.site);
    expect(subject.with.toSorted()).toEqual([gone.member, inside.member].toSorted());
    expect(details.arrivals).toHaveLength(2);
    expect(JSON.stringify([details, personal])).not.toContain('山本');
    await expectAsReplayed(house.test.pool, house.site);
    const out = { day, members: [{ member: inside.member }], origin: 'desk', hostSaidSo: true };
    const left = await house.post(house.reception.token, house.visitUrl(`/${inside.visit}/check-out`), out);
    expect(left.body.members).toMatchObject([{ done: true, state: 'checked-out' }]);
  });

  it('of two stays of one name to one host is one visit', async () => {
    newSheet();
    const { body } = await log([
      line(1, walkIn('往復 花子')),
      line(2, walkIn('往復 花子', { enteredAt: at('13:00'), leftAt: at('14:00') })),
    ]);
    const [one, two] = body.visitors;
    expect(two.member).toBe(one.member);
    expect(await arrivalOf(one.member)).toMatchObject({
      checkedInAt: '2026-04-06T01:00:00.000Z',
      checkedOutAt: '2026-04-06T05:00:00.000Z',
    });
    const again = { enteredAt: at('16:00'), leftAt: undefined };
    const later = await log([line(3, walkIn('往復　花子', again))]);
    expect(later.body.visitors).toMatchObject([{ member: one.member, stateName: '在庁中' }]);
  });

  it('has the lines of that name at the doors within, whichever sheet is entered first', async () => {
    newSheet();
    const within = { door: 'hall-office', zone: 'office', affiliation: '浜田商事' };
    const early = line(1, { ...within, name: '奥村 一', enteredAt: at('10:05'), leftAt: at('10:50') });
    expect((await log([early, line(2, { ...within, name: '他人 二', leftAt: undefined })])).status).toBe(201);
    expect(await logged()).toMatchObject([
      { line: 1, person: null },
      { line: 2, person: null },
    ]);

    const { body } = await log([
      line(3, walkIn('奥村　一', { leftAt: undefined })),
      line(4, { ...within, name: '奥村 一', enteredAt: at('11:30'), leftAt: undefined }),
    ]);
    const [{ member, visit }] = body.visitors;
    expect(await logged()).toMatchObject([
      { line: 1, person: member, name: '奥村 一', visit },
      { line: 2, person: null, name: '他人 二' },
      { line: 3, person: member, visit },
      { line: 4, person: member, visit },
    ]);
    expect(await placeOf(house.test.pool, house.site, member)).toMatchObject({ zone: 'office' });
    expect((await log([early])).body).toMatchObject({ seq: null, already: [`${sheet}.1`] });
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('is entered by somebody who can be asked, to a host in office, for a purpose of the list', async () => {
    newSheet();
    const { body } = await log([
      line(1, walkIn('一', { host: newId<'person'>(), purpose: 'none' })),
      line(2, { name: '二', affiliation: '個人' }),
    ]);
    expect(body.errors.map((one: { readonly at: string }) => one.at)).toEqual([
      '/lines/1/purpose',
      '/lines/1/host',
    ]);
    const other = await log([line(1, walkIn('一', { host: newId<'person'>(), purpose: 'none' }))]);
    expect(other.body.errors.map((one: { readonly at: string }) => one.at)).toEqual([
      '/lines/0/host',
      '/lines/0/purpose',
    ]);
    const machine = await aMachine(house.test, 'guards', [{ role: 'guard', siteId: house.site }]);
    expect((await log([line(1, walkIn('一'))], machine)).status).toBe(403);
    expect(await logged()).toEqual([]);
  });
});

describe('a line of somebody who was expected', () => {
  it('gives the 来庁 its times, by the id or by the name in another spelling, with the review it has', async () => {
    newSheet();
    const [byId, byName] = [await aPlanned('髙橋 一'), await aPlanned('髙橋 二')];
    const { body } = await log([
      line(1, { person: byId.member }),
      line(2, { name: '高橋二', affiliation: '株式会社濱田', leftAt: undefined }),
    ]);
    expect(body.visitors).toMatchObject([
      { ...byId, walkIn: false, stateName: '退出済', lacks: [] },
      { ...byName, walkIn: false, stateName: '在庁中', lacks: [] },
    ]);
    expect(await arrivalOf(byId.member)).toMatchObject({ checkInOrigin: 'paper', endOrigin: 'paper' });
    const admission = await findAdmission({ db: db() }, house.site, byName.member);
    expect(admission).toMatchObject({ open: true, identityZoneIds: [] });
    expect(admission?.reviewedZoneIds).toContain('office');
    expect(await logged()).toMatchObject([{ reviewed: true }, { reviewed: true, name: '髙橋 二' }]);
  });

  it('ends what the desk began, and leaves a passage within alone', async () => {
    newSheet();
    const guest = await aPlanned('途中 太郎', { endsAt: '20:00' });
    await checkIn(guest);
    house.test.clock.set(new Date('2026-04-06T19:00:00+09:00'));
    const within = { enteredAt: at('18:10'), leftAt: at('18:20'), door: 'hall-office', zone: 'office' };
    expect((await log([line(1, { person: guest.member, ...within })])).body.visitors).toEqual([]);
    expect(await arrivalOf(guest.member)).toMatchObject({ state: 'checked-in', checkInOrigin: 'desk' });
    const out = { enteredAt: at('18:02'), leftAt: at('18:50') };
    expect((await log([line(2, { person: guest.member, ...out })])).status).toBe(201);
    expect(await arrivalOf(guest.member)).toMatchObject({
      state: 'checked-out',
      checkInOrigin: 'desk',
      checkedInAt: '2026-04-06T09:00:00.000Z',
      checkedOutAt: '2026-04-06T09:50:00.000Z',
      endOrigin: 'paper',
    });
    expect((await findAdmission({ db: db() }, house.site, guest.member))?.open).toBe(false);
  });
});

describe('a pass that was handed out on paper', () => {
  it('is due when the 来庁 of the visitor ends, as one that the desk lent, planned or not', async () => {
    newSheet();
    const { post, get, reception, admin, site } = house;
    for (const numeral of ['P-1', 'P-2']) {
      const stocked = { numeral, basis: 'visit', highestClass: 2 };
      expect((await post(admin.token, `/sites/${site}/passes`, stocked)).status).toBe(201);
    }
    const guest = await aPlanned('貸出 一', { endsAt: '20:00' });
    const still = { leftAt: undefined };
    const { status } = await log([
      line(1, { person: guest.member, pass: 'P-1', ...still }),
      line(2, walkIn('貸出 二', { pass: 'P-2', ...still })),
    ]);
    expect(status).toBe(201);
    const due = async (numeral: string) => {
      const { body } = await get(reception.token, `/sites/${site}/passes?numeral=${numeral}`);
      return body.items[0].dueAt;
    };
    const { body: visits } = await get(reception.token, `/sites/${site}/arrivals?day=${day}&limit=200`);
    const ends = (pass: string) => visits.items.find((one: Shown) => one.pass === pass).endsAt;
    expect(await due('P-1')).toBe(new Date(at('20:00')).toISOString());
    expect([await due('P-1'), await due('P-2')]).toEqual([ends('P-1'), ends('P-2')]);
  });
});

describe('what contradicts the record', () => {
  it('is told line by line, and nothing of any line is stored', async () => {
    newSheet();
    const [inside, refused, absent] = [
      await aPlanned('在庁 花子', { endsAt: '21:00' }),
      await aPlanned('拒否 花子'),
      await aPlanned('明日 花子', { days: ['2026-04-07'] }),
    ];
    await checkIn(inside);
    const asked = { day, members: [{ member: refused.member }], reason: '検査に応じない' };
    await house.post(house.reception.token, house.visitUrl(`/${refused.visit}/refuse`), asked);
    const before = await lastEntryOf(house.test.pool, house.site);
    const { status, body } = await log([
      line(1, walkIn('正しい 人')),
      line(2, { person: inside.member, enteredAt: at('18:00'), leftAt: undefined }),
      line(3, { person: refused.member }),
      line(4, walkIn('逆順 花子', { leftAt: at('09:59') })),
      line(5, { person: absent.member }),
    ]);
    expect(status).toBe(422);
    expect(body.errors.map((one: { readonly at: string }) => one.at)).toEqual([
      '/lines/3/leftAt',
      '/lines/4/person',
    ]);
    const record = await log([
      line(1, walkIn('正しい 人')),
      line(2, { person: inside.member, enteredAt: at('18:00'), leftAt: undefined }),
      line(3, { person: refused.member }),
    ]);
    expect(record.body.errors).toMatchObject([
      { at: '/lines/1/enteredAt', message: expect.stringMatching(/^19:00 に入ったと記録/) },
      { at: '/lines/2/person', message: expect.stringContaining('入館を断っています') },
    ]);
    expect(await lastEntryOf(house.test.pool, house.site)).toEqual(before);
    expect(await logged()).toEqual([]);
    expect(await arrivalOf(inside.member)).toMatchObject({ state: 'checked-in', checkInOrigin: 'desk' });
  });
});

describe('a line that was entered before', () => {
  it('is left as it is where it says the same, and refused where it says something else', async () => {
    newSheet();
    const lines = [line(1, walkIn('再送 花子')), line(2, { person: house.host.id })];
    expect((await log(lines)).body).toMatchObject({ lines: 2, already: [] });
    const before = await lastEntryOf(house.test.pool, house.site);
    expect((await log(lines)).body).toMatchObject({
      seq: null,
      lines: 0,
      already: [`${sheet}.1`, `${sheet}.2`],
    });
    expect(await lastEntryOf(house.test.pool, house.site)).toEqual(before);
    const more = await log([...lines, line(3, walkIn('追加 花子'))]);
    expect(more.body).toMatchObject({
      lines: 1,
      already: [`${sheet}.1`, `${sheet}.2`],
      visitors: [{ line: 3 }],
    });
    for (const over of [{ leftAt: at('11:30') }, { person: (await aPlanned('別人')).member }]) {
      const { body } = await log([lines[0] ?? {}, line(2, { person: house.host.id, ...over })]);
      expect(body.errors).toMatchObject([{ at: '/lines/1/line' }]);
    }
    const other = await log([
      line(1, walkIn('再送 花子', { leftAt: at('11:30') })),
      line(2, { person: house.host.id }),
    ]);
    expect(other.body.errors).toMatchObject([{ at: '/lines/0/line' }]);
  });
});

describe('a card whose number was noted', () => {
  it('stands for whoever has it, however the number is written, and not once it is stopped', async () => {
    newSheet();
    const person = await aColleague(house);
    const card = await aCard(house, person, '52001');
    const made = await log([line(1, { card: '0052001' })]);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(await logged()).toMatchObject([{ person, visit: null, reviewed: null }]);
    await house.post(house.admin.token, `/cards/${card}/report-lost`, { reason: '紛失' });
    const stopped = await log([line(2, { card: '52001', enteredAt: at('12:00'), leftAt: at('13:00') })]);
    expect(stopped.body.errors).toMatchObject([{ at: '/lines/0/card' }]);
  });
});

describe('somebody who came a minute before midnight and was not expected', () => {
  it('is expected until then, and not for a day and a night', async () => {
    newSheet();
    house.test.clock.set(new Date('2026-04-07T00:05:00+09:00'));
    const late = line(1, walkIn('深夜 一郎', { enteredAt: at('23:59'), leftAt: undefined }));
    const { body } = await log([late]);
    const [{ visit }] = body.visitors;
    const shown = await house.get(house.reception.token, house.visitUrl(`/${visit}`));
    expect(shown.body.arrivals).toMatchObject([
      { startsAt: '2026-04-06T14:59:00.000Z', endsAt: '2026-04-06T15:00:00.000Z' },
    ]);
  });
});
