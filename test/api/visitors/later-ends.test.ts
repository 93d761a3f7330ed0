import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findLoan } from '../../../src/people/loans/loan-rows.ts';
import { aPassDesk, type PassDesk } from '../../support/a-pass.ts';
import { aConference } from '../../support/a-press-house.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { aColleague } from '../../support/people-house.ts';
import type { TestAnswer } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let desk: PassDesk;

beforeAll(async () => {
  house = await startVisitHouse();
  desk = await aPassDesk(house);
});
afterAll(() => house.test.close());

const nextDay = '2026-04-07';
const at = (time: string, on = day) => house.test.clock.set(new Date(`${on}T${time}:00+09:00`));
beforeEach(() => at('14:00'));

/** Somebody inside, of a visit reviewed by its host from two until four, wearing a pass with a card where one is named. */
async function aGuest({ pass, ...over }: { readonly pass?: string; readonly days?: readonly string[] } = {}) {
  const review = { examined: ['who', 'why', 'zones'] };
  const { body: visit } = await house.plan(house.host.token, { review, ...over });
  const [{ id: member }] = visit.members;
  const worn = pass === undefined ? {} : { instead: undefined, pass };
  const members = [given(member, worn)];
  const came = await house.post(house.reception.token, house.visitUrl(`/${visit.id}/check-in`), {
    day,
    desk: 'front',
    members,
  });
  expect(came.body.members, JSON.stringify(came.body)).toMatchObject([{ done: true }]);
  return { id: String(visit.id), destination: String(visit.destinations[0].id), member: String(member) };
}

async function extend(id: string, until: string, who: Officer = house.host): Promise<number> {
  const said = { day, until: `${until}:00+09:00` };
  return (await house.post(who.token, house.visitUrl(`/${id}/extend`), said)).status;
}

