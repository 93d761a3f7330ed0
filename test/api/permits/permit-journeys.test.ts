import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aPlan } from '../../support/a-plan.ts';
import { aPressOf, type Press } from '../../support/a-press-house.ts';
import { addStaff, gatewayToken, lastEntryOf, type OfficePerson } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { doorsAtEveryHour } from '../../support/doors-at-every-hour.ts';
import { joinUnit } from '../../support/people-house.ts';

let house: PermitHouse;
let press: Press;
let gateway: TestGateway;
/** Of the staff, without any role. */
let stranger: Officer;

/** April of one house, journey by journey: the log knows no way back. */
beforeAll(async () => {
  house = await startPermitHouse(doorsAtEveryHour);
  const { test, site } = house;
  await joinUnit(house, house.host, house.section);
  press = await aPressOf(house);
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  stranger = await anOfficer(test, []);
  at('2026-04-06T08:00');
  await house.determine('t2r15', 1, [{ value: 'notification' }]);
  await house.determine('t2r15', 2, [{ value: 'permission' }]);
  await house.determine('t2r15', 3, [{ value: 'forbidden' }]);
  await house.determine('t1r34', 2, [{ value: 'not-required' }]);
  await house.determine('t1r49', 2, [{ value: 'required' }]);
  await house.determine('t1r50', 2, [{ value: 'not-required' }]);
});
afterAll(() => house.test.close());

function at(minute: string): void {
  house.test.clock.set(new Date(`${minute}:00+09:00`));
}

const lastEntry = () => lastEntryOf(house.test.pool, house.site);

const photograph = (persons: readonly string[], said: object, terms: object = {}, token = house.host.token) =>
  house.post(token, `/sites/${house.site}/photography`, {
    persons,
    zones: ['office'],
    purpose: '番組の収録',
    ...said,
    terms: { parts: ['image', 'sound'], devices: ['video'], responsible: house.host.id, ...terms },
  });

async function mayPhotograph(person: string, zone = 'office') {
  const url = `/sites/${house.site}/photography/allowed?person=${person}&zone=${zone}`;
  const { allowed, because } = (await house.get(house.guard.token, url)).body;
  return [allowed, because];
}

/** The entries of a kind on a permit as somebody is told them, with the names they are told. */
async function told(token: string, kind: string, permit: string) {
  const { status, body } = await house.get(token, `/sites/${house.site}/events?kind=${kind}&limit=200`);
  if (status !== 200) return status;
  return body.items
    .filter((one: { subject: { permit?: string } }) => one.subject.permit === permit)
    .map((one: { names: { zones: object } }) => Object.values(one.names.zones));
}

