import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import type { TestAnswer } from '../../support/test-app.ts';

let house: PermitHouse;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(morning);
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
  await house.place(house.host.id, 'office');
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const later = (minutes: number) => house.test.clock.set(new Date(morning.getTime() + minutes * 60_000));

/** Pictures by the host until noon, permitted. */
async function anApproved(terms: object): Promise<string> {
  const { host, post, site, permit, zoneOfficer } = house;
  const applied = await post(host.token, `/sites/${site}/photography`, {
    persons: [host.id],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    purpose: '広報誌に載せる',
    terms: { parts: ['image'], devices: ['camera'], responsible: host.id, ...terms },
  });
  expect(applied.status).toBe(201);
  await permit(zoneOfficer.token, applied.body.id, 'approve');
  return applied.body.id;
}

const url = (id: string, rest: string) => `/sites/${house.site}/photography/${id}/${rest}`;
const lend = (id: string, numbers: readonly string[], over: object = {}): Promise<TestAnswer> =>
  house.post(house.reception.token, url(id, 'tokens'), {
    tokens: numbers.map((number) => ({ sort: 'armband', number, holder: house.host.id, ...over })),
  });
const token = (id: string, step: string, number: string): Promise<TestAnswer> =>
  house.post(house.reception.token, url(id, `tokens/${step}`), { sort: 'armband', number });
const custody = async (id: string) => (await house.get(house.host.token, url(id, 'custody'))).body;

async function tasksOf(
  by: string,
  id: string,
): Promise<readonly { is: string; mine: boolean; risen: boolean }[]> {
  const { body } = await house.get(by, `/sites/${house.site}/permit-tasks`);
  const found = body.items.find(({ permit }: { permit: string }) => permit === id);
  return (found?.tasks ?? []).map(({ is, mine, risen }: { is: string; mine: boolean; risen: boolean }) => ({
    is,
    mine,
    risen,
  }));
}

const two = { tokens: [{ sort: 'armband', count: 2 }] };

describe('what whoever takes pictures wears', () => {
  it('is lent before they begin, and back before it is closed', async () => {
    const { test, site, host, permit } = house;
    const id = await anApproved(two);
    expect((await permit(host.token, id, 'start')).body.detail).toContain('あと腕章2');
    expect((await lend(id, ['a-1'])).status).toBe(200);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'photography-tokens-lent',
      subject: { permit: id, person: host.id, to: 'office' },
      details: { tokens: [{ sort: 'armband', number: 'a-1', holder: host.id }] },
    });
    expect((await permit(host.token, id, 'start')).body.detail).toContain('あと腕章1');
    await lend(id, ['a-2']);
    expect((await permit(host.token, id, 'start')).body).toEqual({ state: 'in-use' });
    expect((await permit(host.token, id, 'close', {})).body.detail).toContain('腕章 a-1、腕章 a-2');
    expect((await token(id, 'return', 'a-1')).body).toEqual({ state: 'returned' });
    expect((await token(id, 'return', 'a-1')).status).toBe(409);
    expect((await token(id, 'lose', 'a-2')).body).toEqual({ state: 'lost' });
    expect((await permit(host.token, id, 'close', {})).body).toEqual({ state: 'closed' });
    expect((await custody(id)).tokens).toMatchObject([
      { number: 'a-1', sortSays: '腕章', state: 'returned', returnedAt: morning.toISOString() },
      { number: 'a-2', state: 'lost', says: '紛失', returnedAt: null },
    ]);
    expect((await token(id, 'return', 'a-2')).body).toEqual({ state: 'returned' });
  });

  it('is lent once until it is back, to whom the permit is for, by the desk, within its dates', async () => {
    const { host, zoneOfficer, post } = house;
    const [id, other] = [await anApproved(two), await anApproved(two)];
    await lend(id, ['b-1']);
    const taken = await lend(other, ['b-1', 'b-2', 'b-2']);
    expect(taken.body.errors.map(({ at }: { at: string }) => at)).toEqual([
      '/tokens/0/number',
      '/tokens/2/number',
    ]);
    const foreign = await lend(id, ['b-3'], { holder: zoneOfficer.id });
    expect(foreign.body.errors).toMatchObject([{ at: '/tokens/0/holder' }]);
    expect((await post(host.token, url(id, 'tokens'), { tokens: [] })).status).toBe(403);
    await token(id, 'return', 'b-1');
    expect((await lend(other, ['b-1'])).status).toBe(200);
    await token(other, 'return', 'b-1');
    later(180);
    expect((await lend(other, ['b-1'])).status).toBe(409);
  });

  it('is a task of whoever applied and whoever permitted, where it is not back at the end, and no alarm', async () => {
    const { host, guard, permit, zoneOfficer } = house;
    const id = await anApproved(two);
    await lend(id, ['c-1', 'c-2']);
    await permit(host.token, id, 'start');
    await permit(guard.token, id, 'revoke', { reason: '画面が写る' });
    const open = [{ is: 'unreturned', mine: true, risen: false }];
    expect(await tasksOf(host.token, id)).toEqual(open);
    expect(await tasksOf(zoneOfficer.token, id)).toEqual(open);
    later(3 * 24 * 60);
    expect(await tasksOf(host.token, id)).toEqual([{ ...open[0], risen: true }]);
    for (const number of ['c-1', 'c-2']) await token(id, 'return', number);
    expect(await tasksOf(host.token, id)).toEqual([]);
  });
});

