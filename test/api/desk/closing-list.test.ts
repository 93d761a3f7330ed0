import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { keptThings } from '../../../src/desk/kept-things/tables.ts';
import { passes } from '../../../src/desk/passes/tables.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aMember } from '../../support/a-visit.ts';

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
  await house.test.pool.query('update persons set extension = $1 where person_id = $2', [
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

  it('is read at the desk and by the officers', async () => {
    expect((await house.get('closing-list', house.host.token)).status).toBe(403);
  });
});
