import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { findAdmission } from '../../../src/visitors/registry/admission-rows.ts';
import { given, visitDay } from '../../support/a-reception.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { aColleague } from '../../support/people-house.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;

beforeAll(async () => {
  house = await startVisitHouse();
});
afterAll(() => house.test.close());

const review = { examined: ['who', 'why', 'zones'] };
const colleague = { name: '鈴木 次郎', affiliation: '株式会社浜田' };

/** A reviewed visit of the host on two days. */
async function reviewed(over: object = {}) {
  const { body } = await house.plan(house.host.token, {
    review,
    days: ['2026-04-06', '2026-04-08'],
    ...over,
  });
  expect(body.conditions).toEqual([{ code: 'reviewed', says: '審査済' }]);
  return body;
}

async function read(id: string) {
  return (await house.get(house.host.token, house.visitUrl(`/${id}`))).body;
}

async function change(id: string, payload: object, { token }: Officer = house.host) {
  const { get, test, visitUrl } = house;
  const { headers } = await get(house.reception.token, visitUrl(`/${id}`));
  return test.ask(token, {
    method: 'POST',
    url: `/api/v1${visitUrl(`/${id}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
}

const codesOf = ({ conditions }: { conditions: readonly { code: string }[] }) =>
  conditions.map(({ code }) => code);

describe('a change that the review does not cover', () => {
  it.each([
    ['a day', { days: ['2026-04-06', '2026-04-07'] }],
    ['a member', { addMembers: [colleague] }],
    ['a purpose', { purpose: 'repair' }],
  ])('of %s asks for a new one', async (_, payload) => {
    await house.post(house.admin.token, `/organisations/${house.section}/purposes`, {
      code: 'repair',
      words: '修理',
    });
    const { id } = await reviewed();
    expect((await change(id, payload)).status).toBe(200);
    expect(codesOf(await read(id))).toEqual(['unreviewed']);
  });

  it('of a destination asks for one there, and nowhere else', async () => {
    const { host } = house;
    const { id, destinations } = await reviewed({
      destinations: [
        { host: host.id, zones: ['office'] },
        { host: host.id, zones: ['hall'] },
      ],
    });
    await change(id, { changeDestinations: [{ id: destinations[0].id, zones: ['office', 'hall'] }] });
    const { destinations: after } = await read(id);
    expect(after).toMatchObject([{ zones: ['office', 'hall'], review: null }, { review: { by: host.id } }]);
  });

  it('leaves what was reviewed of the others as it is', async () => {
    const { id, members } = await reviewed();
    await change(id, { addMembers: [colleague] });
    const { destinations } = await read(id);
    expect(destinations[0].review.members).toEqual([members[0].id]);
  });
});

describe('a change that needs no review', () => {
  it('is one of the hours, and moves the days that are left', async () => {
    const { id } = await reviewed();
    expect((await change(id, { startsAt: '15:00', endsAt: '17:30' })).status).toBe(200);
    const after = await read(id);
    expect(codesOf(after)).toEqual(['reviewed']);
    expect(after.arrivals[1]).toMatchObject({
      startsAt: '2026-04-08T06:00:00.000Z',
      endsAt: '2026-04-08T08:30:00.000Z',
    });
  });

  it('is one of the escorts, or fewer days, or fewer members', async () => {
    const { id, destinations, members } = await reviewed({
      members: [colleague, { ...colleague, name: '田中' }],
    });
    const escorts = [await aColleague(house)];
    await change(id, { changeDestinations: [{ id: destinations[0].id, escorts }] });
    await change(id, { days: ['2026-04-08'], removeMembers: [members[1].id] });
    const after = await read(id);
    expect(codesOf(after)).toEqual(['reviewed']);
    expect(after).toMatchObject({
      days: ['2026-04-08'],
      members: [{ name: '鈴木 次郎' }],
      destinations: [{ escorts }],
    });
    expect(after.arrivals.filter(({ state }: { state: string }) => state === 'announced')).toHaveLength(1);
  });
});

describe('how many one escort leads', () => {
  it('is told by the visit, needs no review, and is what doors read from the change on', async () => {
    const { post, reception, visitUrl, site, test } = house;
    const { id, members, perEscort } = await reviewed({ perEscort: 1 });
    expect(perEscort).toBe(1);
    const checkIn = { day: visitDay, desk: 'front', members: [given(members[0].id)] };
    await post(reception.token, visitUrl(`/${id}/check-in`), checkIn);
    const read = () => findAdmission({ db: databaseOf(test.pool) }, site, members[0].id);
    expect((await read())?.perEscort).toBe(1);
    expect((await change(id, { perEscort: 0 })).status).toBe(400);
    const { body } = await change(id, { perEscort: null });
    expect(await read()).toMatchObject({ perEscort: null, fromSeq: body.seq });
    const entry = await lastEntryOf(test.pool, site);
    expect(entry).toMatchObject({ kind: 'visit-changed', details: { perEscort: null } });
  });
});

describe('a substitute', () => {
  it('comes in the place of a member, where that one was bound, with a review of their own', async () => {
    const { host } = house;
    const { id, members } = await reviewed({
      members: [colleague, { ...colleague, name: '田中' }],
      destinations: [
        { host: host.id, zones: ['office'], members: [0] },
        { host: host.id, zones: ['hall'], members: [1] },
      ],
    });
    const substitute = { name: '山本 三郎', affiliation: '株式会社浜田', substitutes: members[0].id };
    expect((await change(id, { addMembers: [substitute] })).status).toBe(200);
    const after = await read(id);
    expect(after.members.map(({ name }: { name: string }) => name)).toEqual(['田中', '山本 三郎']);
    const [, added] = after.members;
    expect(added.substitutes).toBe(members[0].id);
    expect(after.destinations[0].members).toEqual([members[0].id, added.id]);
    expect(after.destinations[0].review.members).not.toContain(added.id);
    expect(codesOf(after)).toEqual(['unreviewed']);
    const entry = await lastEntryOf(house.test.pool, house.site);
    expect(entry).toMatchObject({
      kind: 'visit-changed',
      subject: { person: members[0].id, with: [members[1].id, added.id] },
      details: { addedMembers: [{ member: added.id, substitutes: members[0].id }] },
    });
    expect(JSON.stringify(entry)).not.toContain('山本');
  });
});

describe('a change', () => {
  it('is of what was read: a second one of the same version is refused', async () => {
    const { test, visitUrl, host } = house;
    const { id } = await reviewed();
    const send = (headers: Record<string, string>) =>
      test.ask(host.token, {
        method: 'POST',
        url: `/api/v1${visitUrl(`/${id}/change`)}`,
        headers,
        payload: { language: 'en' },
      });
    const { headers } = await house.get(host.token, visitUrl(`/${id}`));
    const ifMatch = { 'if-match': String(headers.etag) };
    expect((await send({})).status).toBe(428);
    expect((await send(ifMatch)).status).toBe(200);
    expect((await send(ifMatch)).status).toBe(412);
  });

  it('is refused whole where it is wrong', async () => {
    const { id, members, destinations } = await reviewed();
    const { status, body } = await change(id, {
      days: ['2026-04-01', '2026-08-01'],
      removeMembers: [members[0].id, house.host.id],
      changeDestinations: [{ id: destinations[0].id, zones: ['attic'] }],
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/changeDestinations/0/zones/0',
      '/members',
      '/days',
      '/days',
      '/removeMembers',
    ]);
    expect((await read(id)).days).toEqual(['2026-04-06', '2026-04-08']);
  });

  it('brings back a day that was taken off', async () => {
    const { id } = await reviewed();
    await change(id, { days: ['2026-04-06'] });
    await change(id, { days: ['2026-04-06', '2026-04-08'] });
    const { arrivals } = await read(id);
    expect(arrivals.map(({ day, state }: { day: string; state: string }) => [day, state])).toEqual([
      ['2026-04-06', 'announced'],
      ['2026-04-08', 'announced'],
    ]);
  });
});

describe('a visit', () => {
  it('is paused by the desk, resumed by its host, and cancelled for good', async () => {
    const { host, reception, post, visitUrl } = house;
    const { id } = await reviewed();
    const step = (who: Officer, name: string) =>
      post(who.token, visitUrl(`/${id}/${name}`), { reason: '確認のため' });
    expect((await step(reception, 'pause')).body).toEqual({ state: 'paused' });
    expect(await read(id)).toMatchObject({ state: 'paused', says: '一時停止', reason: '確認のため' });
    expect((await step(reception, 'resume')).status).toBe(403);
    expect((await step(host, 'resume')).body).toEqual({ state: 'planned' });
    expect((await step(host, 'cancel')).body).toEqual({ state: 'cancelled' });
    const entry = await lastEntryOf(house.test.pool, house.site);
    const [member] = (await read(id)).members;
    expect(entry).toMatchObject({ kind: 'visit-cancelled', subject: { visit: id, person: member.id } });
    const { arrivals, may } = await read(id);
    expect(arrivals.map(({ state }: { state: string }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(may).toEqual([]);
    expect((await step(host, 'resume')).status).toBe(409);
    expect((await change(id, { language: 'en' })).status).toBe(409);
  });

  it('opens no door to whoever is inside once it is paused or cancelled, and does again once resumed', async () => {
    const { host, post, visitUrl, test } = house;
    const { id } = await reviewed();
    await test.pool.query(
      `update arrivals set state = 'checked-in' where visit_id = $1 and day = '2026-04-06' and until_seq is null`,
      [id],
    );
    const opens = async (step: string) => {
      await post(host.token, visitUrl(`/${id}/${step}`), { reason: '確認のため' });
      const { rows } = await test.pool.query(
        'select open from admissions where visit_id = $1 and until_seq is null',
        [id],
      );
      return rows;
    };
    expect(await opens('pause')).toEqual([{ open: false }]);
    expect(await opens('resume')).toEqual([{ open: true }]);
    expect(await opens('cancel')).toEqual([{ open: false }]);
    expect(await read(id)).toMatchObject({ state: 'here' });
  });

  it('is nobody else’s to stop: an escort is forbidden to, and to others it is not there', async () => {
    const { host, post, visitUrl, test } = house;
    const [escort, other] = [await anOfficer(test, []), await anOfficer(test, [])];
    const { id } = await reviewed({
      destinations: [{ host: host.id, zones: ['office'], escorts: [escort.id] }],
    });
    const cancel = ({ token }: Officer) => post(token, visitUrl(`/${id}/cancel`), { reason: '都合' });
    expect((await cancel(escort)).status).toBe(403);
    expect((await cancel(other)).status).toBe(404);
  });

  it('is extended within the day by the desk, and past midnight by the host alone', async () => {
    const { host, reception, post, visitUrl } = house;
    const { id } = await reviewed();
    const extend = (who: Officer, until: string, day = '2026-04-06') =>
      post(who.token, visitUrl(`/${id}/extend`), { day, until });
    expect((await extend(reception, '2026-04-06T19:00:00+09:00')).body).toEqual({ extended: 1 });
    expect((await extend(reception, '2026-04-07T01:00:00+09:00')).status).toBe(403);
    expect((await extend(host, '2026-04-07T01:00:00+09:00')).status).toBe(200);
    const { arrivals } = await read(id);
    expect(arrivals[0].endsAt).toBe('2026-04-06T16:00:00.000Z');
    expect(arrivals[1].endsAt).toBe('2026-04-08T07:00:00.000Z');
    expect((await extend(host, '2026-04-06T18:00:00+09:00')).status).toBe(422);
    expect((await extend(host, '2026-04-09T01:00:00+09:00')).status).toBe(422);
    expect((await extend(host, '2026-04-09T19:00:00+09:00', '2026-04-09')).status).toBe(409);
  });
});
