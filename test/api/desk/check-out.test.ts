import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findPassByNumeral } from '../../../src/desk/passes/pass-rows.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { loadArrivals } from '../../../src/visitors/registry/arrival-rows.ts';
import { dayAt } from '../../../src/zones/hours/day-at.ts';
import { usualVisitorSettings } from '../../../src/zones/plan/visitor-settings.ts';
import { aReception, visitDay as day, given, type Reception } from '../../support/a-reception.ts';
import { aPassage, append } from '../../support/a-site.ts';
import { aMember } from '../../support/a-visit.ts';
import { lastEntryOf, placeOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';

let house: Reception;
beforeAll(async () => {
  house = await aReception({
    site: {
      name: '第一庁舎',
      timeZone: 'Asia/Tokyo',
      visitors: { ...usualVisitorSettings, hostEndsVisit: true },
    },
  });
});
afterAll(() => house.test.close());

const ten = new Date('2026-04-06T01:00:00.000Z');
const after = (minutes: number) => new Date(ten.getTime() + minutes * 60_000);
const db = () => databaseOf(house.test.pool);
let hour = 0;

let visit: string;
let one: string;
let two: string;
/** Two members of a visit who came in; each test an hour later than the one before. */
beforeEach(async () => {
  house.test.clock.set(after(60 * hour));
  hour += 1;
  const placed = await house.visit({ endsAt: '08:59', members: [aMember(), aMember()] });
  visit = placed.visit;
  [one = '', two = ''] = placed.members;
  await house.step(visit, 'check-in', { day, desk: 'front', members: [given(one), given(two)] });
});

const later = (minutes: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + minutes * 60_000));
const now = () => house.test.clock.now();
const leave = (members: readonly object[], over: object = {}) =>
  house.step(visit, 'check-out', { day, members, origin: 'desk', hostSaidSo: true, ...over });
const arrivalOf = async (member: string) => (await loadArrivals(db(), house.site, [member], day))[0];
const admissionOf = (member: string) => findAdmission({ db: db() }, house.site, member);
const lastEntry = () => lastEntryOf(house.test.pool, house.site);

