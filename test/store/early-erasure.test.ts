import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { given } from '../support/a-reception.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

let house: VisitHouse;
let officers: readonly [Officer, Officer];
let guard: Officer;
const day = '2026-04-06';
const reason = '本人の請求';

/** At this time of the day of the visits. */
const at = (time: string) => house.test.clock.set(new Date(`${day}T${time}:00+09:00`));

beforeAll(async () => {
  house = await startVisitHouse();
  const held = [{ role: 'general-officer' }] as const;
  officers = [await anOfficer(house.test, held), await anOfficer(house.test, held)];
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
});
afterAll(() => house.test.close());

const propose = (...persons: readonly string[]) =>
  house.post(officers[0].token, '/retention/early-erasures', {
    ...{ site: house.site, persons, reason },
    reference: '令8利用停止第1号',
  });
type Answer = Awaited<ReturnType<typeof propose>>;
const confirm = ({ body }: Answer) =>
  house.post(officers[1].token, `/retention/proposals/${body.proposal.id}/confirm`);
const faults = ({ status, body }: Answer) => [
  status,
  (body.errors ?? []).map(({ at, message }: { readonly at: string; readonly message: string }) => [
    at,
    message,
  ]),
];
const notLeft = expect.stringContaining('退館していません');
const expected = expect.stringContaining('来訪の予定');

type Came = { readonly visit: string; readonly members: readonly string[] };

/** A reviewed visit of these, today from nine to ten. */
const aVisitOf = async (...names: readonly string[]): Promise<Came> => {
  const { body } = await house.plan(house.host.token, {
    ...{ startsAt: '09:00', endsAt: '10:00', review: { examined: ['who', 'why', 'zones'] } },
    members: names.map((name) => ({ name, affiliation: '早期商会' })),
  });
  return { visit: body.id, members: body.members.map(({ id }: { readonly id: string }) => id) };
};
const step = async (visit: string, name: string, body: object) => {
  const done = await house.post(house.reception.token, house.visitUrl(`/${visit}/${name}`), { day, ...body });
  expect([done.status, done.body.members]).toMatchObject([200, [{ done: true }]]);
};
const checkIn = ({ visit }: Came, member: string) =>
  step(visit, 'check-in', { desk: 'front', members: [given(member)] });
const checkOut = ({ visit }: Came, member: string) =>
  step(visit, 'check-out', { members: [{ member }], origin: 'desk', hostSaidSo: true });
/** They come, and go again. */
const beenHere = async (...names: readonly string[]) => {
  at('09:01');
  const came = await aVisitOf(...names);
  for (const member of came.members) await checkIn(came, member);
  for (const member of came.members) await checkOut(came, member);
  return came;
};
const seen = (member: string, zone: string, words: string) =>
  house.post(guard.token, `/sites/${house.site}/presence/${member}`, { zone, reason: words });

describe('whoever is erased before the date', () => {
  it('is neither expected nor in the building, which is told of each', async () => {
    at('09:01');
    const came = await aVisitOf('早期 太郎', '早期 花子', '早期 来ず');
    const [inside = '', away = '', never = ''] = came.members;
    expect(faults(await propose(inside, away, never))).toEqual([
      422,
      ['/persons/0', '/persons/1', '/persons/2'].map((where) => [where, expected]),
    ]);
    for (const member of [inside, away]) await checkIn(came, member);
    await step(came.visit, 'step-out', { members: [{ member: away }] });
    at('10:01');
    expect(faults(await propose(never, inside, away))).toEqual([
      422,
      ['/persons/1', '/persons/2'].map((where) => [where, notLeft]),
    ]);
    await checkOut(came, inside);
    expect((await confirm(await propose(never, inside))).status).toBe(200);
  });

  it('is asked for again when a second person confirms it', async () => {
    const { visit, members } = await beenHere('早期 戻る');
    const [member = ''] = members;
    const proposed = await propose(member);
    expect(proposed.status).toBe(202);
    await step(visit, 'correct', { what: 'check-out', member, reason: 'まだ中にいた' });
    expect(faults(await confirm(proposed))).toEqual([422, [['/persons/0', notLeft]]]);
  });

  it('is nowhere in the building by the word of a guard', async () => {
    const [member = ''] = (await beenHere('早期 次郎')).members;
    await seen(member, 'hall', '早期次郎をロビーで見た');
    expect(faults(await propose(member))).toEqual([422, [['/persons/0', notLeft]]]);
    await seen(member, 'street', '早期次郎を外で見た');
    expect((await propose(member)).status).toBe(202);
  });
});