describe('a camera crew at class 2, with the dash camera of its van', () => {
  let crew: readonly [string, string];
  let permit: string;
  const shift = { from: '2026-04-06T14:00:00+09:00', until: '2026-04-06T16:00:00+09:00' };

  it('is applied for by its host: what the rules ask is told zone by zone, the strictest decides', async () => {
    const members = ['撮影 一郎', '音声 花子'].map((name) => ({ name, affiliation: '見本放送' }));
    const visit = (await house.plan(house.host.token, { members })).body;
    crew = visit.members.map(({ id }: { id: string }) => id);
    const refused = await photograph(crew, shift, {}, stranger.token);
    expect(refused.body.errors).toMatchObject([{ at: '/persons/0' }, { at: '/persons/1' }]);

    const zones = ['street', 'hall', 'office'];
    const applied = await photograph(crew, { ...shift, zones }, { devices: ['video', 'dash-camera'] });
    permit = applied.body.id;
    const { rule, state } = applied.body;
    const asked = rule.lines.map((one: Record<string, string>) => [one.zone, one.part, one.track]);
    expect(asked).toEqual([
      ['hall', 'image', 'notification'],
      ['hall', 'sound', 'notification'],
      ['office', 'image', 'permission'],
      ['office', 'sound', 'permission'],
      ['street', 'image', 'free'],
      ['street', 'sound', 'free'],
    ]);
    expect([state, rule.track, rule.needs]).toMatchObject([
      'requested',
      'permission',
      [{ zone: 'office', anyOf: ['zone-officer'] }],
    ]);
  });

  it('is refused where pictures are forbidden, and told what would open it', async () => {
    const inner = await photograph(crew, { ...shift, zones: ['office', 'server'] });
    expect([inner.status, inner.body.detail]).toEqual([409, expect.stringContaining('例外措置')]);
  });

  it('waits for the officer of the office, and neither host nor guard decides', async () => {
    const { zoneOfficer, guard, host } = house;
    const tasks = await house.get(zoneOfficer.token, `/sites/${house.site}/permit-tasks?mine=true`);
    expect(tasks.body.items).toMatchObject([{ permit, kindSays: '撮影・録音', tasks: [{ is: 'decide' }] }]);
    for (const { token } of [host, guard]) {
      expect((await house.permit(token, permit, 'approve')).status).toBe(403);
    }
    expect((await house.permit(zoneOfficer.token, permit, 'approve')).body.state).toBe('approved');
    expect(await lastEntry()).toMatchObject({
      kind: 'permit-approved',
      actor: { id: zoneOfficer.id },
      details: { kind: 'photography', consents: [{ zone: 'office', as: 'zone-officer' }] },
    });
  });

  it('begins in its hours while the host is with them, and every guard sees that it does', async () => {
    const { host, guard, reception, zoneOfficer } = house;
    const start = () => house.permit(host.token, permit, 'start');
    expect((await start()).body.detail).toContain('まだ始まっていません');
    at('2026-04-06T14:00');
    await house.place(host.id, 'street');
    expect(await mayPhotograph(crew[0])).toEqual([false, 'not-started']);
    await house.place(host.id, 'server');
    expect((await start()).body.detail).toContain('責任者');
    await house.place(host.id, 'office');
    expect((await start()).body).toEqual({ state: 'in-use' });
    for (const zone of ['hall', 'office']) {
      expect(await mayPhotograph(crew[1], zone)).toEqual([true, 'permitted']);
    }
    expect(await mayPhotograph(crew[0], 'server')).toEqual([false, 'forbidden']);
    const zones = [['構外', '玄関ホール', '執務室']].map((names) => expect.arrayContaining(names));
    for (const { token } of [guard, reception, zoneOfficer]) {
      expect(await told(token, 'permit-started', permit)).toEqual(zones);
    }
    for (const person of crew) {
      const { body } = await house.get(guard.token, `/sites/${house.site}/events?person=${person}&limit=200`);
      expect(body.items.map((one: { kind: string }) => one.kind)).toContain('permit-started');
    }
    expect(await told(stranger.token, 'permit-started', permit)).toBe(403);
    const running = await house.get(guard.token, `/sites/${house.site}/permits?running=true`);
    expect(running.body.items).toMatchObject([{ id: permit, persons: crew }]);
    expect((await house.permit(stranger.token, permit)).status).toBe(404);
    expect((await house.permit(zoneOfficer.token, permit)).status).toBe(200);
  });

  it('is ordered to stop where a screen is in the picture, and may not go on from that answer', async () => {
    const { guard, site, host } = house;
    const order = { zone: 'office', order: 'order-to-stop', person: crew[0], words: '画面が写っていた' };
    expect((await house.post(stranger.token, `/sites/${site}/photography/orders`, order)).status).toBe(403);
    expect((await house.post(guard.token, `/sites/${site}/photography/orders`, order)).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      kind: 'photography-ordered',
      subject: { to: 'office', person: crew[0] },
      details: { order: 'order-to-stop' },
    });
    const reason = { reason: '画面が写る' };
    expect((await house.permit(guard.token, permit, 'revoke', reason)).body).toEqual({ state: 'revoked' });
    expect(await mayPhotograph(crew[0])).toEqual([false, 'not-permitted']);
    expect((await house.permit(host.token, permit)).body).toMatchObject({
      state: 'revoked',
      reason: '画面が写る',
    });
    expect((await house.permit(host.token, permit, 'start')).status).toBe(409);
  });
});

