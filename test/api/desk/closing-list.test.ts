import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { keptThings } from '../../../src/desk/kept-things/tables.ts';
import { passes } from '../../../src/desk/passes/tables.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { standingPermissions } from '../../../src/people/permissions/tables.ts';
import { contracts } from '../../../src/people/registry/tables.ts';
import { zoneKeys } from '../../../src/registers/keys/tables.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aMember } from '../../support/a-visit.ts';
import { asOwner } from '../../support/as-owner.ts';

/** Planned from nine to four; the desk closes at six, visitors are gone at ten, the grace is an hour. */
let house: Reception;
let cast: Readonly<Record<'absent' | 'inside' | 'out' | 'gone', string>>;
let visit: string;
beforeAll(async () => {
  house = await aReception();
  await house.stock('V-201', 'V-202');
  const placed = await house.visit({ members: [aMember(), aMember(), aMember(), aMember()] });
  const [absent = '', inside = '', out = '', gone = ''] = placed.members;
  visit = placed.visit;
  cast = { absent, inside, out, gone };
  await asOwner(house.test, 'update persons set extension = $1 where person_id = $2', [
    '1234',
    house.host.id,
  ]);
  const passOf = (member: string, pass: string) => given(member, { instead: undefined, pass });
  await step('check-in', {
    desk: 'front',
    members: [passOf(inside, 'V-201'), given(out), passOf(gone, 'V-202')],
  });
  at('2026-04-06T11:00');
  await step('step-out', { members: [{ member: out }] });
  await databaseOf(house.test.pool).insert(keptThings).values({
    siteId: house.site,
    thingId: newId<'thing'>(),
    fromSeq: 1,
    ownerId: gone,
    item: '傘',
    slot: 'A-1',
    state: 'kept',
    takenBy: house.reception.id,
    takenAt: house.test.clock.now(),
  });
  at('2026-04-06T15:30');
  await step('check-out', { members: [{ member: gone }], origin: 'desk' });
});
afterAll(() => house.test.close());

const at = (time: string) => house.test.clock.set(new Date(`${time}:00+09:00`));

async function step(name: string, body: object) {
  const answer = await house.step(visit, name, { day: visitDay, ...body });
  expect(answer, name).toMatchObject({ status: 200 });
  return answer;
}

type Line = { readonly condition: string; readonly person: string; readonly passId: string | null };
async function lines(query = ''): Promise<readonly Line[]> {
  return (await house.get(`closing-list${query}`)).body.items;
}

/** Every line as who and what, in the order of the list. */
const told = async (query = '') =>
  (await lines(query)).map(({ condition, person }) => {
    const [who = person] = Object.entries(cast).flatMap(([name, id]) => (id === person ? [name] : []));
    return `${who} ${condition}`;
  });

