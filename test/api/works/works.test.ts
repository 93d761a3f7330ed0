import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { gatewayToken, lastEntryOf, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { doorsAtEveryHour } from '../../support/doors-at-every-hour.ts';
import { holdHead } from '../../support/held-head.ts';
import { anOfficerOf, contractorOf } from '../../support/people-house.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';

let house: PermitHouse;
let gateway: TestGateway;
let token: string | undefined;
let contract: string;
let serverOfficer: Officer;
let clerk: OfficePerson;
let relief: OfficePerson;
const evening = new Date('2026-04-06T11:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse(doorsAtEveryHour);
  house.test.clock.set(evening);
  const { test, site, section, make, host } = house;
  token = await gatewayToken(test.deps, site, 'gateway');
  serverOfficer = await anOfficerOf(house, 'server');
  contract = await make('/contracts', {
    company: '株式会社浜田設備',
    purpose: '空調の保守',
    organisationId: section,
    validFrom: '2026-04-01T00:00:00+09:00',
    validUntil: '2027-04-01T00:00:00+09:00',
  });
  await house.determine('t1r50', 3, [{ value: 'not-required' }]);
  await house.determine('t1r47', 3, [{ value: 'required' }]);
  await house.determine('t1r48', 3, [{ value: 'not-required' }]);
  await house.determine('t1r49', 2, [{ value: 'not-required' }]);
  await house.determine('t1r50', 2, [{ value: 'not-required' }]);
  await house.determine('t1r49', 1, [{ value: 'not-required' }]);
  await house.determine('t1r50', 1, [{ value: 'not-required' }]);
  const zones = ['hall', 'office', 'server'];
  [clerk, relief] = [await aCardFor(host.id), await aCardFor((await anOfficer(test, [])).id)];

  async function aCardFor(id: string): Promise<OfficePerson> {
    const { cardId, number } = await anOutsider(test.deps, site, { number: next(), host: host.id, zones });
    await test.pool.query('update cards set person_id = $2 where card_id = $1', [cardId, id]);
    await test.pool.query(
      `update standing_permissions set person_id = $1, outsider = null where site_id = $2 and person_id = (
        select person_id from persons where name = $3)`,
      [id, site, `外部${number}`],
    );
    return { id, cardId, number };
  }
});
afterAll(() => house.test.close());
// With a buffer of its own each: time goes back, and what is older than the last read opens nothing.
beforeEach(() => {
  house.test.clock.set(evening);
  gateway = aGatewayOf(house.test, token);
});

let cards = 70_000;
function next(): string {
  cards += 1;
  return String(cards);
}

const worker = (): Promise<OfficePerson> =>
  anOutsider(house.test.deps, house.site, {
    number: next(),
    host: house.host.id,
    zones: ['hall', 'office', 'server'],
    contract,
  });

const read = async ({ number }: OfficePerson, reader: string) =>
  (await gateway.post(gateway.read(number, reader))).body.results[0];
const comesIn = (one: OfficePerson) => read(one, 'office-server-to-server');
const goesOut = (one: OfficePerson) => read(one, 'office-server-to-office');

const plan = (persons: readonly string[], terms: object = {}, said: object = {}) =>
  house.post(house.host.token, `/sites/${house.site}/works`, {
    persons,
    zones: ['server'],
    from: '2026-04-06T20:00:00+09:00',
    until: '2026-04-07T05:00:00+09:00',
    purpose: '空調の保守',
    terms: { form: 'once', contract, attendants: [clerk.id], ...terms },
    ...said,
  });

const work = (id: string, step: string, payload: object = {}, token = house.host.token) =>
  house.post(token, `/sites/${house.site}/works/${id}/${step}`, payload);

async function aWork(persons: readonly string[], terms: object = {}): Promise<string> {
  const { id } = (await plan(persons, terms)).body;
  const approved = await house.permit(serverOfficer.token, id, 'approve');
  expect(approved.body).toEqual({ state: 'approved', missing: [] });
  return id;
}