describe('a press conference', () => {
  let members: readonly string[];
  let permit: string;
  const event = { from: '2026-04-07T14:00:00+09:00', until: '2026-04-07T16:00:00+09:00' };
  /** 頭撮り: before the opening only. */
  const windows = [{ from: '2026-04-07T14:00:00+09:00', until: '2026-04-07T14:10:00+09:00' }];

  it('has pictures permitted for whoever is registered, before its opening only', async () => {
    at('2026-04-06T17:00');
    const paper = await press.anOrganisation('株式会社見本新聞社');
    const persons = await press.personsOf(paper, ['記者 一子', '写真 二郎']);
    const visit = await press.anEvent();
    const lines = persons.map((person) => ({ person }));
    const registered = await press.register(visit, lines);
    members = registered.body.members.map(({ member }: { member: string }) => member);

    const outside = [{ from: '2026-04-07T13:50:00+09:00', until: '2026-04-07T14:10:00+09:00' }];
    const early = await photograph(members, event, { windows: outside });
    expect(early.body.errors).toMatchObject([{ at: '/terms/windows/0' }]);
    const applied = await photograph(members, event, { windows, devices: ['camera', 'video'] });
    permit = applied.body.id;
    expect(applied.body.rule).toMatchObject({ track: 'permission', needs: [{ zone: 'office' }] });
    expect((await house.permit(press.decider.token, permit, 'approve')).status).toBe(403);
    expect((await house.permit(house.zoneOfficer.token, permit, 'approve')).body.state).toBe('approved');
  });

  it('opens: they may until ten past two, and the latecomer who is on no list may not', async () => {
    at('2026-04-07T14:00');
    await house.place(house.host.id, 'office');
    await house.permit(house.host.token, permit, 'start');
    const [late] = (await house.plan(house.host.token, { days: ['2026-04-07'] })).body.members;
    expect(await mayPhotograph(members[0] ?? '')).toEqual([true, 'permitted']);
    expect(await mayPhotograph(late.id)).toEqual([false, 'not-permitted']);
    at('2026-04-07T14:10');
    expect(await mayPhotograph(members[0] ?? '')).toEqual([false, 'not-permitted']);
  });

  it('ends: what was left in use past four is said once, and closed by whoever applied', async () => {
    at('2026-04-07T16:00');
    await gateway.post(gateway.event('heartbeat'));
    await gateway.post(gateway.event('heartbeat'));
    expect(await told(house.guard.token, 'permit-overdue', permit)).toHaveLength(1);
    const tasks = await house.get(house.host.token, `/sites/${house.site}/permit-tasks?mine=true`);
    expect(tasks.body.items).toMatchObject([{ permit, tasks: [{ is: 'overdue', risen: false }] }]);
    const report = { report: '頭撮りのみ。写真を確かめた' };
    expect((await house.permit(stranger.token, permit, 'close', report)).status).toBe(404);
    expect((await house.permit(house.host.token, permit, 'close', report)).body).toEqual({ state: 'closed' });
    expect(
      (await house.get(house.host.token, `/sites/${house.site}/permit-tasks?mine=true`)).body.items,
    ).toEqual([]);
  });
});

