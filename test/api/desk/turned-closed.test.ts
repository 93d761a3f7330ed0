import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConference } from '../../support/a-press-house.ts';
import { visitDay as day, given } from '../../support/a-reception.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import type { TestAnswer } from '../../support/test-app.ts';
import { startVisitHouse, type VisitHouse } from '../../support/visit-house.ts';

let house: VisitHouse;
beforeAll(async () => {
  house = await startVisitHouse();
  house.test.clock.set(new Date(`${day}T14:10:00+09:00`));
});
afterAll(() => house.test.close());

const review = { examined: ['who', 'why', 'zones'] };
const person = (name: string) => ({ name, affiliation: '個人' });

async function aHearing(names: readonly string[], over: object = {}) {
  const { body } = await house.plan(house.host.token, { members: names.map(person), review, ...over });
  const ids = new Map(body.members.map(({ id, name }: { id: string; name: string }) => [name, id]));
  return { visit: String(body.id), members: names.map((name) => String(ids.get(name))) };
}

const step = (visit: string, name: string, body: object, token = house.reception.token) =>
  house.post(token, house.visitUrl(`/${visit}/${name}`), { day, ...body });
const close = (visit: string, body: object = {}) =>
  step(visit, 'turn-closed', { reason: '秘密会', ...body }, house.host.token);
const checkIn = (visit: string, member: string, over: object = {}) =>
  step(visit, 'check-in', { desk: 'front', members: [given(member, over)] });
const codesOf = ({ body }: TestAnswer): readonly string[] =>
  body.members.flatMap(({ lacks }: { lacks: readonly { code: string }[] }) => lacks.map(({ code }) => code));

async function add(visit: string, payload: object): Promise<TestAnswer> {
  const { headers } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
  return house.test.ask(house.host.token, {
    method: 'POST',
    url: `/api/v1${house.visitUrl(`/${visit}/change`)}`,
    headers: { 'if-match': String(headers.etag) },
    payload,
  });
}

async function aPass(numeral: string): Promise<string> {
  await house.make(`/sites/${house.site}/passes`, { numeral, basis: 'visit', highestClass: 2 });
  return numeral;
}

describe('a hearing that turned closed for everybody', () => {
  it('takes nobody more onto its list of that day, and tells the host why', async () => {
    const { visit } = await aHearing(['傍聴 一郎']);
    await close(visit);
    const added = await add(visit, { addMembers: [person('傍聴 二郎')] });
    expect(added.status).toBe(422);
    expect(added.body.errors).toEqual([
      { at: '/addMembers', message: '非公開になり、この訪問は終わっています。加えられる日がありません' },
    ]);
  });

  it('expects whoever joins a series on its other days alone', async () => {
    const { visit } = await aHearing(['傍聴 一郎'], { days: [day, '2026-04-08'] });
    await close(visit);
    expect((await add(visit, { addMembers: [person('傍聴 二郎')] })).status).toBe(200);
    const { body } = await house.get(house.host.token, house.visitUrl(`/${visit}`));
    const late = body.members.find(({ name }: { name: string }) => name === '傍聴 二郎').id;
    const days = body.arrivals.filter(({ member }: { member: string }) => member === late);
    expect(days.map((one: { day: string }) => one.day)).toEqual(['2026-04-08']);
    expect(codesOf(await checkIn(visit, late))).toEqual(['not-that-day']);
  });

  it('is closed also where all were over already, and no later hour opens it again', async () => {
    const { visit, members } = await aHearing(['傍聴 一郎'], { startsAt: '13:00', endsAt: '14:05' });
    const [member = ''] = members;
    const closed = await close(visit);
    expect(closed.body.members).toMatchObject([{ member, done: true }]);
    expect((await step(visit, 'extend', { until: `${day}T20:00:00+09:00` }, house.host.token)).status).toBe(
      409,
    );
    expect(codesOf(await checkIn(visit, member))).toEqual(['turned-closed']);
    expect((await close(visit)).body.seq).toBeNull();
  });
});

describe('a correction of the person after a hearing turned closed', () => {
  it('has whoever wore the pass go, and who never came be expected as before', async () => {
    const { visit, members } = await aHearing(['傍聴 一郎', '傍聴 二郎']);
    const [wrong = '', came = ''] = members;
    await checkIn(visit, wrong, { instead: undefined, pass: await aPass('H-1') });
    await close(visit, { passes: ['H-1'] });
    const correction = { member: wrong, what: 'person', came: { visit, member: came }, reason: '取違え' };
    expect((await step(visit, 'correct', correction)).status).toBe(200);
    // In again by no step, whatever is extended.
    expect((await step(visit, 'step-out', { members: [{ member: came }] })).body.members).toMatchObject([
      { done: true },
    ]);
    expect(codesOf(await step(visit, 'step-in', { members: [{ member: came }] }))).toEqual(['turned-closed']);
    expect((await checkIn(visit, wrong)).body.members).toMatchObject([{ done: true }]);
  });

  it('keeps everybody of it out where it closed for all', async () => {
    const { visit, members } = await aHearing(['傍聴 一郎', '傍聴 二郎']);
    const [wrong = '', came = ''] = members;
    await checkIn(visit, wrong);
    await close(visit);
    const correction = { member: wrong, what: 'person', came: { visit, member: came }, reason: '取違え' };
    expect((await step(visit, 'correct', correction)).status).toBe(200);
    expect(codesOf(await checkIn(visit, wrong))).toEqual(['turned-closed']);
    await step(visit, 'step-out', { members: [{ member: came }] });
    expect(codesOf(await step(visit, 'step-in', { members: [{ member: came }] }))).toEqual(['turned-closed']);
  });

  it('lets whoever came for another visit go on with that', async () => {
    const hearing = await aHearing(['傍聴 一郎']);
    const other = await aHearing(['来訪 二郎']);
    const [wrong = ''] = hearing.members;
    const [came = ''] = other.members;
    await checkIn(hearing.visit, wrong);
    await close(hearing.visit);
    const correction = { member: wrong, what: 'person', came: { visit: other.visit, member: came } };
    const { body } = await step(hearing.visit, 'correct', { ...correction, reason: '取違え' });
    expect(body.members).toMatchObject([
      { member: wrong },
      { member: came, state: 'checked-in', remaining: [] },
    ]);
    await step(other.visit, 'step-out', { members: [{ member: came }] });
    expect(codesOf(await step(other.visit, 'step-in', { members: [{ member: came }] }))).toEqual([]);
  });
});

describe('an event of the press that turns closed before anybody is registered', () => {
  it('is on record, once, and registers nobody any more', async () => {
    const { body: event } = await house.post(house.host.token, `/sites/${house.site}/press-events`, {
      ...aConference(house.host.id),
      closes: { daysBefore: 0, at: '15:00' },
    });
    house.test.clock.set(new Date('2026-04-07T14:30:00+09:00'));
    const { body } = await close(event.id, { day: '2026-04-07' });
    expect(await lastEntryOf(house.test.pool, house.site)).toMatchObject({
      seq: body.seq,
      kind: 'visit-turned-closed',
      subject: { visit: event.id },
      details: { day: '2026-04-07', all: true },
    });
    expect((await close(event.id, { day: '2026-04-07' })).body.seq).toBeNull();
    const late = await house.post(house.host.token, house.visitUrl(`/${event.id}/press-registrations`), {
      lines: [{ organisation: '甲新聞社', name: '中 野' }],
    });
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('非公開になり')]);
  });
});