describe('the closing list', () => {
  it('has a line for each thing that is left, from when on it is, and closes none of them', async () => {
    at('2026-04-06T15:31');
    expect(await told()).toEqual(['gone pass-not-returned', 'gone thing-kept']);
    at('2026-04-06T16:00');
    expect((await told()).slice(2)).toEqual(['absent no-show']);
    at('2026-04-06T16:59');
    expect((await told()).slice(3)).toEqual([]);
    at('2026-04-06T17:00');
    expect((await told()).slice(3).toSorted()).toEqual(['inside overdue', 'out out-too-long']);
    at('2026-04-06T18:00');
    expect((await told()).slice(5)).toEqual(['inside inside-at-closing']);
    at('2026-04-07T00:00');
    expect((await told()).slice(6)).toEqual(['inside past-midnight']);
    at('2026-04-08T09:00');
    expect(await told()).toHaveLength(7);
  });

  it('says since when, until when, what is to be done, by whom, and whom to call', async () => {
    at('2026-04-06T18:00');
    const host = { person: house.host.id, extension: '1234' };
    expect(await lines('?condition=overdue')).toMatchObject([
      {
        says: '予定時刻超過',
        since: '2026-04-06T08:00:00.000Z',
        minutes: 60,
        dueAt: '2026-04-06T13:00:00.000Z',
        name: '佐藤 花子',
        affiliation: '個人',
        visit,
        day: visitDay,
        stateName: '在庁中',
        pass: 'V-201',
        hosts: [host],
        act: '訪問相手に確かめ、延長するか、退出を手続する。',
        may: [
          { step: 'extend', by: ['host', 'reception'] },
          { step: 'check-out', by: ['reception', 'guard'] },
        ],
      },
    ]);
    expect(await lines('?condition=thing-kept')).toMatchObject([
      { person: cast.gone, item: '傘', slot: 'A-1', since: '2026-04-06T06:30:00.000Z', hosts: [host] },
    ]);
  });

  it('comes page by page, without a line twice or left out', async () => {
    at('2026-04-07T09:00');
    const paged: Line[] = [];
    let after = '';
    do {
      const { body } = await house.get(`closing-list?limit=2${after}`);
      paged.push(...body.items);
      after = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`;
    } while (after !== '');
    expect(paged).toEqual(await lines());
    expect((await house.get('closing-list?after=nonsense')).status).toBe(400);
  });

  it('lets a line go by the act that settles it, and waits for whoever was given longer', async () => {
    at('2026-04-06T23:00');
    const until = '2026-04-07T02:00:00+09:00';
    const extended = await house.step(visit, 'extend', { day: visitDay, until }, house.host.token);
    expect(extended.status).toBe(200);
    const ofInside = async () => (await told()).filter((line) => line.startsWith('inside'));
    at('2026-04-07T01:59');
    expect(await ofInside()).toEqual(['inside inside-at-closing']);
    at('2026-04-07T03:00');
    expect(await ofInside()).toEqual(['inside inside-at-closing', 'inside past-midnight', 'inside overdue']);
    await step('check-out', { members: [{ member: cast.inside, passReturned: true }], origin: 'desk' });
    await step('miss', { members: [{ member: cast.absent }] });
    expect((await told()).filter((line) => /^(inside|absent)/.test(line))).toEqual([]);
  });

  it('gives the next morning what the day before left, and not the other way round', async () => {
    const [next] = (await house.visit({ days: ['2026-04-07'] })).members;
    at('2026-04-07T19:00');
    const ofToday = async (query: string) => (await lines(query)).filter(({ person }) => person === next);
    expect(await ofToday('')).toMatchObject([{ condition: 'no-show', day: '2026-04-07' }]);
    expect(await ofToday(`?day=${visitDay}`)).toEqual([]);
    expect(await told(`?day=${visitDay}&condition=pass-not-returned`)).toEqual(['gone pass-not-returned']);
  });

  it('has staff who owe a pass of the day, with their own extension', async () => {
    await databaseOf(house.test.pool)
      .insert(passes)
      .values({
        siteId: house.site,
        passId: newId<'pass'>(),
        fromSeq: 1,
        numeral: 'R-1',
        basis: 'one-day',
        highestClass: 2,
        state: 'lent',
        holderId: house.host.id,
        lentAt: new Date('2026-04-09T00:00:00.000Z'),
        dueAt: new Date('2026-04-09T09:00:00.000Z'),
        suspendedCardIds: [],
      });
    at('2026-04-09T17:59');
    const owed = async () => (await lines()).filter(({ person }) => person === house.host.id);
    expect(await owed()).toEqual([]);
    at('2026-04-09T18:00');
    expect(await owed()).toMatchObject([
      { condition: 'pass-not-returned', pass: 'R-1', extension: '1234', visit: null, hosts: [] },
    ]);
  });

  it('keeps a stopped pass until it is there, under another head', async () => {
    at('2026-04-07T09:00');
    const [line] = await lines('?condition=pass-not-returned');
    const url = `/api/v1/sites/${house.site}/passes/${line?.passId}`;
    const payload = { reason: '戻らない' };
    await house.test.ask(house.reception.token, { method: 'POST', url: `${url}/miss`, payload });
    expect(await told('?condition=pass-not-returned')).toEqual([]);
    expect(await told('?condition=pass-still-away')).toEqual(['gone pass-still-away']);
    await house.test.ask(house.reception.token, { method: 'POST', url: `${url}/restore`, payload });
    expect(await told('?condition=pass-still-away')).toEqual([]);
  });

  it('names the steps that are open, by whom, until they are not any more', async () => {
    const placed = await house.visit({ members: [aMember(), aMember(), aMember()], days: ['2026-04-13'] });
    const [late = '', out = '', never = ''] = placed.members;
    const on = '2026-04-13';
    const take = (name: string, body: object, token?: string) =>
      house.step(placed.visit, name, { day: on, ...body }, token);
    const mayOf = async (person: string, condition: string) => {
      const { body } = await house.get(`closing-list?day=${on}&condition=${condition}`);
      const [line] = body.items.filter((one: Line) => one.person === person);
      return line?.may.map(({ step, by }: { step: string; by: string[] }) => `${step}: ${by.join(' ')}`);
    };
    at(`${on}T10:00`);
    await take('check-in', { desk: 'front', members: [given(out)] });
    await take('step-out', { members: [{ member: out }] });
    at(`${on}T17:30`);
    expect(await mayOf(late, 'no-show')).toEqual(['extend: host reception', 'miss: reception guard']);
    expect(await mayOf(out, 'out-too-long')).toEqual([
      'extend: host reception',
      'check-out: reception guard',
    ]);
    const until = `${on}T20:00:00+09:00`;
    const members = [late, out];
    expect((await take('extend', { until, members })).body).toEqual({ extended: 2 });
    for (const condition of ['no-show', 'out-too-long']) expect(await mayOf(late, condition)).toBeUndefined();
    const came = await take('check-in', { desk: 'front', members: [given(late)] });
    expect(came.body.members).toMatchObject([{ done: true }]);
    expect((await take('step-in', { members: [{ member: out }] })).body.members).toMatchObject([
      { done: true },
    ]);

    at('2026-04-14T09:00');
    const past = { until: '2026-04-14T12:00:00+09:00', members: [never] };
    expect(await mayOf(never, 'no-show')).toEqual(['extend: host', 'miss: reception guard']);
    expect(await mayOf(late, 'past-midnight')).toEqual(['extend: host', 'check-out: reception guard']);
    expect((await take('extend', past)).status).toBe(403);
    expect((await take('extend', past, house.host.token)).body).toEqual({ extended: 1 });
    at('2026-04-15T00:00');
    expect(await mayOf(never, 'no-show')).toEqual(['miss: reception guard']);
    const more = { until: '2026-04-15T12:00:00+09:00', members: [late] };
    expect((await take('extend', more, house.host.token)).status).toBe(422);
  });

  it('has every pass that is away, with whom to call and what its state leaves open, by the day its holder came', async () => {
    const numerals = ['V-301', 'V-302', 'V-303'];
    await house.stock(...numerals);
    const on = '2026-04-20';
    const guests = await house.visit({
      members: numerals.map(() => aMember()),
      days: [on],
      startsAt: '22:00',
      endsAt: '02:00',
    });
    const take = (name: string, body: object) => house.step(guests.visit, name, { day: on, ...body });
    at('2026-04-21T00:10');
    const arrived = guests.members.map((member, nth) =>
      given(member, { instead: undefined, pass: numerals[nth] }),
    );
    const { body } = await take('check-in', { desk: 'front', members: arrived });
    expect(body.members).toMatchObject(numerals.map(() => ({ done: true })));
    at('2026-04-21T01:00');
    await take('check-out', { members: guests.members.map((member) => ({ member })), origin: 'desk' });
    type PassLine = Line & { readonly pass: string; readonly may: readonly object[] };
    const away = async (): Promise<readonly PassLine[]> =>
      (await house.get(`closing-list?day=${on}&passes=true`)).body.items.filter((one: PassLine) =>
        numerals.includes(one.pass),
      );
    const passes = `/api/v1/sites/${house.site}/passes`;
    for (const [nth, step] of [
      [1, 'miss'],
      [2, 'keep'],
    ] as const) {
      const url = `${passes}/${(await away()).find(({ pass }) => pass === numerals[nth])?.passId}/${step}`;
      const payload = { reason: '朝になっても戻らない' };
      expect((await house.test.ask(house.reception.token, { method: 'POST', url, payload })).status).toBe(
        200,
      );
    }
    at('2026-04-21T09:00');
    const lines = await away();
    const hosts = [{ person: house.host.id, extension: '1234' }];
    expect(lines.toSorted((one, other) => one.pass.localeCompare(other.pass))).toMatchObject([
      { pass: 'V-301', condition: 'pass-not-returned', day: on, visit: guests.visit, hosts },
      { pass: 'V-302', condition: 'pass-still-away', day: on, visit: guests.visit, hosts },
      { pass: 'V-303', condition: 'pass-still-away', day: on, visit: guests.visit, hosts },
    ]);
    for (const { pass, may } of lines) {
      const [shown] = (await house.get(`passes?numeral=${pass}`)).body.items;
      expect(may, pass).toEqual(shown.may);
    }
  });

  /** A permission to be in these zones, as it is approved. */
  async function permit(siteId: string, personId: string, zoneIds: string[]): Promise<string> {
    const permissionId = newId<'permission'>();
    await databaseOf(house.test.pool)
      .insert(standingPermissions)
      .values({
        ...{ siteId, permissionId, fromSeq: 1, personId, zoneIds, scheduleId: 'day', state: 'approved' },
        ...{
          validFrom: new Date('2026-04-01T00:00:00+09:00'),
          validUntil: new Date('2027-04-01T00:00:00+09:00'),
        },
        ...{ duringLockdown: false, applicantId: personId, purpose: '勤務', approvals: [] },
      });
    return permissionId;
  }

  it('has every key that is not back at its time, hidden rooms among them, with whom to call', async () => {
    const { site, host, get } = await aReception({}, house.test);
    const lent = { fromSeq: 1, sort: 'ordinary', keptAt: '守衛室の鍵箱', state: 'lent' } as const;
    const changedAt = new Date('2026-04-06T10:00:00+09:00');
    const keys = ['16:00', '18:00'].map((back, nth) => ({
      ...{
        ...lent,
        siteId: site,
        keyId: newId<'key'>(),
        zoneId: 'server',
        code: `s-${nth}`,
        holderId: host.id,
      },
      ...{ changedAt, dueAt: new Date(`2026-04-06T${back}:00+09:00`) },
    }));
    await databaseOf(house.test.pool).insert(zoneKeys).values(keys);
    await permit(site, host.id, ['server']);
    at('2026-04-06T15:59');
    expect((await get('closing-list')).body.items).toEqual([]);
    at('2026-04-06T16:00');
    expect((await get('closing-list')).body.items).toMatchObject([
      {
        ...{ condition: 'key-not-returned', says: '鍵の未返却', person: host.id, visit: null, day: visitDay },
        ...{ key: keys[0]?.keyId, keyCode: 's-0', zone: 'server', since: '2026-04-06T07:00:00.000Z' },
        may: [{ step: 'return' }, { step: 'lose' }],
      },
    ]);
  });

  it('has every key of whoever left, was transferred or has no contract any more, whenever it is due', async () => {
    const { site, host, get } = await aReception({}, house.test);
    const changedAt = new Date('2026-04-06T10:00:00+09:00');
    const key = {
      ...({ siteId: site, keyId: newId<'key'>(), fromSeq: 1, sort: 'ordinary', state: 'lent' } as const),
      ...{ keptAt: '守衛室の鍵箱', zoneId: 'office', code: 'o-1', holderId: host.id, changedAt },
      ...{ dueAt: new Date('2026-06-30T18:00:00+09:00') },
    };
    await databaseOf(house.test.pool).insert(zoneKeys).values(key);
    at('2026-04-06T10:30');
    const lines = async () =>
      (await get('closing-list')).body.items.map(({ condition, key: id, person }: Record<string, string>) =>
        [condition, id, person].join(),
      );
    const gone = [['key-holder-gone', key.keyId, host.id].join()];
    expect(await lines()).toEqual(gone);
    const permission = await permit(site, host.id, ['office']);
    expect(await lines()).toEqual([]);
    const set = (values: Partial<typeof standingPermissions.$inferInsert>) =>
      databaseOf(house.test.pool)
        .update(standingPermissions)
        .set(values)
        .where(eq(standingPermissions.permissionId, permission));
    await set({ zoneIds: ['hall'] });
    expect(await lines()).toEqual(gone);
    await set({ zoneIds: ['hall', 'office'] });
    expect(await lines()).toEqual([]);
    await set({ state: 'to-review', reviewBy: new Date('2026-04-06T10:30:00+09:00') });
    expect(await lines()).toEqual(gone);
    await set({ state: 'approved', reviewBy: null });
    const person = (column: 'state' | 'contract_id', value: string) =>
      asOwner(house.test, `update persons set ${column} = $1 where person_id = $2`, [value, host.id]);
    await person('state', 'left');
    expect(await lines()).toEqual(gone);
    await person('state', 'active');
    const contractId = newId<'contract'>();
    await databaseOf(house.test.pool)
      .insert(contracts)
      .values({
        ...{ contractId, fromSeq: 1, company: '警備', purpose: '常駐', organisationId: contractId },
        ...{ validFrom: changedAt, validUntil: new Date('2026-04-06T10:30:00+09:00') },
      });
    expect(await lines()).toEqual([]);
    await person('contract_id', contractId);
    expect(await lines()).toEqual(gone);
  });

  it('is read at the desk and by the officers', async () => {
    expect((await house.get('closing-list', house.host.token)).status).toBe(403);
  });
});
