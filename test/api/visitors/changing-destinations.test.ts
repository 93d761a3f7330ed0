import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { aColleague } from '../../support/people-house.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let second: string;

beforeAll(async () => {
  house = await startVisitHouse();
  second = await aColleague(house);
});
afterAll(() => house.test.close());

const review = { examined: ['who', 'why', 'zones'] };
const people = [
  { name: '鈴木 次郎', affiliation: '株式会社浜田' },
  { name: '田中 三郎', affiliation: '株式会社浜田' },
];

/** A visit of two members, reviewed by the host, to these destinations of theirs. */
async function reviewed(destinations: readonly object[] = [{ zones: ['office'] }]) {
  const { body } = await house.plan(house.host.token, {
    review,
    members: people,
    destinations: destinations.map((one) => ({ host: house.host.id, ...one })),
  });
  expect(body.conditions, JSON.stringify(body)).toMatchObject([{ code: 'reviewed' }]);
  return body;
}

async function read(id: string) {
  return (await house.get(house.reception.token, house.visitUrl(`/${id}`))).body;
}

async function change(id: string, payload: object) {
  const { headers } = await house.get(house.reception.token, house.visitUrl(`/${id}`));
  return house.test.ask(house.host.token, {
    method: 'POST',
    url: `/api/v1${house.visitUrl(`/${id}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
}

const errorsOf = ({ errors }: { errors?: readonly { at: string }[] }) => errors?.map(({ at }) => at);

async function checkIn(id: string, members: readonly string[]) {
  const payload = { day, desk: 'front', members: members.map((member) => given(member)) };
  const { body } = await house.post(house.reception.token, house.visitUrl(`/${id}/check-in`), payload);
  expect(body.members, JSON.stringify(body)).toMatchObject(members.map(() => ({ done: true })));
}

function admissionOf(member: string) {
  return findAdmission({ db: databaseOf(house.test.pool) }, house.site, member);
}

describe('a destination added to a visit', () => {
  it('waits for its own review, and takes away no other', async () => {
    const { id } = await reviewed();
    const added = { host: second, zones: ['hall'], place: '面会室' };
    expect((await change(id, { addDestinations: [added] })).status).toBe(200);
    const { destinations, conditions } = await read(id);
    expect(destinations).toMatchObject([
      { zones: ['office'], review: { by: house.host.id } },
      {
        host: second,
        place: '面会室',
        zones: ['hall'],
        ways: ['hall'],
        members: [],
        review: null,
      },
    ]);
    expect(conditions).toMatchObject([{ code: 'unreviewed' }]);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      kind: 'visit-changed',
      details: {
        addedDestinations: [
          { destination: destinations[1].id, host: second, zones: ['hall'], ways: ['hall'] },
        ],
        removedDestinations: [],
      },
    });
  });

  it('is of the members named, those of the visit and those who join with it', async () => {
    const { id, members } = await reviewed();
    const joins = { name: '山本 四郎', affiliation: '個人' };
    await change(id, {
      addMembers: [joins],
      addDestinations: [{ host: second, zones: ['hall'], members: [members[1].id], addedMembers: [0] }],
    });
    const after = await read(id);
    const joined = after.members.find(({ name }: { name: string }) => name === joins.name);
    expect(after.destinations[1].members).toEqual([members[1].id, joined.id]);
  });

  it('opens its zones to whoever is here only where it is reviewed', async () => {
    const { id, members } = await reviewed([{ zones: ['hall'] }]);
    const member = members[0].id;
    await checkIn(id, [member]);
    await change(id, { addDestinations: [{ host: house.host.id, zones: ['office'] }] });
    expect(await admissionOf(member)).toMatchObject({
      zoneIds: ['hall', 'office'],
      reviewedZoneIds: ['hall'],
    });
  });

  it.each([
    ['of a host who is not in office', { host: '01980000-0000-7000-8000-000000000000' }, '/host'],
    ['of a zone that is not there', { zones: ['attic'] }, '/zones/0'],
    ['for somebody who is no member', { members: ['01980000-0000-7000-8000-000000000000'] }, '/members'],
    ['for somebody who is not added', { addedMembers: [0] }, '/addedMembers'],
  ])('is refused %s', async (_, over, at) => {
    const { id } = await reviewed();
    const { status, body } = await change(id, {
      addDestinations: [{ host: house.host.id, zones: ['office'], ...over }],
    });
    expect(status).toBe(422);
    expect(errorsOf(body)).toEqual([`/addDestinations/0${at}`]);
    expect((await read(id)).destinations).toHaveLength(1);
  });

  it('is refused above twenty', async () => {
    const { id } = await reviewed();
    const one = { host: house.host.id, zones: ['office'] };
    const { status, body } = await change(id, { addDestinations: Array.from({ length: 20 }, () => one) });
    expect(status).toBe(422);
    expect(errorsOf(body)).toEqual(['/addDestinations']);
  });
});

