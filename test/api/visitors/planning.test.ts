import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { aColleague, anOfficerOf } from '../../support/people-house.ts';
import { aMachine } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;

beforeAll(async () => {
  house = await startVisitHouse();
});
afterAll(() => house.test.close());

describe('a planned visit', () => {
  it('is told whole to its host: who comes, through which zones, and what may be done next', async () => {
    const { status, body } = await house.plan(house.host.token);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      state: 'expected',
      says: '来訪予定',
      conditions: [{ code: 'unreviewed', says: '審査待ち' }],
      namesKept: true,
      destinations: [{ host: house.host.id, zones: ['office'], ways: ['hall'], review: null }],
      members: [{ name: '佐藤 花子', affiliation: '株式会社浜田', telephone: null }],
      arrivals: [{ day: '2026-04-06', state: 'announced', startsAt: '2026-04-06T05:00:00.000Z' }],
      names: { [house.host.id]: '審査太郎' },
      zones: [
        { id: 'hall', name: '玄関ホール' },
        { id: 'office', name: '執務室' },
      ],
    });
    expect(body.may).toContainEqual({
      step: 'cancel',
      says: '取り消す',
      by: ['host', 'planner', 'reception'],
    });
  });

  it('leaves one entry, whose text names nobody', async () => {
    const { body } = await house.plan(house.host.token);
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({
      kind: 'visit-planned',
      subject: { visit: body.id, person: body.members[0].id },
      details: { days: ['2026-04-06'], purpose: 'meeting' },
    });
    expect(entry.personal).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(entry)).not.toMatch(/佐藤|浜田/);
  });
});

describe('what the clause asks for', () => {
  it('is refused where it is missing, and nothing more is asked', async () => {
    const { host, get, post, visitUrl } = house;
    const least = {
      destinations: [{ host: host.id, zones: ['office'] }],
      members: [{ name: '佐藤 花子', affiliation: '個人' }],
      purpose: 'meeting',
      days: ['2026-04-06'],
    };
    const without = (field: keyof typeof least) =>
      Object.fromEntries(Object.entries(least).filter(([key]) => key !== field));
    for (const field of ['destinations', 'members', 'purpose', 'days'] as const) {
      expect((await post(host.token, visitUrl(), without(field))).status, field).toBe(400);
    }
    for (const member of [{ name: '佐藤' }, { affiliation: '個人' }, { name: ' ', affiliation: '個人' }]) {
      expect((await post(host.token, visitUrl(), { ...least, members: [member] })).status).toBe(400);
    }
    const planned = await post(host.token, visitUrl(), least);
    const { body } = await get(host.token, visitUrl(`/${planned.body.id}`));
    expect([body.startsAt, body.endsAt]).toEqual(['00:00', '22:00']);
  });

  it('is all told at once where it is wrong', async () => {
    const { host, plan, make, test, section } = house;
    const guard = await make('/persons', {
      kind: 'card-lent',
      name: '警備 次郎',
      affiliation: '関東警備',
      contractId: await make('/contracts', {
        company: '関東警備',
        purpose: '警備',
        organisationId: section,
        validFrom: '2026-04-01T00:00:00+09:00',
        validUntil: '2027-04-01T00:00:00+09:00',
      }),
    });
    const { status, body } = await plan(host.token, {
      destinations: [
        { host: guard, zones: ['office'], escorts: [host.id, guard] },
        { host: host.id, zones: ['attic', 'server'], members: [1] },
      ],
      purpose: 'leisure',
      members: [{ name: '佐藤 太郎', affiliation: '個人', child: true }],
      days: ['2026-04-05', '2026-07-06'],
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/destinations/0/host',
      '/destinations/0/escorts/1',
      '/destinations/1/zones/0',
      '/destinations/1/zones/1',
      '/destinations/1/members',
      '/purpose',
      '/members',
      '/days',
      '/days',
    ]);
    expect(await lastEntryOf(test.pool, house.site)).not.toMatchObject({ details: { purpose: 'leisure' } });
  });

  it('is said in parts where it is more than the doors can wait for', async () => {
    const members = Array.from({ length: 300 }, (_, index) => ({
      name: `生徒${index}`,
      affiliation: '見学',
    }));
    const days = Array.from({ length: 17 }, (_, index) => `2026-04-${String(index + 10).padStart(2, '0')}`);
    const { status, body } = await house.plan(house.host.token, { members, days });
    expect([status, body.errors[0].at]).toEqual([422, '/members']);
    const some = await house.plan(house.host.token, { members, days: days.slice(0, 16) });
    expect(some.body.arrivals).toHaveLength(4800);
  });

  it('is said by a person: a machine at the desk plans nothing', async () => {
    const machine = await aMachine(house.test, 'front', [{ role: 'reception', siteId: house.site }]);
    expect((await house.plan(machine)).status).toBe(403);
  });
});