describe('the plan of a work', () => {
  it('answers the rule first: class 3 asks for an attendant whatever was determined', async () => {
    const one = await worker();
    const { status, body } = await plan([one.id]);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'requested',
      rule: {
        track: 'permission',
        needs: [{ zone: 'server', anyOf: ['zone-officer'] }],
        lines: [
          { row: 't1r49', class: 3, value: 'required', determined: null },
          { row: 't1r50', class: 3, value: 'not-required' },
        ],
      },
    });
  });

  it('is refused where the contract, a subcontractor or an attendant is not in order, every fault at once', async () => {
    const one = await worker();
    const other = await house.make('/contracts', {
      company: '有限会社下請',
      purpose: '配管',
      organisationId: house.section,
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: '2027-04-01T00:00:00+09:00',
    });
    const stranger = await contractorOf(house, other, '孫請 三郎');
    const refused = await plan([one.id, stranger], { attendants: [clerk.id, one.id] });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/persons/1',
      '/terms/attendants/1',
    ]);
    const subcontracts = [{ persons: [stranger], consent: 'c-2026-12' }];
    expect((await plan([one.id, stranger], { subcontracts })).status).toBe(201);
    const late = await plan(
      [one.id],
      {},
      { from: '2027-03-31T00:00:00+09:00', until: '2027-04-02T00:00:00+09:00' },
    );
    expect(late.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/terms/contract']);
    expect((await plan([one.id, relief.id])).body.errors).toMatchObject([{ at: '/persons' }]);
  });

  it('takes names until its closing time, of whoever falls under its rows', async () => {
    const [one, two] = [await worker(), await worker()];
    const id = await aWork([one.id], { namesBy: '2026-04-06T20:30:00+09:00' });
    expect((await work(id, 'workers', { persons: [one.id, two.id] })).body).toEqual({ workers: 2 });
    expect((await work(id, 'workers', { persons: [relief.id] })).status).toBe(422);
    expect((await work(id, 'workers', { persons: [one.id] }, serverOfficer.token)).status).toBe(403);
    house.test.clock.set(new Date(evening.getTime() + 30 * 60_000));
    expect((await work(id, 'workers', { persons: [one.id] })).body.detail).toContain('締め切られました');
    expect((await house.permit(house.host.token, id)).body.persons).toEqual([one.id, two.id]);
  });

  it('goes on no longer than its contract', async () => {
    const { host, permit, section, make } = house;
    const ending = await make('/contracts', {
      company: '株式会社月末',
      purpose: '清掃',
      organisationId: section,
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: '2026-04-08T00:00:00+09:00',
    });
    const id = await aWork([await contractorOf(house, ending, '月末 四郎')], { contract: ending });
    const extend = (until: string) => permit(serverOfficer.token, id, 'extend', { until, reason: '遅れた' });
    expect((await extend('2026-04-09T00:00:00+09:00')).body.errors).toMatchObject([{ at: '/until' }]);
    expect((await extend('2026-04-08T00:00:00+09:00')).body).toEqual({ state: 'approved' });
    await permit(host.token, id, 'withdraw');
  });

  it('does not begin while a tool of it has no leave of its own', async () => {
    const { place } = house;
    const id = await aWork([(await worker()).id], { tools: ['open-flame'] });
    await place(clerk.id, 'server');
    const begin = () => work(id, 'begin', { attendant: clerk.id, workers: 1 });
    expect((await begin()).body.detail).toContain('火気');
    expect((await work(id, 'tools/open-flame/allow')).status).toBe(403);
    expect((await work(id, 'tools/power-tool/allow', {}, serverOfficer.token)).status).toBe(404);
    expect((await work(id, 'tools/open-flame/allow', {}, serverOfficer.token)).status).toBe(200);
    expect((await begin()).status).toBe(201);
  });

  it('is joined by nobody who gave leave for a tool of it', async () => {
    const staff = (await anOfficer(house.test, [])).id;
    const own = { contract: undefined, tools: ['open-flame'] };
    const { id } = (await plan([staff], own)).body;
    await work(id, 'tools/open-flame/allow', {}, serverOfficer.token);
    const joined = await work(id, 'workers', { persons: [staff, serverOfficer.id] });
    expect(joined.body.errors).toMatchObject([{ at: '/persons/1' }]);
  });

  it('begins by what the rows ask then, and its attendant reads it', async () => {
    const { test, site, get, permit, place, determine } = house;
    const attendant = await anOfficer(test, []);
    const office = { zones: ['office'] };
    await determine('t1r49', 2, [{ value: 'required' }]);
    const { id } = (await plan([(await worker()).id], { attendants: [attendant.id] }, office)).body;
    expect((await permit(house.zoneOfficer.token, id, 'approve')).body.state).toBe('approved');
    expect((await work(id, 'begin', { workers: 1 })).body.detail).toContain('立会いを要する');
    await place(attendant.id, 'office');
    const begun = await work(id, 'begin', { attendant: attendant.id, workers: 1 }, attendant.token);
    expect(begun.status).toBe(201);
    expect((await permit(attendant.token, id)).body.state).toBe('in-use');
    const { items } = (await get(attendant.token, `/sites/${site}/works/${id}/occurrences`)).body;
    expect(items).toMatchObject([{ attendant: attendant.id, workersIn: 1 }]);
    await determine('t1r49', 2, [{ value: 'not-required' }]);
  });

  it('begins under nobody who left by an entry before', async () => {
    const { test, site, place } = house;
    const id = await aWork([(await worker()).id]);
    await place(clerk.id, 'server');
    const head = await holdHead(test, site);
    const leaves = place(clerk.id, 'office');
    await head.untilWaiting(leaves);
    const begins = work(id, 'begin', { attendant: clerk.id, workers: 1 });
    await head.untilWaiting(leaves, begins);
    await head.release();
    await leaves;
    expect((await begins).body.detail).toContain('区域にいません');
  });

  it('loses nobody from its list who is still inside while it runs', async () => {
    const { place } = house;
    const [one, other] = [await worker(), await worker()];
    const id = await aWork([one.id, other.id]);
    for (const { id: person } of [clerk, one]) await place(person, 'server');
    await work(id, 'begin', { attendant: clerk.id, workers: 2 });
    expect((await work(id, 'workers', { persons: [other.id] })).body.detail).toContain('まだ作業の区域');
    expect((await work(id, 'workers', { persons: [one.id] })).body).toEqual({ workers: 1 });
  });
});