async function change(id: string, payload: object, { token }: Officer = house.host) {
  const { headers } = await house.get(house.host.token, house.visitUrl(`/${id}`));
  return house.test.ask(token, {
    method: 'POST',
    url: `/api/v1${house.visitUrl(`/${id}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
}

/** A pass in stock, with the pool card that is part of it. */
async function aPass(): Promise<{ readonly numeral: string; readonly card: string }> {
  const { numeral, card } = await desk.add('visit');
  return { numeral, card };
}

/** When a pass and the loan of its card are due, and whether the desk has to ask for it. */
async function dueOf({ numeral, card }: { readonly numeral: string; readonly card: string }) {
  const loan = await findLoan({ db: databaseOf(house.test.pool) }, house.site, card);
  const { dueAt, overdue } = await desk.shown(numeral);
  const { body } = await house.get(house.reception.token, `/sites/${house.site}/passes?overdue=true`);
  const isListed = body.items.some((pass: { numeral: string }) => pass.numeral === numeral);
  return { pass: dueAt, loan: loan?.dueAt.toISOString(), overdue, isListed };
}

/** Due at that moment of the day, on the pass and on its card, and not asked for before. */
const due = (time: string, on = day) => {
  const moment = new Date(`${on}T${time}:00+09:00`).toISOString();
  return { pass: moment, loan: moment, overdue: false, isListed: false };
};

/** Each day of a visit with its hours, as it is told. */
async function hoursOf(id: string) {
  const { body } = await house.get(house.host.token, house.visitUrl(`/${id}`));
  return body.arrivals.map((one: { day: string; startsAt: string; endsAt: string }) => [
    one.day,
    one.startsAt,
    one.endsAt,
  ]);
}

describe('a day that was made later', () => {
  it.each([
    ['the language', async () => ({ language: 'en' })],
    [
      'the escorts',
      async (destination: string) => ({
        changeDestinations: [{ id: destination, escorts: [await aColleague(house)] }],
      }),
    ],
  ])('stays so where somebody changes %s', async (_, said) => {
    const { id, destination } = await aGuest();
    expect(await extend(id, `${nextDay}T02:00`)).toBe(200);
    expect((await change(id, await said(destination), house.reception)).status).toBe(200);
    expect(await hoursOf(id)).toEqual([[day, '2026-04-06T05:00:00.000Z', '2026-04-06T17:00:00.000Z']]);
  });

  it('stays so where a day is added, which has the hours of the visit', async () => {
    const { id } = await aGuest();
    await extend(id, `${nextDay}T02:00`);
    expect((await change(id, { days: [day, nextDay] })).status).toBe(200);
    expect(await hoursOf(id)).toEqual([
      [day, '2026-04-06T05:00:00.000Z', '2026-04-06T17:00:00.000Z'],
      [nextDay, '2026-04-07T05:00:00.000Z', '2026-04-07T07:00:00.000Z'],
    ]);
  });

  it('keeps its end where the start alone is said, and has the one that is said', async () => {
    const { id } = await aGuest();
    await extend(id, `${day}T19:00`);
    expect((await change(id, { startsAt: '13:30' })).status).toBe(200);
    expect(await hoursOf(id)).toEqual([[day, '2026-04-06T04:30:00.000Z', '2026-04-06T10:00:00.000Z']]);
    expect((await change(id, { endsAt: '17:00' })).status).toBe(200);
    expect(await hoursOf(id)).toEqual([[day, '2026-04-06T04:30:00.000Z', '2026-04-06T08:00:00.000Z']]);
  });
});

describe('the pass of somebody inside', () => {
  it('is due when the visit ends that was made later, and not asked for before', async () => {
    const pass = await aPass();
    const { id } = await aGuest({ pass: pass.numeral });
    expect(await dueOf(pass)).toEqual(due('16:00'));
    await extend(id, `${nextDay}T02:00`);
    at('17:00');
    expect(await dueOf(pass)).toEqual(due('02:00', nextDay));
    at('02:00', nextDay);
    expect(await dueOf(pass)).toMatchObject({ overdue: true, isListed: true });
  });

  it('is due when the day ends on which they are here, whatever a change makes of the others', async () => {
    const pass = await aPass();
    const { id } = await aGuest({ pass: pass.numeral, days: [day, nextDay] });
    await change(id, { endsAt: '15:00' });
    expect(await dueOf(pass)).toEqual(due('15:00'));
    await change(id, { language: 'en' });
    expect(await dueOf(pass)).toEqual(due('15:00'));
  });

  it('is due from when their hearing turned closed', async () => {
    const pass = await aPass();
    const { id } = await aGuest({ pass: pass.numeral });
    at('14:30');
    await house.post(house.host.token, house.visitUrl(`/${id}/turn-closed`), { day, reason: '秘密会' });
    expect(await dueOf(pass)).toEqual({ ...due('14:30'), overdue: true, isListed: true });
  });

  it('stays due as it was where it has been lent on to somebody else', async () => {
    const pass = await aPass();
    const first = await aGuest({ pass: pass.numeral });
    const passUrl = `/sites/${house.site}/passes`;
    const { body } = await house.get(house.reception.token, `${passUrl}?numeral=${pass.numeral}`);
    await house.post(house.reception.token, `${passUrl}/${body.items[0].id}/take-back`, {});
    await aGuest({ pass: pass.numeral });
    await extend(first.id, `${nextDay}T02:00`);
    expect(await dueOf(pass)).toEqual(due('16:00'));
  });
});

describe('a change that reaches nobody', () => {
  it('is refused with words where it says hours of a day that is past, whoever is still inside', async () => {
    const { id } = await aGuest();
    await extend(id, `${nextDay}T02:00`);
    at('00:30', nextDay);
    const refused = await change(id, { endsAt: '01:00' });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('延長')]);
    expect(await hoursOf(id)).toEqual([[day, '2026-04-06T05:00:00.000Z', '2026-04-06T17:00:00.000Z']]);
  });

  it('is refused where nobody is to come and nobody is inside, and is none where somebody is or a day is added', async () => {
    const { id, destination, member } = await aGuest();
    at('00:30', nextDay);
    const escorts = [await aColleague(house)];
    expect((await change(id, { changeDestinations: [{ id: destination, escorts }] })).status).toBe(200);
    at('09:00', nextDay);
    await house.post(house.reception.token, house.visitUrl(`/${id}/check-out`), {
      day,
      members: [{ member }],
      origin: 'desk',
    });
    const refused = await change(id, { language: 'en' });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('及ぶ人がいません')]);
    expect((await change(id, { days: [nextDay] })).status).toBe(200);
  });
});

