import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findPassByNumeral } from '../../../src/desk/passes/pass-rows.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { loadArrivals, loadArrivalVersions } from '../../../src/visitors/registry/arrival-rows.ts';
import { loadVisits } from '../../../src/visitors/registry/visit-rows.ts';
import { aReception, visitDay as day, given, type Reception } from '../../support/a-reception.ts';
import { append } from '../../support/a-site.ts';
import { aDestination, aMember, anIdentity } from '../../support/a-visit.ts';
import { lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';

let house: Reception;
let passes = 0;
beforeAll(async () => {
  house = await aReception();
});
afterAll(() => house.test.close());

const db = () => databaseOf(house.test.pool);
const later = (minutes: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + minutes * 60_000));

let visit: string;
let member: string;
let pass: string;
let checkedIn: number;
beforeEach(async () => {
  passes += 1;
  pass = `C-${passes}`;
  await house.stock(pass, `D-${passes}`);
  const placed = await house.visit();
  visit = placed.visit;
  member = placed.members[0] ?? '';
  const members = [given(member, { pass })];
  checkedIn = (await house.step(visit, 'check-in', { day, desk: 'front', members })).body.seq;
  later(1);
});

const correct = (body: object) => house.step(visit, 'correct', { day, member, reason: '取違え', ...body });
const arrivalOf = async (id: string) => (await loadArrivals(db(), house.site, [id], day))[0];
const lastEntry = () => lastEntryOf(house.test.pool, house.site);