describe('a series', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const daysOf = ({ body }: Awaited<ReturnType<VisitHouse['plan']>>) =>
    body.arrivals.map(({ day }: { day: string }) => day);
  const aSeries = (series: object, over: object = {}) =>
    house.plan(house.host.token, { days: undefined, series, ...over });

  it('is said instead of days: both, or neither, is refused', async () => {
    const series = { fromOn: '2026-04-06', untilOn: '2026-04-10', weekdays };
    for (const said of [
      { days: ['2026-04-06'], series },
      { days: undefined, series: undefined },
    ]) {
      const { status, body } = await house.plan(house.host.token, said);
      expect([status, body.errors]).toMatchObject([400, [{ at: '/days' }]]);
    }
    expect(daysOf(await aSeries(series))).toHaveLength(5);
  });

  it('comes on no day of 年末年始 and on no holiday, and there is one 来庁 a day', async () => {
    const winter = { fromOn: '2026-12-28', untilOn: '2027-01-12', weekdays };
    const { body } = await aSeries(winter);
    expect(body.days).toEqual([
      '2026-12-28',
      '2027-01-04',
      '2027-01-05',
      '2027-01-06',
      '2027-01-07',
      '2027-01-08',
      '2027-01-12',
    ]);
    expect(daysOf({ status: 200, body, headers: {} })).toEqual(body.days);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'visit-planned',
      details: { days: body.days },
    });
    expect(daysOf(await aSeries({ ...winter, onHolidays: true }))).toHaveLength(12);
  });

  it('is of three months at most, and of a day at least', async () => {
    const weekly = { fromOn: '2026-04-06', untilOn: '2026-07-05', weekdays: [1, 7] };
    expect(daysOf(await aSeries(weekly)).at(-1)).toBe('2026-07-05');
    for (const [over, at] of [
      [{ untilOn: '2026-07-06' }, '/days'],
      [{ untilOn: '2026-12-31', weekdays: [2] }, '/days'],
      [{ untilOn: '2026-04-11', weekdays: [7] }, '/series'],
    ] as const) {
      const { status, body } = await aSeries({ ...weekly, ...over });
      expect([status, body.errors]).toMatchObject([422, [{ at }]]);
    }
  });
});

describe('a visit to a place', () => {
  it('is answered for by the employee on duty there, who reviews it, and is taken in', async () => {
    const { host, reception, plan, post, get, visitUrl } = house;
    const { body } = await plan(reception.token, {
      destinations: [{ host: host.id, place: '診療所', zones: ['office'] }],
      startsAt: '09:00',
    });
    expect(body.destinations).toMatchObject([{ host: host.id, place: '診療所', review: null }]);
    const [member] = body.members;
    const arrived = {
      day: '2026-04-06',
      desk: 'front',
      members: [
        { member: member.id, identity: { means: 'photo-id' }, inspection: {}, instead: { sort: 'ribbon' } },
      ],
    };
    const checkIn = () => post(reception.token, visitUrl(`/${body.id}/check-in`), arrived);
    expect((await checkIn()).body.members).toMatchObject([
      { done: false, lacks: [{ code: 'host-review-missing' }] },
    ]);
    const reviewed = await post(
      host.token,
      visitUrl(`/${body.id}/destinations/${body.destinations[0].id}/review`),
      { examined: ['who', 'why', 'zones'], members: [member.id], zones: ['office'] },
    );
    expect(reviewed.status).toBe(200);
    expect((await checkIn()).body.members).toMatchObject([{ done: true, state: 'checked-in' }]);
    const seen = (await get(host.token, visitUrl(`/${body.id}`))).body;
    expect(seen).toMatchObject({
      state: 'here',
      destinations: [{ place: '診療所', review: { by: host.id, way: 'host' } }],
    });
    const list = await get(reception.token, `/sites/${house.site}/arrivals?state=checked-in`);
    expect(list.body.items).toMatchObject([{ member: member.id, hosts: [{ person: host.id }] }]);
  });
});

describe('a host who plans', () => {
  it('reviews in the same request, for their own destination alone', async () => {
    const { host, plan } = house;
    const colleague = await aColleague(house);
    const review = { examined: ['who', 'why', 'zones'], words: '先方は初めて来る' };
    const { body } = await plan(host.token, {
      destinations: [
        { host: host.id, zones: ['office'] },
        { host: colleague, zones: ['hall'] },
      ],
      review,
    });
    expect(body.destinations).toMatchObject([
      {
        review: {
          by: host.id,
          way: 'host',
          words: '先方は初めて来る',
          members: [body.members[0].id],
          days: ['2026-04-06'],
        },
      },
      { review: null },
    ]);
    expect(body.conditions).toEqual([{ code: 'unreviewed', says: '審査待ち' }]);
    const alone = await plan(host.token, { review });
    expect(alone.body.conditions).toEqual([{ code: 'reviewed', says: '審査済' }]);
  });

  it('reviews whole or not at all, and reception never for a host', async () => {
    const { host, reception, plan } = house;
    const some = await plan(host.token, { review: { examined: ['who'] } });
    expect(some.body.errors).toMatchObject([{ at: '/review/examined' }, { at: '/review/examined' }]);
    const others = await plan(reception.token, { review: { examined: ['who', 'why', 'zones'] } });
    expect(others.body.errors).toMatchObject([{ at: '/review' }]);
  });
});