describe('check-out', () => {
  it('is each one’s own, at the time of its entry, and puts the member outside as far as anybody knows', async () => {
    later(30);
    const answer = await leave([{ member: one }]);
    expect(answer).toMatchObject({
      status: 200,
      body: { members: [{ done: true, state: 'checked-out', stateName: '退出済', remaining: [] }] },
    });
    expect(await lastEntry()).toMatchObject({
      kind: 'visitor-checked-out',
      subject: { person: one, visit },
      at: now().toISOString(),
      effects: [{ type: 'presence', person: one, zone: 'street', certainty: 'assumed' }],
      details: { origin: 'desk' },
    });
    expect(await arrivalOf(one)).toMatchObject({ checkedOutAt: now(), endOrigin: 'desk' });
    expect(await placeOf(house.test.pool, house.site, one)).toMatchObject({ zone: 'street' });
    expect((await admissionOf(one))?.open).toBe(false);
    expect(await arrivalOf(two)).toMatchObject({ state: 'checked-in', endOrigin: null });
    expect((await admissionOf(two))?.open).toBe(true);
  });

  it.each(['host', 'round', 'roll-call', 'paper'] as const)(
    'is at the time that %s tells, never without one, and says so in the entry and of the day',
    async (origin) => {
      later(30);
      const at = new Date(now().getTime() - 600_000).toISOString();
      expect((await leave([{ member: one }], { origin })).body.errors).toMatchObject([{ at: '/at' }]);
      expect(await arrivalOf(one)).toMatchObject({ state: 'checked-in', endOrigin: null });
      const told = await leave([{ member: one }], { origin, at });
      expect(told.body.members[0]).toMatchObject({ done: true, state: 'checked-out' });
      expect(await lastEntry()).toMatchObject({
        kind: 'visitor-checked-out',
        subject: { person: one, visit },
        at,
        effects: [{ type: 'presence', person: one, zone: 'street', certainty: 'assumed' }],
        details: { origin },
      });
      expect(await arrivalOf(one)).toMatchObject({ checkedOutAt: new Date(at), endOrigin: origin });
      expect((await admissionOf(one))?.open).toBe(false);
    },
  );

  it('takes no time of the desk’s own, of the future or before the check-in', async () => {
    later(30);
    const at = new Date(now().getTime() - 600_000).toISOString();
    for (const wrong of [
      { origin: 'desk', at },
      { origin: 'paper', at: new Date(now().getTime() + 1).toISOString() },
    ]) {
      expect((await leave([{ member: two }], wrong)).status).toBe(422);
    }
    const early = await leave([{ member: two }], { origin: 'round', at: '2026-04-05T15:00:00Z' });
    expect(early.body.members[0].lacks).toMatchObject([{ code: 'before-check-in' }]);
  });

  it('takes a time from a read of that very member, and from no other entry', async () => {
    later(30);
    const over = { subject: { person: one, door: 'street-hall', from: 'hall', to: 'street' } };
    const read = await append(house.test, house.site, [aPassage(over)]);
    const { at } = await lastEntry();
    later(10);
    const other = await leave([{ member: two, read }], { origin: 'read' });
    expect(other.body.members[0].lacks).toMatchObject([{ code: 'no-such-read' }]);
    expect((await leave([{ member: one, read }], { origin: 'read' })).body.members[0].done).toBe(true);
    expect(await arrivalOf(one)).toMatchObject({ checkedOutAt: new Date(at), endOrigin: 'read' });
    expect((await leave([{ member: two }], { origin: 'read' })).status).toBe(422);
  });

  it('does not take a time before the member was seen somewhere', async () => {
    later(30);
    await append(house.test, house.site, [
      { ...aPassage(), effects: [{ type: 'presence', person: one, zone: 'office', certainty: 'confirmed' }] },
    ]);
    const at = new Date(now().getTime() - 600_000).toISOString();
    later(10);
    const answer = await leave([{ member: one }], { origin: 'round', at });
    expect(answer.body.members[0].lacks).toMatchObject([{ code: 'seen-since' }]);
  });

  it('closes one whose time nobody can tell by a named person, with where the member was last, and why', async () => {
    expect((await leave([{ member: one }], { origin: 'unknown' })).body.errors).toHaveLength(2);
    const lastSeen = { words: '15時に廊下で', at: now().toISOString() };
    const early = { ...lastSeen, at: new Date(now().getTime() + 1_000).toISOString() };
    const toCome = await leave([{ member: one }], { origin: 'unknown', lastSeen: early, reason: '不明' });
    expect(toCome.body.errors).toMatchObject([{ at: '/lastSeen/at' }]);
    const answer = await leave([{ member: one }], {
      origin: 'unknown',
      lastSeen,
      reason: '返却箱に通行証があった',
    });
    expect(answer.body.members[0]).toMatchObject({ done: true, state: 'checked-out' });
    expect(await arrivalOf(one)).toMatchObject({ checkedOutAt: null, endOrigin: 'unknown' });
    expect(await lastEntry()).toMatchObject({
      actor: { type: 'person', id: house.reception.id },
      details: { origin: 'unknown', lastSeenAt: lastSeen.at },
    });
    expect(JSON.stringify((await lastEntry()).details)).not.toContain('廊下');
  });

  it('has nobody seen for the last time before they came in, nor before they came back', async () => {
    const justBefore = new Date(now().getTime() - 1_000).toISOString();
    const lost = (at: string) =>
      leave([{ member: one }], {
        origin: 'unknown',
        lastSeen: { at, words: '廊下' },
        reason: '見当たらない',
      });
    expect((await lost(justBefore)).body.members[0]).toMatchObject({
      done: false,
      lacks: [{ code: 'before-check-in' }],
    });
    const first = now().toISOString();
    later(10);
    await house.step(visit, 'step-out', { day, members: [{ member: one }] });
    later(10);
    const back = await house.step(visit, 'step-in', { day, members: [{ member: one }] });
    expect(back.body.members[0].done).toBe(true);
    expect((await lost(first)).body.members[0].lacks).toMatchObject([{ code: 'before-check-in' }]);
    expect((await lost(now().toISOString())).body.members[0].done).toBe(true);
  });

  it('tells what remains, and holds nobody for a pass or for the word of a host', async () => {
    await house.stock(`R-${hour}`);
    const other = await house.visit({ endsAt: '08:59' });
    const [guest = ''] = other.members;
    const arrived = { day, desk: 'front', members: [given(guest, { pass: `R-${hour}` })] };
    await house.step(other.visit, 'check-in', arrived);
    const left = { day, members: [{ member: guest }], origin: 'desk' };
    const { done, remaining } = (await house.step(other.visit, 'check-out', left)).body.members[0];
    expect([done, remaining.map(({ code }: { code: string }) => code)]).toEqual([
      true,
      ['pass-open', 'host-word-missing'],
    ]);
    expect(await findPassByNumeral(db(), house.site, `R-${hour}`)).toMatchObject({ state: 'lent' });
  });

  it('tells what the desk keeps for whoever leaves, and of nobody else’s, until it is handed back', async () => {
    const url = `/api/v1/sites/${house.site}/kept-things`;
    const post = (path: string, payload: object) =>
      house.test.ask(house.reception.token, { method: 'POST', url: `${url}${path}`, payload });
    const things = [
      await post('', { owner: one, item: 'ノートPC', slot: `A-${hour}` }),
      await post('', { owner: one, item: '傘', slot: `B-${hour}` }),
      await post('', { owner: one, item: '三脚', slot: `C-${hour}` }),
    ];
    expect((await post(`/${things[2]?.body.id}/hand-back`, {})).status).toBe(200);
    const { members } = (await leave([{ member: one }, { member: two }])).body;
    expect(members).toMatchObject([
      {
        done: true,
        remaining: [
          {
            code: 'things-kept',
            says: '預り品を返していない',
            why: `ノートPC（A-${hour}）、傘（B-${hour}）`,
          },
        ],
      },
      { done: true, remaining: [] },
    ]);
    const lines = (await house.get('closing-list?condition=thing-kept')).body.items;
    expect(lines.filter(({ person }: { person: string }) => person === one)).toMatchObject([
      { item: 'ノートPC', slot: `A-${hour}` },
      { item: '傘', slot: `B-${hour}` },
    ]);
  });

  it('takes the pass back into stock with the same entry', async () => {
    await house.stock(`R-${hour}`);
    const other = await house.visit({ endsAt: '08:59' });
    const [guest = ''] = other.members;
    await house.step(other.visit, 'check-in', {
      day,
      desk: 'front',
      members: [given(guest, { pass: `R-${hour}` })],
    });
    const left = { day, members: [{ member: guest, passReturned: true }], origin: 'desk', hostSaidSo: true };
    const answer = await house.step(other.visit, 'check-out', left);
    expect(answer.body.members[0].remaining).toEqual([]);
    const pass = await findPassByNumeral(db(), house.site, `R-${hour}`);
    expect(pass).toMatchObject({ state: 'in-stock', fromSeq: answer.body.seq });
  });
});