describe('night work in class 3', () => {
  it('has four workers, whose attendant is relieved, and one who is missing at its end', async () => {
    const { test, site, place, permit, host, get } = house;
    const workers = [await worker(), await worker(), await worker(), await worker()];
    const [first, second, third, fourth] = workers as [
      OfficePerson,
      OfficePerson,
      OfficePerson,
      OfficePerson,
    ];
    const id = await aWork(workers.map((one) => one.id));
    for (const one of [...workers, clerk, relief]) await place(one.id, 'office');

    const before = await comesIn(first);
    expect(before).toMatchObject({ verdict: 'deny' });
    expect(before.reasons).toContainEqual(
      expect.objectContaining({ code: 'work-not-attended', row: 't1r49', clause: '2.3.1.1(5)(a)' }),
    );
    expect((await work(id, 'begin', { attendant: clerk.id, workers: 4 })).status).toBe(409);
    expect((await permit(host.token, id, 'start')).body.detail).toContain('begin');

    expect(await comesIn(clerk)).toMatchObject({ verdict: 'grant' });
    expect((await work(id, 'begin', { attendant: clerk.id, workers: 4 })).status).toBe(201);
    expect((await permit(host.token, id)).body.state).toBe('in-use');
    for (const one of [first, second, third]) {
      expect(codesOf(await comesIn(one))).toEqual([]);
      expect((await placeOf(test.pool, site, one.id))?.zone).toBe('server');
    }
    const { custody } = await storedState(test.pool, site);
    expect(JSON.stringify(custody)).toContain(clerk.id);

    // The attendant goes out for a while: whoever is inside may leave, nobody enters.
    await goesOut(clerk);
    expect(codesOf(await comesIn(fourth))).toContain('work-not-attended');
    expect(await goesOut(third)).toMatchObject({ verdict: 'grant' });
    expect((await work(id, 'relieve', { attendant: relief.id })).body.detail).toContain('入ってから');

    // The relief comes, is named by the plan from now on, and leads any number.
    expect(await comesIn(relief)).toMatchObject({ verdict: 'grant' });
    expect(codesOf(await comesIn(fourth))).toContain('work-not-attended');
    expect((await work(id, 'relieve', { attendant: relief.id }, house.guard.token)).status).toBe(200);
    expect(codesOf(await comesIn(fourth))).toEqual([]);
    expect(codesOf(await comesIn(third))).toEqual([]);

    for (const one of [first, second, third]) expect(codesOf(await goesOut(one))).toEqual([]);
    expect((await permit(host.token, id, 'close', {})).body.detail).toContain('数えていません');
    const ended = await work(id, 'end', { workers: 3, result: '送風機を取り替えた' });
    expect(ended.body).toEqual({ missing: 1, inside: [fourth.id], round: null });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'work-ended',
      subject: { permit: id, to: 'server' },
      details: { attendant: relief.id, workers: 3, missing: 1, inside: [fourth.id] },
    });
    const { items } = (await get(host.token, `/sites/${site}/works/${id}/occurrences`)).body;
    expect(items).toMatchObject([{ attendant: relief.id, workersIn: 4, workersOut: 3 }]);
    const inRecord = async (role: 'security-officer' | 'auditor', search = '') => {
      const reader = await anOfficer(test, [{ role }]);
      const period = 'from=2026-04-06&until=2026-04-07';
      return get(reader.token, `/sites/${site}/records/works?${period}&zone=server${search}`);
    };
    const { occurrence } = (await lastEntryOf(test.pool, site)).details;
    const told = async (role: 'security-officer' | 'auditor') =>
      (await inRecord(role)).body.items.find((row: { id: string }) => row.id === occurrence).resultWords;
    const inList = async (reader: { readonly token: string }) => {
      const { body } = await get(reader.token, `/sites/${site}/works/${id}/occurrences`);
      return body.items[0].result;
    };
    const overseer = (role: 'security-officer' | 'auditor') => anOfficer(test, [{ role }]);
    expect(await inList(await overseer('security-officer'))).toBe('送風機を取り替えた');
    expect(await inList(await overseer('auditor'))).toBeNull();
    expect(await inList(host)).toBe('送風機を取り替えた');
    // What came of it names people, too.
    expect(await told('security-officer')).toBe('送風機を取り替えた');
    expect(await told('auditor')).toBe('（非表示）');
    const search = `&result=${encodeURIComponent('送風機')}`;
    expect((await inRecord('security-officer', search)).body.count).toBe(1);
    expect((await inRecord('auditor', search)).status).toBe(400);
    expect((await permit(host.token, id, 'close', { report: '完了' })).body).toEqual({ state: 'closed' });
    await expectAsReplayed(test.pool, site);
  });

  it('knows no attendant who was suspended meanwhile', async () => {
    const { test, place, admin, post } = house;
    const [one, other] = [await worker(), await anOfficer(test, [])];
    await aWork([one.id], { attendants: [other.id] });
    await place(one.id, 'office');
    await place(other.id, 'server');
    expect(codesOf(await comesIn(one))).toEqual([]);
    await goesOut(one);
    await post(admin.token, `/persons/${other.id}/suspend`, { reason: '調査' });
    expect(codesOf(await comesIn(one))).toContain('work-not-attended');
  });

  it('is judged only within its hours, and no longer once it is revoked', async () => {
    const { place } = house;
    const one = await worker();
    const windows = [{ from: '2026-04-06T21:00:00+09:00', until: '2026-04-06T22:00:00+09:00' }];
    const id = await aWork([one.id], { form: 'recurring', windows });
    await place(one.id, 'office');
    await place(clerk.id, 'office');
    expect(codesOf(await comesIn(one))).not.toContain('work-not-attended');
    house.test.clock.set(new Date('2026-04-06T12:00:00.000Z'));
    expect(codesOf(await comesIn(one))).toContain('work-not-attended');
    await house.permit(serverOfficer.token, id, 'revoke', { reason: '中止' });
    expect(codesOf(await comesIn(one))).not.toContain('work-not-attended');
  });

  it('of staff is attended by another, by their own row', async () => {
    const { place } = house;
    const id = await aWork([relief.id], { contract: undefined });
    await place(relief.id, 'office');
    await place(clerk.id, 'office');
    const denied = await comesIn(relief);
    expect(denied.reasons).toContainEqual(
      expect.objectContaining({ code: 'work-not-attended', row: 't1r47' }),
    );
    await place(clerk.id, 'server');
    expect(await comesIn(relief)).toMatchObject({ verdict: 'grant' });
    await house.permit(serverOfficer.token, id, 'revoke', { reason: '中止' });
  });
});