describe('a destination taken off a visit', () => {
  it('closes its zones at once for whoever is here, and leaves the rest as it was reviewed', async () => {
    const { id, members, destinations } = await reviewed([{ zones: ['hall'] }, { zones: ['office'] }]);
    const member = members[0].id;
    await checkIn(id, [member]);
    expect((await admissionOf(member))?.zoneIds).toEqual(['hall', 'office']);
    const { status, body } = await change(id, { removeDestinations: [destinations[1].id] });
    expect(status).toBe(200);
    expect(await admissionOf(member)).toMatchObject({
      fromSeq: body.seq,
      open: true,
      zoneIds: ['hall'],
      reviewedZoneIds: ['hall'],
    });
    const after = await read(id);
    expect(after).toMatchObject({ state: 'here', destinations: [{ id: destinations[0].id }] });
    expect(after.conditions).toContainEqual({ code: 'reviewed', says: '審査済' });
  });

  it('is reviewed by nobody any more', async () => {
    const { id, members, destinations } = await reviewed([{ zones: ['hall'] }, { zones: ['office'] }]);
    await change(id, { removeDestinations: [destinations[1].id] });
    const url = house.visitUrl(`/${id}/destinations/${destinations[1].id}/review`);
    const seen = { ...review, members: [members[0].id], zones: ['office'] };
    expect((await house.post(house.host.token, url, seen)).status).toBe(404);
  });

  it('may be replaced in the same act, the last one too', async () => {
    const { id, destinations } = await reviewed();
    const { status } = await change(id, {
      removeDestinations: [destinations[0].id],
      addDestinations: [{ host: second, zones: ['hall'] }],
    });
    expect(status).toBe(200);
    expect((await read(id)).destinations).toMatchObject([{ host: second, zones: ['hall'], review: null }]);
  });

  it('is never the last', async () => {
    const { id, destinations } = await reviewed();
    const { status, body } = await change(id, { removeDestinations: [destinations[0].id] });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        at: '/removeDestinations',
        message: '訪問先を一つは残してください。訪問そのものをやめるときは、取り消してください',
      },
    ]);
  });

  it('leaves nobody without one: whoever goes there alone is bound elsewhere first', async () => {
    const { id, members, destinations } = await reviewed([
      { zones: ['hall'], members: [0] },
      { zones: ['office'], members: [1] },
    ]);
    const [first, other] = destinations;
    const refused = await change(id, { removeDestinations: [other.id] });
    expect(refused.status).toBe(422);
    expect(errorsOf(refused.body)).toEqual(['/removeDestinations']);
    const { status } = await change(id, {
      removeDestinations: [other.id],
      changeDestinations: [{ id: first.id, members: [members[0].id, members[1].id] }],
    });
    expect(status).toBe(200);
    const [left] = (await read(id)).destinations;
    expect(left.members).toEqual([members[0].id, members[1].id]);
    expect(left.review.members).toEqual([members[0].id]);
  });

  it('is one at least of everybody who is planned, and of everybody who is added, by their line', async () => {
    const planned = await house.plan(house.host.token, {
      members: [...people, { name: '高橋 四郎', affiliation: '個人' }],
      destinations: [
        { host: house.host.id, zones: ['hall'], members: [0] },
        { host: house.host.id, zones: ['office'], members: [0] },
      ],
    });
    expect(planned.status).toBe(422);
    expect(errorsOf(planned.body)).toEqual(['/members/1', '/members/2']);

    const { id, members, destinations } = await reviewed([
      { zones: ['hall'], members: [0] },
      { zones: ['office'], members: [1] },
    ]);
    const joins = { name: '伊藤 五郎', affiliation: '個人' };
    const addMembers = [{ ...joins, substitutes: members[0].id }, joins, joins];
    const refused = await change(id, {
      addMembers,
      changeDestinations: [{ id: destinations[1].id, members: [members[1].id], addedMembers: [2] }],
    });
    expect(refused.status).toBe(422);
    expect(errorsOf(refused.body)).toEqual(['/addMembers/1']);
    const bound = await change(id, {
      addMembers,
      changeDestinations: [{ id: destinations[1].id, members: [members[1].id], addedMembers: [1, 2] }],
    });
    expect(bound.status, JSON.stringify(bound.body)).toBe(200);
    const elsewhere = await change(id, {
      addMembers: [joins],
      addDestinations: [{ host: house.host.id, zones: ['office'] }],
    });
    expect(elsewhere.status, JSON.stringify(elsewhere.body)).toBe(200);
  });

  it('has to be of the visit', async () => {
    const { id } = await reviewed();
    const { status, body } = await change(id, { removeDestinations: [second] });
    expect(status).toBe(422);
    expect(errorsOf(body)).toEqual(['/removeDestinations/0']);
  });
});