describe('a correction', () => {
  it('is shown beside what it puts right, with who, when and why, in the list, in what is found and in the visit', async () => {
    const { clock } = house.test;
    const shown = async (of = visit, id = member, token = house.reception.token) => {
      const { body } = await house.get(`arrivals?day=${day}&limit=200`, token);
      const listed = body.items.find(({ member: one }: { member: string }) => one === id)?.corrections;
      const read = (await house.get(`visits/${of}`, token)).body.arrivals;
      const arrival = read.find((one: { member: string }) => one.member === id);
      expect(arrival.corrections).toEqual(listed);
      return listed;
    };
    expect(await shown()).toEqual([]);
    const none = {
      member: null,
      name: null,
      affiliation: null,
      pass: null,
      checkedOutAt: null,
      endOrigin: null,
    };
    const made = () => ({
      seq: expect.any(Number),
      at: clock.now().toISOString(),
      by: house.reception.id,
      byName: expect.any(String),
      reason: '取違え',
    });
    const wanted: object[] = [];
    const made1 = made();
    await correct({ what: 'name', name: '髙橋 𠮷子', affiliation: '東商会' });
    wanted.push({
      ...made1,
      what: 'name',
      says: '氏名・所属の訂正',
      was: { ...none, member, name: '佐藤 花子', affiliation: '個人' },
      now: { ...none, member, name: '髙橋 𠮷子', affiliation: '東商会' },
    });
    expect(await shown()).toEqual(wanted);
    later(1);
    const made2 = made();
    await correct({ what: 'pass', pass: `D-${passes}` });
    wanted.push({
      ...made2,
      what: 'pass',
      says: '通行証の訂正',
      was: { ...none, pass },
      now: { ...none, pass: `D-${passes}` },
    });
    later(1);
    const leftAt = clock.now().toISOString();
    await house.step(visit, 'check-out', { day, members: [{ member }], origin: 'desk' });
    later(1);
    const made3 = made();
    await correct({ what: 'check-out' });
    wanted.push({
      ...made3,
      what: 'check-out',
      says: '退出の取消し',
      was: { ...none, checkedOutAt: leftAt, endOrigin: 'desk' },
      now: none,
    });
    expect(await shown()).toEqual(wanted);
    const other = await house.visit({ members: [aMember({ identity: anIdentity({ name: '佐藤 二郎' }) })] });
    const [came = ''] = other.members;
    const made4 = made();
    await correct({ what: 'person', came: { visit: other.visit, member: came } });
    const ofPerson = {
      ...made4,
      what: 'person',
      says: '人の取違えの訂正',
      was: { ...none, member, name: '髙橋 𠮷子', affiliation: '東商会' },
      now: { ...none, member: came, name: '佐藤 二郎', affiliation: '個人' },
    };
    expect(await shown()).toEqual([...wanted, ofPerson]);
    expect(await shown(other.visit, came)).toEqual([ofPerson]);
    const found = (await house.get(`arrivals?day=${day}&q=${encodeURIComponent('髙橋')}`)).body.items;
    expect(found).toMatchObject([{ member, corrections: [...wanted, ofPerson] }]);
  });

  it('tells whoever works with ids alone what was put right, and neither names nor words', async () => {
    await correct({ what: 'name', name: '佐東 花子', affiliation: '東商会', reason: '名札を見た' });
    const auditor = await anOfficer(house.test, [{ role: 'auditor', siteId: house.site }]);
    const { items } = (await house.get(`arrivals?day=${day}&limit=200`, auditor.token)).body;
    const found = items.find((one: { member: string }) => one.member === member);
    expect(found.corrections).toMatchObject([
      { what: 'name', byName: null, reason: null, was: { member, name: null }, now: { affiliation: null } },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/佐|東商会|名札/);
  });

  it('of the person gives the other the check-in, place, escort and pass, and takes them from the first', async () => {
    const other = await house.visit({ members: [aMember({ identity: anIdentity({ name: '佐藤 二郎' }) })] });
    const [came = ''] = other.members;
    const taken = {
      type: 'custody',
      ward: member,
      escort: house.host.id,
      mode: 'read',
      basis: 'visit',
    } as const;
    await append(house.test, house.site, [
      {
        kind: 'card-read',
        effects: [{ type: 'presence', person: member, zone: 'office', certainty: 'confirmed' }, taken],
      },
    ]);
    const before = await arrivalOf(member);
    const answer = await correct({ what: 'person', came: { visit: other.visit, member: came } });
    expect(answer.body.members).toMatchObject([
      { member, done: true, state: 'announced', pass: null },
      { member: came, name: '佐藤 二郎', done: true, state: 'checked-in', pass, remaining: [] },
    ]);
    expect(await lastEntry()).toMatchObject({
      kind: 'visit-corrected',
      cause: { site: house.site, seq: checkedIn },
      subject: { person: came, with: [member], visit: other.visit },
      effects: [
        { type: 'presence', person: member, zone: 'street' },
        { type: 'custody-over', ward: member },
        { type: 'presence', person: came, zone: 'office', certainty: 'assumed' },
        { type: 'custody', ward: came, escort: house.host.id },
      ],
    });
    expect(await arrivalOf(came)).toMatchObject({
      checkedInAt: before?.checkedInAt,
      identity: before?.identity,
      pass,
    });
    expect(await findPassByNumeral(db(), house.site, pass)).toMatchObject({ state: 'lent', holderId: came });
    expect((await findAdmission({ db: db() }, house.site, member))?.open).toBe(false);
    expect(await findAdmission({ db: db() }, house.site, came)).toMatchObject({ open: true });
  });

  it('of the person writes down who is inside even without a review, and tells what is lacking', async () => {
    const other = await house.visit({ destinations: [aDestination(house.host.id)] });
    const came = { visit: other.visit, member: other.members[0] ?? '' };
    const { members } = (await correct({ what: 'person', came })).body;
    expect(members[1]).toMatchObject({ done: true, remaining: [{ code: 'host-review-missing' }] });
    expect(await findAdmission({ db: db() }, house.site, came.member)).toMatchObject({ reviewedZoneIds: [] });
  });

  it('of the name keeps both in its own record, and none of them in the text', async () => {
    const answer = await correct({ what: 'name', name: '佐東 花子', affiliation: '東商会' });
    expect(answer.body.members).toMatchObject([{ member, name: '佐東 花子', affiliation: '東商会' }]);
    const [whole] = await loadVisits(db(), house.site, [visit]);
    expect(whole?.members[0]?.identity).toMatchObject({ name: '佐東 花子', affiliation: '東商会' });
    const entry = await lastEntry();
    expect(entry).toMatchObject({ kind: 'visit-corrected', details: { what: 'name' } });
    expect(JSON.stringify(entry)).not.toMatch(/佐|東商会/);
    const { rows } = await house.test.pool.query(
      'select body from personal_records_visit where site_id = $1 and seq = $2',
      [house.site, entry.seq],
    );
    expect(JSON.parse(rows[0].body)).toMatchObject({
      before: { name: '佐藤 花子' },
      after: { name: '佐東 花子' },
    });
  });

  it('of the pass puts the one in stock that was written down, and lends the one that is worn', async () => {
    const worn = `D-${passes}`;
    const lentAt = (await findPassByNumeral(db(), house.site, pass))?.lentAt;
    const answer = await correct({ what: 'pass', pass: worn });
    expect(answer.body.members).toMatchObject([{ member, pass: worn }]);
    expect(await findPassByNumeral(db(), house.site, pass)).toMatchObject({ state: 'in-stock' });
    // It was handed out when the other was written down.
    expect(await findPassByNumeral(db(), house.site, worn)).toMatchObject({ holderId: member, lentAt });
    expect((await lastEntry()).cause.seq).toBe(checkedIn);
    expect((await correct({ what: 'pass', pass: worn })).status).toBe(409);
    await correct({ what: 'pass', pass: null });
    later(1);
    await correct({ what: 'pass', pass: worn });
    const since = (await arrivalOf(member))?.checkedInAt;
    expect(await findPassByNumeral(db(), house.site, worn)).toMatchObject({
      holderId: member,
      lentAt: since,
    });
  });

  const gone = {
    'is out for a while': () => house.step(visit, 'step-out', { day, members: [{ member }] }),
    'left with it': () => house.step(visit, 'check-out', { day, members: [{ member }], origin: 'desk' }),
    left: () =>
      house.step(visit, 'check-out', { day, members: [{ member, passReturned: true }], origin: 'desk' }),
  } as const;
  it.each([
    ['is out for a while', 'lent'],
    ['left with it', 'lent'],
    ['left', 'in-stock'],
  ] as const)('of the pass is one act of whoever %s: the one worn is %s', async (became, state) => {
    const worn = `D-${passes}`;
    await gone[became]();
    later(1);
    expect((await correct({ what: 'pass', pass: 'D-0' })).status).toBe(422);
    const { body } = await correct({ what: 'pass', pass: worn });
    expect(body.members).toMatchObject([{ done: true, pass: worn }]);
    const holderId = state === 'lent' ? member : null;
    expect(await findPassByNumeral(db(), house.site, worn)).toMatchObject({ state, holderId });
    expect(await findPassByNumeral(db(), house.site, pass)).toMatchObject({ state: 'in-stock' });
    const { items } = (await house.get(`arrivals?day=${day}&limit=200`)).body;
    expect(items.find((one: { member: string }) => one.member === member)).toMatchObject({
      pass: worn,
      corrections: [{ what: 'pass', was: { pass }, now: { pass: worn } }],
    });
  });

  it('of a pass that came back leaves the stay of another day what it is', async () => {
    const placed = await house.visit({ days: [day, '2026-04-07'] });
    const [guest = ''] = placed.members;
    const worn = `D-${passes}`;
    await correct({ what: 'pass', pass: null });
    const step = (of: string, name: string, over: object) =>
      house.step(placed.visit, name, { day: of, ...over });
    const comes = { desk: 'front', members: [given(guest, { pass })] };
    await step(day, 'check-in', comes);
    await step(day, 'check-out', { members: [{ member: guest, passReturned: true }], origin: 'desk' });
    later(24 * 60);
    await step('2026-04-07', 'check-in', comes);
    const { body } = await step(day, 'correct', {
      member: guest,
      reason: '取違え',
      what: 'pass',
      pass: worn,
    });
    expect(body.members).toMatchObject([{ done: true, pass: worn }]);
    expect(await findPassByNumeral(db(), house.site, pass)).toMatchObject({ state: 'lent', holderId: guest });
    expect(await findPassByNumeral(db(), house.site, worn)).toMatchObject({ state: 'in-stock' });
    later(-24 * 60);
  });

  it('of a check-out puts the member back where the log had them, with the pass they wore', async () => {
    await append(house.test, house.site, [
      {
        kind: 'card-read',
        effects: [{ type: 'presence', person: member, zone: 'office', certainty: 'confirmed' }],
      },
    ]);
    const left = { day, members: [{ member, passReturned: true }], origin: 'desk' };
    const lentAt = (await findPassByNumeral(db(), house.site, pass))?.lentAt;
    const { seq } = (await house.step(visit, 'check-out', left)).body;
    later(1);
    const answer = await correct({ what: 'check-out' });
    expect(answer.body.members).toMatchObject([{ done: true, state: 'checked-in', pass, remaining: [] }]);
    expect(await lastEntry()).toMatchObject({
      kind: 'visitor-put-back',
      cause: { site: house.site, seq },
      effects: [
        { type: 'presence', person: member, zone: 'office', certainty: 'assumed' },
        { type: 'custody', ward: member, escort: house.host.id, mode: 'read', basis: 'visit' },
        { type: 'custody-broken', ward: member, until: house.test.clock.now().toISOString() },
      ],
    });
    expect(await arrivalOf(member)).toMatchObject({ checkedOutAt: null, endOrigin: null });
    expect(await findPassByNumeral(db(), house.site, pass)).toMatchObject({ holderId: member, lentAt });
    expect((await findAdmission({ db: db() }, house.site, member))?.open).toBe(true);
    expect(await placeOf(house.test.pool, house.site, member)).toMatchObject({ zone: 'office' });
    const versions = await loadArrivalVersions(db(), house.site, [member], day);
    expect(versions.map(({ state }) => state)).toEqual([
      'checked-in',
      'checked-out',
      'checked-in',
      'announced',
    ]);
  });

  it('of pass or check-out may come after the end of the visit: what is worn is lent, and due since then', async () => {
    const worn = `D-${passes}`;
    later(7 * 60);
    const corrected = await correct({ what: 'pass', pass: worn });
    expect(corrected.body.members).toMatchObject([{ done: true, pass: worn }]);
    const left = { day, members: [{ member, passReturned: true }], origin: 'desk' };
    await house.step(visit, 'check-out', left);
    const back = await correct({ what: 'check-out' });
    expect(back.body.members).toMatchObject([{ done: true, pass: worn, remaining: [] }]);
    const dueAt = (await arrivalOf(member))?.endsAt;
    expect(await findPassByNumeral(db(), house.site, worn)).toMatchObject({ holderId: member, dueAt });
    later(-7 * 60);
  });

  it('of a check-out puts nobody back who is here on another day of the visit', async () => {
    const days = [day, '2026-04-07'];
    const placed = await house.visit({ days });
    const [guest = ''] = placed.members;
    const step = (of: string, name: string, over: object) =>
      house.step(placed.visit, name, { day: of, ...over });
    const comes = { desk: 'front', members: [given(guest)] };
    await step(day, 'check-in', comes);
    await step(day, 'check-out', { members: [{ member: guest }], origin: 'desk' });
    later(24 * 60);
    expect((await step('2026-04-07', 'check-in', comes)).body.members).toMatchObject([{ done: true }]);
    const back = await step(day, 'correct', { member: guest, reason: '取違え', what: 'check-out' });
    expect(back.body.members).toMatchObject([{ done: false, lacks: [{ code: 'here-on-other-day' }] }]);
    expect((await arrivalOf(guest))?.state).toBe('checked-out');
    later(-24 * 60);
  });

  it('of the person takes nobody in who is here on another day of their visit', async () => {
    const placed = await house.visit({ days: [day, '2026-04-07'], members: [aMember(), aMember()] });
    const [guest = '', taken = ''] = placed.members;
    const step = (of: string, name: string, over: object) =>
      house.step(placed.visit, name, { day: of, ...over });
    await step(day, 'check-in', { desk: 'front', members: [given(guest)] });
    later(24 * 60);
    await step('2026-04-07', 'check-in', { desk: 'front', members: [given(taken)] });
    const came = { visit: placed.visit, member: guest };
    const asked = { member: taken, reason: '取違え', what: 'person', came };
    const refused = await step('2026-04-07', 'correct', asked);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('別の日の来庁') } });
    later(-24 * 60);
  });

  it('of the person on a day that is over moves nobody who is here on another', async () => {
    const placed = await house.visit({ days: [day, '2026-04-07'], members: [aMember(), aMember()] });
    const [taken = '', came = ''] = placed.members;
    const step = (of: string, name: string, over: object) =>
      house.step(placed.visit, name, { day: of, ...over });
    await step(day, 'check-in', { desk: 'front', members: [given(taken)] });
    await step(day, 'check-out', { members: [{ member: taken }], origin: 'desk' });
    later(24 * 60);
    await step('2026-04-07', 'check-in', { desk: 'front', members: [given(taken)] });
    const person = { reason: '取違え', what: 'person', came: { visit: placed.visit, member: came } };
    const { body } = await step(day, 'correct', { member: taken, ...person });
    expect(body.members).toMatchObject([{ state: 'announced' }, { state: 'checked-out' }]);
    const zones = [taken, came].map(async (id) => (await placeOf(house.test.pool, house.site, id))?.zone);
    expect(await Promise.all(zones)).toEqual(['hall', 'street']);
    expect(await findAdmission({ db: db() }, house.site, taken)).toMatchObject({ open: true });
    later(-24 * 60);
  });

  it('tells a host what was put right of those who come to them, and nobody of who came to somebody else', async () => {
    const host = await anOfficer(house.test, []);
    const destinations = [aDestination(host.id, { review: null })];
    const other = await house.visit({ destinations, members: [aMember(), aMember()] });
    const [came = ''] = other.members;
    await correct({ what: 'person', came: { visit: other.visit, member: came } });
    await house.step(other.visit, 'correct', {
      day,
      member: came,
      reason: '名刺による',
      what: 'name',
      name: '鈴木 一郎',
      affiliation: '個人',
    });
    const { arrivals } = (await house.get(`visits/${other.visit}`, host.token)).body;
    const shown = arrivals.find((one: { member: string }) => one.member === came).corrections;
    expect(shown).toMatchObject([
      { what: 'person', reason: null, was: { member, name: null }, now: { member: came, name: null } },
      { what: 'name', reason: '名刺による', was: { name: '佐藤 花子' }, now: { name: '鈴木 一郎' } },
    ]);
  });

  it('says in one line what is wrong with it', async () => {
    const { status, body } = await correct({ what: 'name', name: '\u3000', affiliation: '東商会' });
    expect([status, body.errors]).toEqual([
      400,
      [{ at: '/name', message: expect.stringContaining('空白だけの名前') }],
    ]);
  });

  it('is refused of whoever is not inside, and without a reason', async () => {
    const other = await house.visit();
    const [absent = ''] = other.members;
    const asked = { day, member: absent, reason: '取違え', what: 'pass', pass: `D-${passes}` };
    expect((await house.step(other.visit, 'correct', asked)).status).toBe(409);
    expect((await house.step(visit, 'correct', { day, member, what: 'check-out' })).status).toBe(400);
    const early = await correct({ what: 'check-out' });
    expect(early.body.members[0].lacks).toMatchObject([{ code: 'step-not-open' }]);
  });
});
