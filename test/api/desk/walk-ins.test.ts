import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
let guard: Officer;
const day = '2026-04-06';

beforeAll(async () => {
  house = await startVisitHouse({ announceBy: { daysBefore: 1, at: '17:00' } });
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
});
afterAll(() => house.test.close());

const slip = (over: object = {}, by: Officer = house.reception) =>
  house.post(by.token, `/sites/${house.site}/walk-ins`, {
    destinations: [{ host: house.host.id, zones: ['office'] }],
    members: [{ name: '佐藤 花子', affiliation: '個人' }],
    purpose: 'meeting',
    ...over,
  });

type Answer = Awaited<ReturnType<typeof slip>>['body'];
const codes = (lacks: readonly { readonly code: string }[]) => lacks.map(({ code }) => code);
const step = ({ id }: Answer, name: string, body: object) =>
  house.post(house.reception.token, house.visitUrl(`/${id}/${name}`), body);
const checkIn = async (taken: Answer) => {
  const [{ member }] = taken.members;
  const { body } = await step(taken, 'check-in', { day, desk: 'front', members: [{ member }] });
  return body.members[0];
};

/** What is done for a walk-in beside the slip, each alone. */
const done = {
  identity: (taken: Answer) => examine(taken, { identity: { means: 'photo-id' } }),
  inspection: (taken: Answer) => examine(taken, { inspection: {} }),
  pass: (taken: Answer) => examine(taken, { instead: { sort: 'ribbon' } }),
  host: (taken: Answer) =>
    house.post(
      house.reception.token,
      house.visitUrl(`/${taken.id}/destinations/${taken.destinations[0].id}/telephone-review`),
      {
        by: taken.destinations[0].host.person,
        extension: '4021',
        at: house.test.clock.now().toISOString(),
        examined: ['who', 'why', 'zones'],
        members: taken.members.map(({ member }: { readonly member: string }) => member),
        zones: taken.destinations[0].zones,
      },
    ),
};
const examine = (taken: Answer, given: object) =>
  step(taken, 'examine', { day, members: [{ member: taken.members[0].member, ...given }] });

const lackOf = {
  identity: 'identity-not-confirmed',
  inspection: 'not-inspected',
  pass: 'nothing-to-wear',
  host: 'host-review-missing',
} as const;
type Part = keyof typeof lackOf;
const parts = ['identity', 'inspection', 'pass', 'host'] as const satisfies Part[];

/** Orders in which the parts come: each part is once in every place. */
const orders = parts.map((_, start) => [...parts.slice(start), ...parts.slice(0, start)]);

describe('the slip of a walk-in', () => {
  it('is a visit of today from now on, whose names and host the desk is told, with all that is lacking', async () => {
    const { status, body } = await slip();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      day,
      destinations: [{ zones: ['office'], host: { person: house.host.id, name: '審査太郎' } }],
      members: [{ name: '佐藤 花子', state: 'announced', lacks: [] }],
    });
    expect(codes(body.members[0].remaining).toSorted()).toEqual(Object.values(lackOf).toSorted());
    expect(body.members[0].may).toContainEqual({ step: 'check-in', by: ['reception', 'guard'] });
    const visit = (await house.get(house.reception.token, house.visitUrl(`/${body.id}`))).body;
    expect(visit).toMatchObject({ walkIn: true, days: [day], startsAt: '09:00', endsAt: '22:00' });
    expect(visit.conditions).toEqual([{ code: 'unreviewed', says: '審査待ち' }]);
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      seq: body.seq,
      kind: 'visit-planned',
      subject: { visit: body.id, person: body.members[0].member },
      details: { walkIn: true },
    });
  });

  it('is taken after announcements are closed, by reception and guard and nobody else', async () => {
    const planned = await house.plan(house.host.token);
    expect(planned.body.type).toContain('announcement-closed');
    expect((await slip({}, guard)).status).toBe(201);
    expect((await slip({}, house.host)).status).toBe(403);
  });

  it('is refused with its faults, as a plan is', async () => {
    const { status, body } = await slip({
      purpose: 'no-such-purpose',
      destinations: [{ host: house.host.id, zones: ['no-such-zone'] }],
    });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ at: '/destinations/0/zones/0' }]);
    expect((await slip({ members: [] })).status).toBe(400);
    expect((await slip({ review: { examined: ['who', 'why', 'zones'] } })).status).toBe(400);
  });
});

describe('a walk-in', () => {
  it.each(orders.map((order) => ({ order, name: order.join(', ') })))(
    'comes in after $name, and before none of them alone admits',
    async ({ order }) => {
      const { body: taken } = await slip();
      const [{ member }] = taken.members;
      for (const [index, part] of order.entries()) {
        expect(codes((await checkIn(taken)).lacks).toSorted()).toEqual(
          order
            .slice(index)
            .map((missing) => lackOf[missing])
            .toSorted(),
        );
        expect((await done[part](taken)).status).toBe(200);
        expect(await findAdmission({ db: databaseOf(house.test.pool) }, house.site, member)).toBeUndefined();
      }
      expect(await checkIn(taken)).toMatchObject({ done: true, state: 'checked-in', lacks: [] });
    },
  );

  it('who resembles a 立入制限対象者 is stopped at the slip, alone of their group, with 「警備へ連絡」 and nothing else', async () => {
    const { post, site, test } = house;
    const officer = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
    const restricted = `/sites/${site}/restricted-persons`;
    const draft = { name: '鬼頭 剛', basis: '庁舎管理規則第8条', until: '2027-04-01T00:00:00+09:00' };
    const { id } = (await post(guard.token, restricted, draft)).body;
    await post(officer.token, `${restricted}/${id}/approve`, {});
    const { body } = await slip({
      members: [
        { name: '鬼頭　剛', affiliation: '別の社' },
        { name: '佐藤 花子', affiliation: '個人' },
      ],
    });
    const [stopped, other] = body.members;
    expect(stopped).toMatchObject({ done: false, remaining: [], may: [] });
    expect(stopped.lacks).toMatchObject([{ code: 'call-guard', says: '警備へ連絡' }]);
    expect(codes(other.remaining)).toHaveLength(4);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${draft.basis}|${id}`));
    expect(codes((await checkIn(body)).lacks)).toEqual(['call-guard']);
    const cleared = { visit: body.id, member: stopped.member, found: '生年が違う' };
    expect((await post(guard.token, `${restricted}/${id}/clear`, cleared)).status).toBe(200);
    expect(codes((await checkIn(body)).lacks)).toHaveLength(4);
  });

  it('is asked when it ends once the hours of visitors are over', async () => {
    house.test.clock.set(new Date('2026-04-06T13:30:00.000Z'));
    expect((await slip()).body.errors).toMatchObject([{ at: '/endsAt' }]);
    expect((await slip({ endsAt: '23:30' })).status).toBe(201);
  });
});