describe('a visitor whom an escort left alone', () => {
  it.each(['check-out', 'step-out'])(
    'is in nobody’s custody after %s, and the alarm is over',
    async (step) => {
      const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
      const taken = { type: 'custody', escort: house.host.id, mode: 'read', basis: 'visit' } as const;
      await append(house.test, house.site, [
        { ...aPassage(), effects: [one, two].map((ward) => ({ ...taken, ward })) },
        {
          kind: 'escort-apart',
          effects: [
            { type: 'custody-broken', ward: one },
            { type: 'alarm', kind: 'visitor-abandoned', active: true, person: one },
          ],
        },
      ]);
      const wards = async () =>
        (await house.get('custody', guard.token)).body.items.map(
          ({ ward }: { readonly ward: string }) => ward,
        );
      const alarms = async () =>
        (await house.get('alarms?kind=visitor-abandoned&active=true', guard.token)).body.items;
      expect([(await wards()).toSorted(), await alarms()]).toMatchObject([
        [one, two].toSorted(),
        [{ person: one }],
      ]);
      const over = step === 'check-out' ? { origin: 'desk', hostSaidSo: true } : {};
      later(5);
      const left = { day, members: [{ member: one }, { member: two }], ...over };
      expect((await house.step(visit, step, left)).status).toBe(200);
      expect([await wards(), await alarms()]).toEqual([[], []]);
      expect((await lastEntry()).effects.filter(({ type }: { type: string }) => type === 'alarm')).toEqual([
        { type: 'alarm', kind: 'visitor-abandoned', active: false, person: one },
      ]);
      await expectAsReplayed(house.test.pool, house.site);
    },
  );
});