describe('a cleaner’s month', () => {
  let contract: string;
  let attendant: OfficePerson;
  let relief: OfficePerson;
  let cleaner: OfficePerson;
  let substitute: OfficePerson;
  let permit: string;
  /** Weekdays from the 8th to the 14th, an hour each. */
  const days = ['08', '09', '10', '13', '14'];
  const windows = days.map((day) => ({
    from: `2026-04-${day}T07:00:00+09:00`,
    until: `2026-04-${day}T08:00:00+09:00`,
  }));
  const month = { from: '2026-04-08T00:00:00+09:00', until: '2026-05-01T00:00:00+09:00' };

  const plan = (said: object, terms: object = {}) =>
    house.post(house.host.token, `/sites/${house.site}/works`, {
      persons: [cleaner.id],
      zones: ['office'],
      purpose: '執務室の清掃',
      ...month,
      ...said,
      terms: { form: 'recurring', contract, attendants: [attendant.id], windows, ...terms },
    });
  const work = (step: string, payload: object, token = house.host.token) =>
    house.post(token, `/sites/${house.site}/works/${permit}/${step}`, payload);
  const read = async ({ number }: OfficePerson, to: string) =>
    (await gateway.post(gateway.read(number, `hall-office-to-${to}`))).body.results[0];
  const comesIn = (one: OfficePerson) => read(one, 'office');
  const goesOut = (one: OfficePerson) => read(one, 'hall');

  beforeAll(async () => {
    at('2026-04-07T18:00');
    const { test, site, section, make, host } = house;
    contract = await make('/contracts', {
      company: '見本ビルサービス株式会社',
      purpose: '庁舎清掃',
      organisationId: section,
      validFrom: '2026-04-01T00:00:00+09:00',
      validUntil: '2026-05-01T00:00:00+09:00',
    });
    const staff = await addStaff(test.deps, site, aPlan(doorsAtEveryHour), { count: 2, firstNumber: 80_000 });
    [attendant, relief] = staff as [OfficePerson, OfficePerson];
    const ofTheFirm = (number: string) =>
      anOutsider(test.deps, site, { number, host: host.id, zones: ['hall', 'office'], contract });
    [cleaner, substitute] = [await ofTheFirm('80010'), await ofTheFirm('80011')];
    for (const one of [attendant, relief, cleaner, substitute]) await house.place(one.id, 'hall');
  });

  it('is planned once for all its mornings, and not beyond the contract', async () => {
    const beyond = await plan({ until: '2026-05-02T00:00:00+09:00' });
    expect(beyond.body.errors).toMatchObject([{ at: '/terms/contract' }]);
    const { body } = await plan({}, { namesBy: '2026-04-09T18:00:00+09:00' });
    permit = body.id;
    expect(body.rule.lines).toMatchObject([
      { row: 't1r49', class: 2, value: 'required', track: 'permission' },
      { row: 't1r50', class: 2, value: 'not-required', track: 'free' },
    ]);
    expect((await house.permit(house.zoneOfficer.token, permit, 'approve')).body.state).toBe('approved');
  });

  it('of a morning begins with the attendant inside, and the cleaner passes behind them', async () => {
    at('2026-04-08T07:00');
    const alone = await comesIn(cleaner);
    expect(alone.reasons).toMatchObject([
      { code: 'work-not-attended', row: 't1r49', clause: '2.3.1.1(5)(a)' },
    ]);
    expect((await work('begin', { attendant: attendant.id, workers: 1 })).body.detail).toContain(
      '入ってから',
    );
    await comesIn(attendant);
    expect((await work('begin', { attendant: attendant.id, workers: 1 })).status).toBe(201);
    expect(await comesIn(cleaner)).toMatchObject({ verdict: 'grant' });
    await goesOut(cleaner);
    const ended = await work('end', { workers: 1, result: '清掃した' });
    expect(ended.body).toEqual({ missing: 0, inside: [], round: null });
    await goesOut(attendant);
  });

  it('does not begin between its mornings, nor without anybody to attend', async () => {
    at('2026-04-09T06:59');
    await comesIn(attendant);
    expect((await work('begin', { attendant: attendant.id, workers: 1 })).body.detail).toContain(
      '時間ではありません',
    );
    at('2026-04-09T07:00');
    expect((await work('begin', { workers: 1 })).body.detail).toContain('行49');
    expect((await work('begin', { attendant: relief.id, workers: 1 })).body.detail).toContain('計画にない');
    await goesOut(attendant);
  });

  it('has a substitute named in time, whom the door knows from then on, and none afterwards', async () => {
    at('2026-04-09T17:00');
    expect((await work('workers', { persons: [substitute.id] })).body).toEqual({ workers: 1 });
    expect(await lastEntry()).toMatchObject({
      kind: 'work-workers-changed',
      details: { added: [substitute.id], removed: [cleaner.id] },
    });
    at('2026-04-09T18:00');
    expect((await work('workers', { persons: [cleaner.id] })).body.detail).toContain('締め切られました');
  });

  it('goes on when the attendant is relieved, and counts each morning for itself', async () => {
    at('2026-04-10T07:00');
    await comesIn(attendant);
    await work('begin', { attendant: attendant.id, workers: 1 });
    expect(codesOf(await comesIn(substitute))).toEqual([]);
    await comesIn(relief);
    expect((await work('relieve', { attendant: relief.id })).status).toBe(200);
    await goesOut(attendant);
    await goesOut(substitute);
    await work('end', { workers: 1, result: '清掃した' });
    const { items } = (await house.get(house.host.token, `/sites/${house.site}/works/${permit}/occurrences`))
      .body;
    expect(items.map((one: Record<string, unknown>) => [one.attendant, one.workersOut])).toEqual([
      [relief.id, 1],
      [attendant.id, 1],
    ]);
    expect(await told(house.guard.token, 'work-begun', permit)).toEqual([['執務室'], ['執務室']]);
    const kindsOf = async ({ id }: OfficePerson) => {
      const { body } = await house.get(
        house.guard.token,
        `/sites/${house.site}/events?person=${id}&limit=200`,
      );
      const kinds: string[] = body.items.map((one: { kind: string }) => one.kind);
      return kinds.filter((kind) => kind.startsWith('work-'));
    };
    expect(await kindsOf(relief)).toEqual(['work-attendant-relieved', 'work-ended']);
    expect(await kindsOf(attendant)).toEqual([
      'work-begun',
      'work-ended',
      'work-begun',
      'work-attendant-relieved',
    ]);
  });

  it('is over with the month', async () => {
    at('2026-04-30T18:00');
    expect(
      (
        await house.permit(house.host.token, permit, 'extend', {
          until: '2026-06-01T00:00:00+09:00',
          reason: '来月も',
        })
      ).status,
    ).toBe(403);
    expect((await house.permit(house.host.token, permit, 'close', { report: '2回' })).body).toEqual({
      state: 'closed',
    });
    expect((await work('begin', { attendant: relief.id, workers: 1 })).status).toBe(409);
    const may = { from: '2026-05-01T00:00:00+09:00', until: '2026-06-01T00:00:00+09:00' };
    const again = await plan(may, { windows: undefined });
    expect(again.body.errors).toMatchObject([{ at: '/terms/contract' }]);
  });
});
