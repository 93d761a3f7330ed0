import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';

let house: PermitHouse;
let deputy: Officer;
let press: Officer;
let superior: Officer;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  const { test, site } = house;
  test.clock.set(morning);
  deputy = await anOfficer(test, []);
  press = await anOfficer(test, []);
  superior = await anOfficer(test, [{ role: 'security-officer', siteId: site }]);
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const url = () => `/sites/${house.site}/officer-deputies`;
const name = (over: object = {}, token = house.zoneOfficer.token) =>
  house.post(token, url(), {
    form: 'acting',
    role: 'zone-officer',
    scope: 'office',
    deputy: deputy.id,
    title: '総務課長補佐',
    kinds: [],
    basis: '代決規程第3条',
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-20T00:00:00+09:00',
    ...over,
  });

async function named(over: object = {}): Promise<string> {
  const answer = await name(over);
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const end = (id: string) => house.post(house.zoneOfficer.token, `${url()}/${id}/end`, { reason: '戻った' });

async function applied(by = house.host, person = by.id): Promise<string> {
  const { body } = await house.post(by.token, `/sites/${house.site}/photography`, {
    persons: [person],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    purpose: '記録',
    terms: { parts: ['image'], devices: ['camera'], responsible: person },
  });
  return body.id;
}

const absence = { absence: '出張のため' };

describe('a deputy of an officer', () => {
  it('decides while the officer is absent, is recorded as such, and the officer looks afterwards', async () => {
    const { test, site, zoneOfficer, get, permit } = house;
    const [id, right] = [await applied(), await named()];
    const tasks = async (token: string) => {
      const { items } = (await get(token, `/sites/${site}/permit-tasks?mine=true`)).body;
      const found = items.find((one: { permit: string }) => one.permit === id);
      return (found?.tasks ?? []).map((task: { is: string; risen: boolean }) => [task.is, task.risen]);
    };
    expect((await permit(deputy.token, id)).status).toBe(200);
    expect((await get(deputy.token, `/sites/${site}/photography/${id}/custody`)).status).toBe(200);
    expect(await tasks(deputy.token)).toEqual([['decide', false]]);
    expect((await permit(deputy.token, id, 'approve', {})).body.errors).toMatchObject([{ at: '/absence' }]);
    expect((await permit(deputy.token, id, 'approve', absence)).body).toEqual({
      state: 'approved',
      missing: [],
    });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-approved',
      actor: { id: deputy.id },
      details: { consents: [{ as: 'zone-officer', form: 'acting', officer: zoneOfficer.id }] },
    });
    expect((await permit(zoneOfficer.token, id)).body).toMatchObject({
      consents: [{ by: deputy.id, as: 'zone-officer', form: 'acting', officer: zoneOfficer.id }],
      afterwards: { is: 'look', for: [{ zone: 'office', anyOf: ['zone-officer'] }] },
    });
    expect(await tasks(zoneOfficer.token)).toEqual([['look', false]]);
    expect(await tasks(deputy.token)).toEqual([]);
    house.test.clock.set(new Date(morning.getTime() + 10 * 86_400_000));
    expect(await tasks(superior.token)).toEqual([['look', true]]);
    expect((await permit(deputy.token, id, 'look', { accepted: true })).status).toBe(403);
    expect((await permit(zoneOfficer.token, id, 'look', { accepted: true })).body.state).toBe('approved');
    expect(await tasks(zoneOfficer.token)).toEqual([]);
    await end(right);
  });

  it('decides what is delegated and no other kind, and nobody looks afterwards', async () => {
    const { permit, zoneOfficer } = house;
    const wide = { form: 'delegated', deputy: press.id, title: '広報室長' };
    expect((await name(wide)).body.errors).toMatchObject([{ at: '/kinds' }]);
    const works = await named({ ...wide, kinds: ['work'] });
    const id = await applied();
    expect((await permit(press.token, id, 'approve')).status).toBe(403);
    const pictures = await named({ ...wide, kinds: ['photography'] });
    expect((await permit(press.token, id, 'approve')).body.state).toBe('approved');
    expect((await permit(zoneOfficer.token, id)).body).toMatchObject({
      consents: [{ by: press.id, form: 'delegated' }],
      afterwards: null,
    });
    for (const right of [works, pictures]) await end(right);
  });

  it.each([
    { step: 'return', state: 'returned', from: 'requested' },
    { step: 'reject', state: 'rejected', from: 'requested' },
    { step: 'revoke', state: 'revoked', from: 'approved' },
  ] as const)('does what the officer could: $step', async ({ step, state, from }) => {
    const { test, site, zoneOfficer, permit } = house;
    const [id, right] = [await applied(), await named()];
    if (from === 'approved') await permit(zoneOfficer.token, id, 'approve');
    const reason = { reason: '場所を絞ってください' };
    expect((await permit(deputy.token, id, step, reason)).body.errors).toMatchObject([{ at: '/absence' }]);
    expect((await permit(deputy.token, id, step, { ...reason, ...absence })).body).toEqual({ state });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      actor: { id: deputy.id },
      details: { to: state, instead: [{ as: 'zone-officer', form: 'acting', officer: zoneOfficer.id }] },
    });
    expect((await permit(zoneOfficer.token, id)).body).toMatchObject({
      reason: reason.reason,
      afterwards: { is: 'look', for: [{ zone: 'office', anyOf: ['zone-officer'] }] },
    });
    expect((await permit(zoneOfficer.token, id, 'look', { accepted: true })).body).toEqual({ state });
    expect((await permit(zoneOfficer.token, id)).body.afterwards).toBeNull();
    await end(right);
  });

  it('moves an end as the officer could, and is looked at', async () => {
    const { zoneOfficer, permit } = house;
    const [id, right] = [await applied(), await named()];
    await permit(zoneOfficer.token, id, 'approve');
    const later = { until: '2026-04-06T13:00:00+09:00', reason: '雨', ...absence };
    expect((await permit(deputy.token, id, 'extend', later)).body).toEqual({ state: 'approved' });
    expect((await permit(zoneOfficer.token, id)).body.afterwards).toMatchObject({ is: 'look' });
    await end(right);
  });

  it('sends back neither their own nor what whoever named them applied for (I8)', async () => {
    const { permit, zoneOfficer } = house;
    const right = await named();
    const said = { reason: '例', ...absence };
    const own = await applied(deputy);
    expect((await permit(deputy.token, own, 'reject', said)).body.type).toContain('self-approval');
    const ofOfficer = await applied(zoneOfficer);
    expect((await permit(deputy.token, ofOfficer, 'reject', said)).status).toBe(403);
    await end(right);
  });

  it('decides nothing before the period, after it, or once it is ended', async () => {
    const { permit } = house;
    const id = await applied();
    const later = await named({ from: '2026-04-07T00:00:00+09:00' });
    expect((await permit(deputy.token, id, 'approve', absence)).status).toBe(404);
    await end(later);
    const now = await named();
    await end(now);
    expect((await permit(deputy.token, id, 'approve', absence)).status).toBe(404);
  });

  it('decides neither their own nor what whoever named them applied for (I8)', async () => {
    const { permit, zoneOfficer } = house;
    const right = await named();
    const own = await applied(deputy);
    expect((await permit(deputy.token, own, 'approve', absence)).body.type).toContain('self-approval');
    const ofOfficer = await applied(zoneOfficer);
    expect((await permit(deputy.token, ofOfficer, 'approve', absence)).status).toBe(403);
    await end(right);
  });

  it('is named by the officer alone, of the house, for a year at most', async () => {
    expect((await name({}, superior.token)).status).toBe(403);
    expect((await name({ scope: 'server' })).status).toBe(403);
    expect((await name({ scope: null })).status).toBe(403);
    expect((await name({ deputy: house.zoneOfficer.id })).body.errors).toMatchObject([{ at: '/deputy' }]);
    expect((await name({ until: '2027-05-01T00:00:00+09:00' })).body.errors).toMatchObject([
      { at: '/until' },
    ]);
  });

  it('is told to whoever it concerns', async () => {
    const right = await named();
    const ids = async (token: string) =>
      (await house.get(token, url())).body.items.map((one: { id: string }) => one.id);
    for (const { token } of [deputy, house.zoneOfficer, superior]) expect(await ids(token)).toEqual([right]);
    expect(await ids(press.token)).toEqual([]);
    await end(right);
  });
});