describe('a visitor who goes out and comes back', () => {
  it('may do so several times a day; meanwhile nothing opens, and the review still counts', async () => {
    for (const _ of [1, 2]) {
      later(5);
      const out = await house.step(visit, 'step-out', { day, members: [{ member: one }] });
      expect(out.body.members[0]).toMatchObject({ done: true, state: 'out-for-now' });
      expect((await admissionOf(one))?.open).toBe(false);
      expect(await placeOf(house.test.pool, house.site, one)).toMatchObject({ zone: 'street' });
      later(5);
      const back = await house.step(visit, 'step-in', { day, members: [{ member: one }] });
      expect(back.body.members[0]).toMatchObject({ done: true, state: 'checked-in' });
      expect(await admissionOf(one)).toMatchObject({ open: true, reviewedZoneIds: ['hall', 'office'] });
    }
    expect((await arrivalOf(one))?.endOrigin).toBeNull();
  });

  it('stays out once the review of their visit was taken back', async () => {
    await house.step(visit, 'step-out', { day, members: [{ member: one }] });
    const { destinations } = (await house.get(`visits/${visit}`)).body;
    const withdrawn = await house.test.ask(house.host.token, {
      method: 'POST',
      url: `/api/v1/sites/${house.site}/visits/${visit}/destinations/${destinations[0].id}/withdraw-review`,
      payload: { reason: '都合が変わった' },
    });
    expect(withdrawn.status).toBe(200);
    const back = await house.step(visit, 'step-in', { day, members: [{ member: one }] });
    expect(back.body.members).toMatchObject([
      { done: false, state: 'out-for-now', lacks: [{ code: 'host-review-missing', row: 't1r31' }] },
    ]);
    expect((await admissionOf(one))?.open).toBe(false);
  });
});

describe('the desk', () => {
  it('ends the waiting for a host with whoever of the staff came, once', async () => {
    const met = (by: string) => house.step(visit, 'met', { day, members: [{ member: one }], by });
    expect((await met(two)).body.members[0].lacks).toMatchObject([{ code: 'not-staff' }]);
    expect((await met(house.host.id)).body.members[0].done).toBe(true);
    expect(await arrivalOf(one)).toMatchObject({ metBy: house.host.id, metAt: now() });
    expect((await met(house.host.id)).body.members[0].lacks).toMatchObject([{ code: 'met-already' }]);
  });

  it('has whoever is back from lunch wait to be met anew, since then, and be answered for anew', async () => {
    const met = (over: object = {}) =>
      house.step(visit, 'met', { day, members: [{ member: one }], by: house.host.id, ...over });
    const waiting = async () => {
      const { body } = await house.get('arrivals?waiting=true');
      return body.items.filter(({ visit: of }: { visit: string }) => of === visit);
    };
    await met();
    later(5);
    await house.step(visit, 'step-out', { day, members: [{ member: one }] });
    later(10);
    await house.step(visit, 'step-in', { day, members: [{ member: one }] });
    later(3);
    expect(await waiting()).toMatchObject([
      { member: two, waitingMinutes: 18 },
      { member: one, waitingMinutes: 3 },
    ]);
    const first = await house.get('arrivals?waiting=true&limit=1');
    const second = await house.get(`arrivals?waiting=true&limit=1&after=${first.body.next}`);
    expect(second.body.items[0].member).not.toBe(first.body.items[0].member);
    expect((await met({ declared: true })).body.members).toMatchObject([{ done: true, lacks: [] }]);
    expect(await arrivalOf(one)).toMatchObject({ metBy: house.host.id, metAt: now() });
    expect(await waiting()).toMatchObject([{ member: two }]);
  });

  it('lets nobody back in to a visit that is over', async () => {
    await house.step(visit, 'step-out', { day, members: [{ member: one }] });
    later(24 * 60);
    const back = await house.step(visit, 'step-in', { day, members: [{ member: one }] });
    expect(back.body.members[0].lacks).toMatchObject([{ code: 'visit-over' }]);
    hour += 24;
  });

  it('refuses with a reason, says nobody came only once the time is over, and takes them in after all', async () => {
    const day2 = dayAt(now(), 'Asia/Tokyo');
    const other = await house.visit({
      days: [day2],
      startsAt: '00:00',
      endsAt: '23:59',
      members: [aMember(), aMember()],
    });
    const [guest = '', missing = ''] = other.members;
    const asked = { day: day2, members: [{ member: guest }] };
    const refused = await house.step(other.visit, 'refuse', { ...asked, reason: '訪問相手が不在' });
    expect(refused.body.members[0]).toMatchObject({ state: 'refused' });
    const early = await house.step(other.visit, 'miss', { day: day2, members: [{ member: missing }] });
    expect(early.body.members[0].lacks).toMatchObject([{ code: 'not-over-yet' }]);
    const arrived = { day: day2, desk: 'front', members: [given(guest)] };
    expect((await house.step(other.visit, 'check-in', arrived)).body.members[0].done).toBe(true);
    later(24 * 60);
    const missed = await house.step(other.visit, 'miss', { day: day2, members: [{ member: missing }] });
    expect(missed.body.members[0]).toMatchObject({ done: true, state: 'no-show' });
  });
});