describe('a deputy who plans', () => {
  it('reviews for the host in the same request, until they deputise no more', async () => {
    const { host, site, post, plan, test } = house;
    const deputy = await anOfficer(test, []);
    const review = { examined: ['who', 'why', 'zones'] };
    const named = await post(host.token, `/sites/${site}/deputies`, {
      host: host.id,
      deputy: deputy.id,
      from: '2026-04-01T00:00:00+09:00',
      until: '2026-05-01T00:00:00+09:00',
    });
    const { body } = await plan(deputy.token, { review });
    expect(body.destinations).toMatchObject([{ review: { by: deputy.id, way: 'deputy' } }]);
    expect(body.conditions).toEqual([{ code: 'reviewed', says: '審査済' }]);
    await post(host.token, `/sites/${site}/deputies/${named.body.id}/end`, { reason: '戻った' });
    expect((await plan(deputy.token, { review })).body.errors).toEqual([
      { at: '/review', message: expect.stringContaining('訪問相手か、その期間の代理') },
    ]);
  });
});

describe('who sees a visit', () => {
  it('is its host, its escorts, who planned it and the desk; to anybody else it is not there', async () => {
    const { host, reception, plan, get, visitUrl, test } = house;
    const [escort, other] = [await anOfficer(test, []), await anOfficer(test, [])];
    const destinations = [{ host: host.id, zones: ['office'], escorts: [escort.id] }];
    const { body } = await plan(reception.token, { destinations });
    for (const { token } of [host, escort, reception]) {
      const seen = await get(token, visitUrl(`/${body.id}`));
      expect(seen.body.members[0].name).toBe('佐藤 花子');
    }
    expect((await get(other.token, visitUrl(`/${body.id}`))).status).toBe(404);
    expect((await get(other.token, visitUrl())).body.items).toEqual([]);
  });

  it('an auditor learns the names in one visit asked for and not in a list', async () => {
    const { plan, get, visitUrl, test, site } = house;
    const auditor = await anOfficer(test, [{ role: 'auditor', siteId: site }]);
    const { body } = await plan(house.host.token);
    const listed = await get(auditor.token, `${visitUrl()}?limit=200`);
    expect(listed.body.items.find(({ id }: { id: string }) => id === body.id).members[0].name).toBeNull();
    expect((await get(auditor.token, visitUrl(`/${body.id}`))).body.members[0].name).toBe('佐藤 花子');
  });

  it('a zone-officer sees those that lead through their zone', async () => {
    const { plan, get, visitUrl } = house;
    const hall = await anOfficerOf(house, 'hall');
    const server = await anOfficerOf(house, 'server');
    const { body } = await plan(house.host.token);
    expect((await get(hall.token, visitUrl(`/${body.id}`))).status).toBe(200);
    expect((await get(server.token, visitUrl(`/${body.id}`))).status).toBe(404);
  });

  it('a room that is hidden is planned for by who knows of it, and its name is not told to a host', async () => {
    const { reception, host, plan, get, visitUrl } = house;
    const destinations = [{ host: host.id, zones: ['server'] }];
    const { body } = await plan(reception.token, { destinations });
    expect(body.zones).toContainEqual({ id: 'server', name: 'サーバ室' });
    const seen = await get(host.token, visitUrl(`/${body.id}`));
    expect(seen.body.destinations[0].zones).toEqual(['server']);
    expect(seen.body.zones).not.toContainEqual(expect.objectContaining({ id: 'server' }));
  });
});

describe('the list of visits', () => {
  it('is read by day, state and host, page by page', async () => {
    const { reception, plan, get, visitUrl } = house;
    const colleague = await anOfficer(house.test, []);
    const destinations = [{ host: colleague.id, zones: ['office'] }];
    const ids = [];
    for (const days of [['2026-04-09'], ['2026-04-09', '2026-04-10'], ['2026-04-10']]) {
      ids.push((await plan(reception.token, { destinations, days })).body.id);
    }
    const list = async (query: string) => (await get(colleague.token, `${visitUrl()}?${query}`)).body;
    const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);
    expect(idsOf(await list('day=2026-04-09'))).toEqual(ids.slice(0, 2));
    expect(idsOf(await list(`host=${house.host.id}`))).toEqual([]);
    expect(idsOf(await list('state=expected'))).toEqual(ids);
    expect(idsOf(await list('state=here'))).toEqual([]);
    const first = await list('limit=2');
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(idsOf(await list(`limit=2&after=${first.next}`))).toEqual(ids.slice(2));
  });
});