describe('an officer', () => {
  it.each([
    { step: 'return', state: 'returned' },
    { step: 'reject', state: 'rejected' },
  ] as const)('decides nothing of their own, and others do: $step', async ({ step, state }) => {
    const { permit, zoneOfficer } = house;
    const reason = { reason: '例' };
    const own = [await applied(zoneOfficer), await applied(superior), await applied(house.host, superior.id)];
    for (const [index, { token }] of [zoneOfficer, superior, superior].entries()) {
      const answer = await permit(token, own[index] ?? '', step, reason);
      expect(answer.body.type).toContain('self-approval');
    }
    expect((await permit(superior.token, own[0] ?? '', step, reason)).body).toEqual({ state });
    expect((await permit(zoneOfficer.token, own[1] ?? '', step, reason)).body).toEqual({ state });
  });

  it('stops what is their own', async () => {
    const { permit, zoneOfficer } = house;
    const id = await applied(zoneOfficer);
    await permit(superior.token, id, 'approve');
    expect((await permit(zoneOfficer.token, id, 'revoke', { reason: '例' })).body.state).toBe('revoked');
  });
});

describe('the superior of an officer', () => {
  it('decides what the officer applied for, and nothing the officer could', async () => {
    const { permit, zoneOfficer } = house;
    const id = await applied(zoneOfficer);
    expect((await permit(zoneOfficer.token, id, 'approve')).body.type).toContain('self-approval');
    expect((await permit(superior.token, id, 'approve')).body).toEqual({ state: 'approved', missing: [] });
    expect((await permit(superior.token, id)).body.consents).toMatchObject([
      { by: superior.id, as: 'security-officer', form: 'superior' },
    ]);
    expect((await permit(superior.token, await applied(), 'approve')).status).toBe(403);
  });
});
