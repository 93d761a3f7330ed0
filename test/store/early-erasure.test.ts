import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasedName } from '../../src/kernel/erased-name.ts';
import { given } from '../support/a-reception.ts';
import { anOfficer, type Officer } from '../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../support/visit-house.ts';

let house: VisitHouse;
let officers: readonly [Officer, Officer];
let security: Officer;
let guard: Officer;
const day = '2026-04-06';
const reason = '本人の請求';

beforeAll(async () => {
  house = await startVisitHouse();
  const held = [{ role: 'general-officer' }] as const;
  officers = [await anOfficer(house.test, held), await anOfficer(house.test, held)];
  security = await anOfficer(house.test, [{ role: 'security-officer' }]);
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
  const came = await aVisitOf(...names);
  for (const member of came.members) await checkIn(came, member);
  for (const member of came.members) await checkOut(came, member);
  return came;
};
const seen = (member: string, zone: string, words: string) =>
  house.post(guard.token, `/sites/${house.site}/presence/${member}`, { zone, reason: words });

describe('what was written of somebody who is erased before the date', () => {
  const written = async (words: string) => {
    const { rows } = await house.test.pool.query<{ recordClass: string }>(
      `select record_class as "recordClass" from personal_records where position($1 in body) > 0 order by recorded_at, seq`,
      [words],
    );
    return rows.map(({ recordClass }) => recordClass);
  };

  const disclose = async (askedBy: string, ...persons: readonly string[]) => {
    const asked = { persons, askedBy, basis: 'own-request', number: '令8開示第1号' };
    expect((await house.post(security.token, '/disclosures', asked)).status).toBe(200);
  };

  it('goes where it is of them alone, in every log, and stays where it is of somebody else', async () => {
    const [goes = '', stays = ''] = (await beenHere('早期 三郎', '残野 残')).members;
    await seen(goes, 'street', '早期三郎を門で見た');
    await seen(stays, 'street', '早期三郎の連れを見た');
    await disclose('早期三郎', goes);
    expect(await written('早期三郎')).toEqual(['act', 'act', 'act']);
    const proposed = await propose(goes);
    expect(proposed.body.erases).toMatchObject([
      { what: 'visitors', count: 1, stay: 0 },
      // Of the visit, which names whoever stays.
      { what: 'visit-records', count: 0, stay: 1 },
      { what: 'act-records', count: 1, stay: 0 },
      // The one who asked in the log of the ministry.
      { what: 'act-records', count: 1, stay: 0 },
    ]);
    expect((await confirm(proposed)).status).toBe(200);
    expect(await written('早期三郎')).toEqual(['act']);
  });

  it('is counted where it is of others whose name stays, too, and goes with the last name', async () => {
    const [one = '', other = ''] = (await beenHere('早期 四郎', '早期 五子')).members;
    await disclose('早期四郎', one, other);
    const first = await propose(one);
    expect(first.body.erases).toMatchObject([
      { what: 'visitors', count: 1 },
      { what: 'visit-records', count: 0, stay: 1 },
      { what: 'act-records', count: 0, stay: 1 },
    ]);
    expect((await confirm(first)).status).toBe(200);
    expect(await written('早期四郎')).toEqual(['act']);
    expect((await confirm(await propose(other))).status).toBe(200);
    expect(await written('早期四郎')).toEqual([]);
  });
});

describe('what a request was answered', () => {
  it('is told to nobody who repeats it, once somebody it named is erased, and is not done anew', async () => {
    const slip = () =>
      house.test.ask(house.reception.token, {
        method: 'POST',
        url: `/api/v1/sites/${house.site}/walk-ins`,
        headers: { 'idempotency-key': 'one-slip' },
        payload: {
          destinations: [{ host: house.host.id, zones: ['office'] }],
          members: [{ name: '再送 五郎', affiliation: '早期商会' }],
          purpose: 'meeting',
        },
      });
    const first = await slip();
    expect([first.status, (await slip()).body]).toEqual([201, first.body]);
    const { id: visit, members } = first.body;
    await step(visit, 'refuse', { members: [{ member: members[0].member }], reason: '訪問相手が不在' });
    expect((await confirm(await propose(members[0].member))).status).toBe(200);
    expect(await slip()).toMatchObject({
      status: 409,
      body: { type: '/problems/idempotency-answer-erased' },
    });
    const { rows } = await house.test.pool.query(
      `select digest, answer from idempotency_keys where key = 'one-slip'`,
    );
    expect(rows).toEqual([{ digest: Buffer.alloc(0), answer: erasedName }]);
  });
});

describe('whoever is erased before the date', () => {
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

  it('is neither expected nor in the building, which is told of each', async () => {
    const came = await aVisitOf('早期 太郎', '早期 花子', '早期 来ず');
    const [inside = '', away = '', never = ''] = came.members;
    expect(faults(await propose(inside, away, never))).toEqual([
      422,
      ['/persons/0', '/persons/1', '/persons/2'].map((where) => [where, expected]),
    ]);
    for (const member of [inside, away]) await checkIn(came, member);
    await step(came.visit, 'step-out', { members: [{ member: away }] });
    house.test.clock.set(new Date(`${day}T10:01:00+09:00`));
    expect(faults(await propose(never, inside, away))).toEqual([
      422,
      ['/persons/1', '/persons/2'].map((where) => [where, notLeft]),
    ]);
    await checkOut(came, inside);
    expect((await confirm(await propose(never, inside))).status).toBe(200);
  });
});