describe('a patrol and urgent work', () => {
  it('a patrol ends at the door of class 3 unless it is attended', async () => {
    const { place } = house;
    const one = await worker();
    const { id } = (await plan([one.id], { form: 'patrol' }, { zones: ['office', 'server'] })).body;
    expect((await house.permit(serverOfficer.token, id, 'approve')).body.state).toBe('approved');
    await place(one.id, 'hall');
    await place(clerk.id, 'office');
    expect(codesOf(await read(one, 'hall-office-to-office'))).not.toContain('work-not-attended');
    await place(one.id, 'office');
    expect(codesOf(await comesIn(one))).toContain('work-not-attended');
    await place(clerk.id, 'server');
    expect(codesOf(await comesIn(one))).toEqual([]);
  });

  it('urgent work begins in the name of an officer, in class 3 with somebody who is there, and is reported', async () => {
    const { test, site, post, place, host } = house;
    const one = await worker();
    const urgent = (token: string, said: object = {}) =>
      post(token, `/sites/${site}/works/urgent`, {
        persons: [one.id],
        zones: ['server'],
        until: '2026-04-07T02:00:00+09:00',
        purpose: '漏水',
        contract,
        attendants: [clerk.id],
        ...said,
      });
    await place(clerk.id, 'office');
    expect((await urgent(host.token)).status).toBe(403);
    const elsewhere = await anOfficerOf(house, 'hall');
    const ofOffice = await urgent(elsewhere.token, { zones: ['office'] });
    expect(ofOffice.body.detail).toContain('すべてに責任を負う');
    const unattended = await urgent(serverOfficer.token, { attendants: [one.id] });
    expect(unattended.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/attendants/0']);
    const own = await urgent(serverOfficer.token, { persons: [serverOfficer.id], contract: undefined });
    expect(own.body.type).toContain('self-approval');
    expect((await urgent(serverOfficer.token)).body.detail).toContain('クラス3');
    await place(clerk.id, 'server');
    const begun = await urgent(serverOfficer.token);
    expect(begun).toMatchObject({ status: 201, body: { state: 'filed', rule: { track: 'permission' } } });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({ kind: 'work-urgent' });
    await place(one.id, 'office');
    expect(codesOf(await comesIn(one))).toEqual([]);
    expect((await house.permit(serverOfficer.token, begun.body.id)).body.reportDue).toBe(
      '2026-04-13T17:00:00.000Z',
    );
    const colleague = await anOfficerOf(house, 'server');
    const later = { until: '2026-04-07T04:00:00+09:00', reason: '止まらない' };
    await house.permit(colleague.token, begun.body.id, 'extend', later);
    expect((await house.permit(serverOfficer.token, begun.body.id)).body.reportDue).toBe(
      '2026-04-13T19:00:00.000Z',
    );
  });

  it('a round tells at its end which points were missed, as a line and no alarm', async () => {
    const { test, site, place, guard, get } = house;
    const one = await worker();
    const points = [{ zone: 'hall', minutes: { from: 0, until: 5 } }, { zone: 'office' }, { zone: 'hall' }];
    const zones = ['hall', 'office'];
    const planned = await plan([one.id], { form: 'patrol', points: [{ zone: 'server' }] }, { zones });
    expect(planned.body.errors).toMatchObject([{ at: '/terms/points/0/zone' }]);
    const { id } = (await plan([one.id], { form: 'patrol', points }, { zones })).body;
    // Later than what the log has seen before: places are kept by its time.
    const night = new Date('2026-04-06T19:00:00.000Z');
    const later = (minutes: number) => test.clock.set(new Date(night.getTime() + minutes * 60_000));
    later(0);
    await place(one.id, 'hall');
    later(1);
    await work(id, 'begin', { workers: 1 }, guard.token);
    later(20);
    await place(one.id, 'office');
    later(30);
    const ended = await work(id, 'end', { workers: 1, result: '異常なし' }, guard.token);
    const round = [
      { point: 3, zone: 'hall', is: 'out-of-order', says: '順序違い', at: '2026-04-06T19:01:00.000Z' },
    ];
    expect(ended.body).toEqual({ missing: 0, inside: [one.id], round });
    const { effects, ...entry } = await lastEntryOf(test.pool, site);
    expect(entry).toMatchObject({
      kind: 'work-ended',
      details: { round: [{ point: 3, zone: 'hall', is: 'out-of-order' }] },
    });
    expect(effects.filter(({ type }: { type: string }) => type === 'alarm')).toEqual([]);

    later(31);
    await work(id, 'begin', { workers: 1 }, guard.token);
    await work(id, 'end', { workers: 1, result: '途中で中止' }, guard.token);
    const listed = await get(guard.token, `/sites/${site}/works/${id}/occurrences`);
    const faults = listed.body.items.map((item: { round: readonly { point: number; is: string }[] }) =>
      item.round.map(({ point, is }) => [point, is]),
    );
    expect(faults).toEqual([
      [
        [1, 'missed'],
        [3, 'missed'],
      ],
      [[3, 'out-of-order']],
    ]);
  });
});

describe('the cameras that watch a work (別表1 row 50)', () => {
  const cameras = (token: string, step = '', payload?: object) => {
    const url = `/sites/${house.site}/cameras${step}`;
    return payload === undefined ? house.get(token, url) : house.post(token, url, payload);
  };
  const aCamera = (over: object = {}) => ({
    code: 'server-1',
    zone: 'server',
    sees: 'ラックの前',
    from: '2026-04-01T00:00:00+09:00',
    ...over,
  });
  const step = (token: string, camera: string, payload: object) =>
    house.post(token, `/sites/${house.site}/zones/server/cameras/${camera}`, payload);
  const faults = async (...planned: Parameters<typeof plan>) =>
    (await plan(...planned)).body.errors?.map(({ at }: { readonly at: string }) => at);

  it('are looked up: only one of the zone that works is named, and where none does the plan is told so', async () => {
    await house.determine('t1r50', 3, [{ value: 'required' }]);
    const one = await worker();
    const told = await plan([one.id], { cameras: ['server-1'] });
    expect(told.status).toBe(422);
    expect(told.body.errors).toEqual([
      { at: '/terms/cameras/0', message: 'この符号の監視カメラは登録されていません' },
      {
        at: '/terms/cameras',
        message: '区域 server はカメラでの監視を要します（別表1 行50）が、動いている監視カメラがありません',
      },
    ]);

    expect((await cameras(house.host.token, '', aCamera())).status).toBe(403);
    expect((await cameras(serverOfficer.token, '', aCamera({ zone: 'office' }))).status).toBe(403);
    expect((await cameras(serverOfficer.token, '', aCamera())).body).toEqual({ code: 'server-1' });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'camera-registered',
      subject: { to: 'server' },
      details: { camera: 'server-1' },
    });
    expect((await cameras(serverOfficer.token, '', aCamera())).status).toBe(422);
    const { token } = await anOfficerOf(house, 'office');
    await cameras(token, '', aCamera({ code: 'office-1', zone: 'office', sees: '入口' }));
    expect(await faults([one.id], { cameras: ['office-1'] })).toEqual(['/terms/cameras/0', '/terms/cameras']);
    expect(await faults([one.id])).toEqual(['/terms/cameras']);
    expect((await plan([one.id], { cameras: ['server-1'] })).status).toBe(201);
    expect((await cameras(house.host.token, '?limit=1')).body).toMatchObject({
      items: [{ code: 'office-1', zone: 'office', state: 'working', says: '稼働中' }],
      next: 'office.office-1',
    });
  });

  it('that broke since lets no work begin until it works again; what is gone is named no more', async () => {
    house.test.clock.set(new Date('2026-04-06T19:40:00.000Z'));
    const { guard, place } = house;
    const one = await worker();
    await place(clerk.id, 'server');
    const id = await aWork([one.id], { cameras: ['server-1'] });
    const reason = '映像が乱れる';
    expect((await step(house.host.token, 'server-1/break', { reason })).status).toBe(403);
    expect((await step(guard.token, 'server-1/break', { reason })).body).toEqual({
      state: 'out-of-order',
      unwatched: [],
    });
    expect(await faults([one.id], { cameras: ['server-1'] })).toEqual(['/terms/cameras/0', '/terms/cameras']);
    const begin = () => work(id, 'begin', { attendant: clerk.id, workers: 1 });
    expect((await begin()).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('server（別表1 行50）'),
    });
    expect((await step(guard.token, 'server-1/break', { reason })).status).toBe(409);
    const works = (unwatched: readonly string[]) => expect.objectContaining({ unwatched });
    expect((await step(guard.token, 'server-1/repair', {})).body).toEqual({
      state: 'working',
      unwatched: [],
    });
    expect((await begin()).status).toBe(201);

    // While it runs, whoever planned and attends it is told, and it is their task until the camera works again.
    const { test, site, host, get } = house;
    const tasks = async (): Promise<readonly string[]> => {
      const { body } = await get(host.token, `/sites/${site}/permit-tasks?mine=true`);
      const found = body.items.find(({ permit }: { readonly permit: string }) => permit === id);
      return (found?.tasks ?? []).map(({ is }: { readonly is: string }) => is);
    };
    expect(await tasks()).toEqual([]);
    expect((await step(guard.token, 'server-1/break', { reason })).body).toEqual(works([id]));
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'camera-broken',
      subject: { to: 'server', with: [host.id] },
      details: { camera: 'server-1', works: [id] },
    });
    expect(await tasks()).toEqual(['unwatched']);
    expect((await step(guard.token, 'server-1/repair', {})).body).toEqual(works([]));
    expect(await tasks()).toEqual([]);
    await step(guard.token, 'server-1/break', { reason });
    expect(await tasks()).toEqual(['unwatched']);
    expect((await work(id, 'end', { workers: 1, result: '監視できないため中断した' })).status).toBe(200);
    expect(await tasks()).toEqual([]);
    await step(guard.token, 'server-1/repair', {});
    expect((await step(guard.token, 'server-1/remove', { reason: '更新' })).status).toBe(403);
    expect((await step(serverOfficer.token, 'server-1/remove', { reason: '更新' })).status).toBe(200);
    expect((await cameras(guard.token, '?state=removed')).body.items).toMatchObject([
      { code: 'server-1', reason: '更新', may: [] },
    ]);
    expect((await step(guard.token, 'x-9/repair', {})).status).toBe(404);
  });
});
