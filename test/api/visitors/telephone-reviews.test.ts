import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let other: Officer;

beforeAll(async () => {
  house = await startVisitHouse();
  other = await anOfficer(house.test, []);
  await house.post(house.admin.token, `/organisations/${house.section}/purposes`, {
    code: 'repair',
    words: '修理',
  });
});
afterAll(() => house.test.close());

const minute = 60_000;

function pass(minutes: number): Date {
  const now = new Date(house.test.clock.now().getTime() + minutes * minute);
  house.test.clock.set(now);
  return now;
}

type Visit = { readonly id: string; readonly destinations: readonly [{ readonly id: string }] };

const read = async ({ id }: Visit) => (await house.get(house.reception.token, house.visitUrl(`/${id}`))).body;

/** A visit of two days, planned some time ago. */
async function planned(over: object = {}): Promise<Visit> {
  const { status, body } = await house.plan(house.host.token, {
    days: ['2026-04-07', '2026-04-08'],
    ...over,
  });
  expect(status).toBe(200);
  pass(1);
  return body;
}

async function change(visit: Visit, payload: object) {
  const { headers } = await house.get(house.reception.token, house.visitUrl(`/${visit.id}`));
  const { status } = await house.test.ask(house.reception.token, {
    method: 'POST',
    url: `/api/v1${house.visitUrl(`/${visit.id}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
  expect(status).toBe(200);
}

const at = (visit: Visit, path: string) =>
  house.visitUrl(`/${visit.id}/destinations/${visit.destinations[0].id}/${path}`);

/** Writes down that somebody reviewed by telephone, at that moment, all that stands now. */
async function told(visit: Visit, calledAt: Date, by = house.host.id) {
  const { members, destinations } = await read(visit);
  const [{ zones, members: bound }] = destinations;
  const { status } = await house.post(house.reception.token, at(visit, 'telephone-review'), {
    examined: ['who', 'why', 'zones'],
    members: bound.length > 0 ? bound : members.map(({ id }: { id: string }) => id),
    zones,
    by,
    extension: '4021',
    at: calledAt.toISOString(),
  });
  return status;
}

const joins = { name: '鈴木 次郎', affiliation: '株式会社浜田' };

describe('a review told by telephone', () => {
  it.each<[string, (visit: Visit) => object]>([
    ['a day', () => ({ days: ['2026-04-07', '2026-04-09'] })],
    ['a member', () => ({ addMembers: [joins] })],
    ['the purpose', () => ({ purpose: 'repair' })],
    ['a zone', ({ destinations }) => ({ changeDestinations: [{ id: destinations[0].id, zones: ['hall'] }] })],
    [
      'the host',
      ({ destinations }) => ({ changeDestinations: [{ id: destinations[0].id, host: other.id }] }),
    ],
  ])('covers nothing of a visit of which %s is other since the call', async (what, changed) => {
    const visit = await planned();
    const called = pass(1);
    pass(1);
    await change(visit, changed(visit));
    const by = what === 'the host' ? other.id : house.host.id;
    expect(await told(visit, called, by)).toBe(409);
    expect((await read(visit)).destinations[0].review).toBeNull();
    expect(await told(visit, pass(1), by)).toBe(200);
  });

  it('covers nobody who was bound there after the call', async () => {
    const visit = await planned({
      destinations: [
        { host: house.host.id, zones: ['office'], members: [0] },
        { host: house.host.id, zones: ['hall'], members: [0, 1] },
      ],
      members: [joins, { ...joins, name: '田中' }],
    });
    const called = pass(1);
    pass(1);
    const members = (await read(visit)).members.map(({ id }: { id: string }) => id);
    await change(visit, { changeDestinations: [{ id: visit.destinations[0].id, members }] });
    expect(await told(visit, called)).toBe(409);
  });

  it('is none of a destination that a change added after the call', async () => {
    const { id, destinations } = await planned();
    const called = pass(1);
    pass(1);
    await change({ id, destinations }, { addDestinations: [{ host: house.host.id, zones: ['hall'] }] });
    const added = (await read({ id, destinations })).destinations.filter(
      (one: { id: string }) => one.id !== destinations[0].id,
    );
    const { status } = await house.post(
      house.reception.token,
      house.visitUrl(`/${id}/destinations/${added[0].id}/telephone-review`),
      {
        examined: ['who', 'why', 'zones'],
        members: (await read({ id, destinations })).members.map((one: { id: string }) => one.id),
        zones: ['hall'],
        by: house.host.id,
        extension: '4021',
        at: called.toISOString(),
      },
    );
    expect(status).toBe(409);
  });

  it('is not that which was taken back after the call', async () => {
    const visit = await planned();
    const called = pass(1);
    expect(await told(visit, called)).toBe(200);
    pass(1);
    await house.post(house.host.token, at(visit, 'withdraw-review'), { reason: '都合が変わった' });
    expect(await told(visit, called)).toBe(409);
    expect(await told(visit, pass(1))).toBe(200);
  });

  it('stands where only the hours or the escorts are other, a day fell away, or the visit was written down after it', async () => {
    const called = pass(1);
    pass(1);
    const visit = await planned();
    await change(visit, { endsAt: '17:00', days: ['2026-04-08'] });
    await change(visit, { changeDestinations: [{ id: visit.destinations[0].id, escorts: [other.id] }] });
    expect(await told(visit, called)).toBe(200);
  });

  it('is a deputy’s who was one at the moment of the call', async () => {
    const visit = await planned();
    const before = pass(1);
    const from = pass(1);
    const until = new Date(from.getTime() + 2 * minute);
    const named = await house.post(house.host.token, `/sites/${house.site}/deputies`, {
      host: house.host.id,
      deputy: other.id,
      from: from.toISOString(),
      until: until.toISOString(),
    });
    expect(named.status).toBe(201);
    const during = pass(1);
    expect(await told(visit, before, other.id)).toBe(403);
    const after = pass(5);
    expect(await told(visit, after, other.id)).toBe(403);
    expect(await told(visit, during, other.id)).toBe(200);
  });
});