describe('an end past midnight that is planned', () => {
  const night = { startsAt: '22:00', endsAt: '01:00' };
  const errorsOf = ({ status, body }: TestAnswer) => [
    status,
    body.errors?.map(({ at }: { at: string }) => at),
  ];

  it('is the word of the host', async () => {
    const byHost = await house.plan(house.host.token, night);
    expect(await hoursOf(byHost.body.id)).toEqual([
      [day, '2026-04-06T13:00:00.000Z', '2026-04-06T16:00:00.000Z'],
    ]);
    expect(errorsOf(await house.plan(house.reception.token, night))).toEqual([422, ['/endsAt']]);
  });

  it.each([
    ['earlier than the start', { startsAt: '16:00', endsAt: '14:00' }],
    ['the start', { startsAt: '10:00', endsAt: '10:00' }],
  ])('is none where the time is %s: nobody means a day and a night', async (_, hours) => {
    expect(errorsOf(await house.plan(house.host.token, hours))).toEqual([422, ['/endsAt']]);
  });

  it('is told at the line of a list that says it', async () => {
    const listed = await house.post(house.reception.token, `/sites/${house.site}/visit-lists`, {
      common: {
        destinations: [{ host: house.host.id, zones: ['office'] }],
        purpose: 'meeting',
        days: [nextDay],
        startsAt: '16:00',
        endsAt: '14:00',
      },
      text: '氏名,所属\n鈴木 一郎,個人\n',
    });
    expect(errorsOf(listed)).toEqual([422, [expect.stringMatching(/^\/lines\/\d+\/endsAt$/)]]);
  });

  it('is the word of the host also of an event of the press', async () => {
    const event = { ...aConference(house.host.id), ...night };
    const plan = ({ token }: Officer) => house.post(token, `/sites/${house.site}/press-events`, event);
    expect(errorsOf(await plan(house.reception))).toEqual([422, ['/endsAt']]);
    expect((await plan(house.host)).status).toBe(201);
  });

  it('is on no slip of a walk-in, who stays until midnight and then by the word of the host', async () => {
    at('23:31');
    const slip = (endsAt: string) =>
      house.post(house.reception.token, `/sites/${house.site}/walk-ins`, {
        destinations: [{ host: house.host.id, zones: ['office'] }],
        members: [{ name: '深夜 一郎', affiliation: '個人' }],
        purpose: 'meeting',
        endsAt,
      });
    expect(errorsOf(await slip('17:30'))).toEqual([422, ['/endsAt']]);
    expect(errorsOf(await slip('00:30'))).toEqual([422, ['/endsAt']]);
    const { body } = await slip('00:00');
    expect(await extend(body.id, `${nextDay}T00:30`)).toBe(200);
  });
});

describe('a change that makes a day later', () => {
  const statusOf = async (id: string, payload: object, who: Officer) =>
    (await change(id, payload, who)).status;

  it('is the word of the host past midnight, as an extension is', async () => {
    const guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
    const { id } = await aGuest();
    for (const who of [house.reception, guard]) {
      expect(await extend(id, `${nextDay}T04:00`, who)).toBe(403);
      expect(await statusOf(id, { endsAt: '04:00' }, who)).toBe(403);
    }
    expect(await statusOf(id, { endsAt: '04:00' }, house.host)).toBe(200);
    expect(await hoursOf(id)).toEqual([[day, '2026-04-06T05:00:00.000Z', '2026-04-06T19:00:00.000Z']]);
    expect(await statusOf(id, { startsAt: '13:00' }, guard)).toBe(200);
    expect(await statusOf(id, { endsAt: '23:00' }, guard)).toBe(200);
  });

  it('is within the day for whoever extends, and for the planner until somebody has come', async () => {
    const [guard, planner] = [
      await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]),
      await anOfficer(house.test, []),
    ];
    const { body: visit } = await house.plan(planner.token, { startsAt: '13:00' });
    expect(await statusOf(visit.id, { endsAt: '17:00' }, guard)).toBe(403);
    expect(await statusOf(visit.id, { endsAt: '17:00' }, planner)).toBe(200);
    expect(await statusOf(visit.id, { endsAt: '01:00' }, planner)).toBe(403);
    const [{ id: destination, zones }] = visit.destinations;
    const [{ id: member }] = visit.members;
    const said = { examined: ['who', 'why', 'zones'], members: [member], zones };
    const { post, visitUrl } = house;
    await post(house.host.token, visitUrl(`/${visit.id}/destinations/${destination}/review`), said);
    const members = [given(member)];
    await post(house.reception.token, visitUrl(`/${visit.id}/check-in`), { day, desk: 'front', members });
    expect(await statusOf(visit.id, { endsAt: '18:00' }, planner)).toBe(403);
    expect(await statusOf(visit.id, { endsAt: '18:00' }, house.reception)).toBe(200);
  });

  it('is past midnight the host’s also where nobody is expected yet', async () => {
    const { body: event } = await house.post(
      house.host.token,
      `/sites/${house.site}/press-events`,
      aConference(house.host.id),
    );
    expect(await statusOf(event.id, { endsAt: '01:00' }, house.reception)).toBe(403);
    expect(await statusOf(event.id, { endsAt: '01:00' }, house.host)).toBe(200);
  });

  it.each([
    ['an end an hour before the start', { endsAt: '13:00' }],
    ['an end that is the start', { endsAt: '14:00' }],
    ['a start past the end', { startsAt: '17:00' }],
  ])('means no day and a night: %s', async (_, hours) => {
    const { id } = await aGuest();
    const refused = await change(id, hours);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ at: '/endsAt' }]]);
  });
});
