import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoor, aZone } from '../../support/a-plan.ts';
import { placeOf } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

/** Six in the evening; the desk stands in a hall of class 0, before the door to the office. */
let house: VisitHouse;
const day = '2026-04-06';

beforeAll(async () => {
  const aGate = { control: 'gate', glass: 'see-through' } as const;
  house = await startVisitHouse(
    {},
    {
      zones: [
        aZone({ id: 'street', name: '構外', class: 0 }),
        aZone({ id: 'hall', name: '玄関ホール', class: 0 }),
        aZone({ class: 1 }),
      ],
      boundaries: [],
      doors: [aDoor('street', 'hall', aGate), aDoor('hall', 'office', aGate)],
      readers: [],
      signs: [],
    },
  );
  house.test.clock.set(new Date('2026-04-06T18:00:00+09:00'));
});
afterAll(() => house.test.close());

const at = (time: string) => `2026-04-06T${time}:00+09:00`;
const log = (...lines: readonly object[]) =>
  house.post(house.reception.token, `/sites/${house.site}/paper-log`, {
    writtenOn: day,
    writer: '警備 次郎',
    lines,
  });
const intoHall = (line: number, over: object) => ({
  sheet: 1,
  line,
  enteredAt: at('10:00'),
  leftAt: at('11:05'),
  door: 'street-hall',
  zone: 'hall',
  ...over,
});
const intoOffice = (line: number, over: object) => ({
  ...intoHall(line, over),
  enteredAt: at('10:05'),
  leftAt: at('11:00'),
  door: 'hall-office',
  zone: 'office',
  ...over,
});

async function arrivalsNamed(name: string) {
  const q = encodeURIComponent(name);
  const { body } = await house.get(house.reception.token, `/sites/${house.site}/arrivals?day=${day}&q=${q}`);
  return body.items;
}

async function aGuest(name: string): Promise<string> {
  const { body } = await house.plan(house.host.token, {
    members: [{ name, affiliation: '株式会社浜田' }],
    startsAt: '10:00',
    review: { examined: ['who', 'why', 'zones'] },
  });
  return body.members[0].id;
}

describe('on paper, at a desk in a hall of class 0', () => {
  it('a visitor comes and goes by the door behind the desk, and is outside afterwards', async () => {
    const guest = await aGuest('来客 一');
    const made = await log(intoOffice(1, { person: guest, leftAt: undefined }));
    expect(made.status).toBe(201);
    expect(await arrivalsNamed('来客 一')).toMatchObject([
      { state: 'checked-in', checkedInAt: '2026-04-06T01:05:00.000Z', checkInOrigin: 'paper', desk: 'front' },
    ]);
    const other = await aGuest('来客 二');
    expect((await log(intoOffice(2, { person: other }))).status).toBe(201);
    expect(await arrivalsNamed('来客 二')).toMatchObject([
      { state: 'checked-out', checkedOutAt: '2026-04-06T02:00:00.000Z', endOrigin: 'paper' },
    ]);
    expect(await placeOf(house.test.pool, house.site, other)).toMatchObject({ zone: 'street' });
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('the hall is no part of a visit: who comes into it alone is taken in by nobody, and who goes on comes in once', async () => {
    const guest = await aGuest('来客 三');
    const { status } = await log(intoHall(3, { person: guest }), intoOffice(4, { person: guest }));
    expect(status).toBe(201);
    expect(await arrivalsNamed('来客 三')).toMatchObject([{ checkedInAt: '2026-04-06T01:05:00.000Z' }]);
    const waiting = { name: '通行 四', affiliation: '個人' };
    expect((await log(intoHall(5, waiting))).status).toBe(201);
    expect(await arrivalsNamed('通行 四')).toEqual([]);
  });

  it('whoever was not expected becomes a visit at the door behind the desk', async () => {
    const walkIn = { name: '飛込 五', affiliation: '個人' };
    const refused = await log(intoOffice(6, walkIn));
    expect(refused.body.errors.map((error: { at: string }) => error.at)).toEqual([
      '/lines/0/purpose',
      '/lines/0/host',
    ]);
    const said = { ...walkIn, purpose: 'meeting', host: house.host.id };
    expect((await log(intoOffice(6, said))).body.visitors).toMatchObject([{ walkIn: true }]);
    expect(await arrivalsNamed('飛込 五')).toMatchObject([{ state: 'checked-out', checkInOrigin: 'paper' }]);
  });
});