describe('pictures that are reviewed', () => {
  const review = (by: string, id: string, over: object = {}) =>
    house.post(by, url(id, 'review'), { result: 'deleted', words: '画面の写った2枚', ...over });

  it('are looked at once, when it is over, by whoever permitted and by nobody who took them', async () => {
    const { test, site, host, permit, zoneOfficer } = house;
    const id = await anApproved({ reviewed: true });
    await permit(host.token, id, 'start');
    expect((await review(zoneOfficer.token, id)).status).toBe(409);
    expect(await tasksOf(zoneOfficer.token, id)).toEqual([]);
    await permit(host.token, id, 'close', {});
    expect(await tasksOf(zoneOfficer.token, id)).toEqual([{ is: 'unreviewed', mine: true, risen: false }]);
    expect(await tasksOf(host.token, id)).toEqual([{ is: 'unreviewed', mine: false, risen: false }]);
    const elsewhere = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'server' }]);
    expect((await review(elsewhere.token, id)).status).toBe(404);
    expect((await review(zoneOfficer.token, id)).status).toBe(200);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'photography-reviewed',
      details: { result: 'deleted' },
    });
    expect((await review(zoneOfficer.token, id)).status).toBe(409);
    expect(await tasksOf(zoneOfficer.token, id)).toEqual([]);
    expect((await custody(id)).review).toMatchObject({
      says: '一部又は全部を消去させた',
      words: '画面の写った2枚',
      by: zoneOfficer.id,
    });
  });

  it('are nobody’s task where nothing was taken, or nothing has to be looked at', async () => {
    const { host, permit, zoneOfficer } = house;
    const [unused, plain] = [await anApproved({ reviewed: true }), await anApproved({})];
    await permit(host.token, unused, 'close', {});
    await permit(host.token, plain, 'start');
    await permit(host.token, plain, 'close', {});
    expect(await tasksOf(zoneOfficer.token, unused)).toEqual([]);
    expect(await tasksOf(zoneOfficer.token, plain)).toEqual([]);
    expect((await review(zoneOfficer.token, plain)).status).toBe(409);
  });

  it('are an open task also of what nobody closed', async () => {
    const { host, permit, zoneOfficer } = house;
    const id = await anApproved({ reviewed: true });
    await permit(host.token, id, 'start');
    later(180);
    expect((await tasksOf(zoneOfficer.token, id)).map(({ is }) => is)).toEqual(['overdue', 'unreviewed']);
    expect((await review(zoneOfficer.token, id, { result: 'cleared' })).status).toBe(200);
  });
});
