import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endRole } from '../../../src/operators/roles/end-role.ts';
import { giveRole } from '../../../src/operators/roles/give-role.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { anEngineer, aTakeOut } from '../../support/a-take-out.ts';
import { lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { aContractor } from '../../support/people-house.ts';

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
    // Nor do they once they are the officer themselves.
    const promoted = await giveRole(test.deps, fromTerminal(), {
      ...{ holder: { type: 'person', id: deputy.id }, role: 'zone-officer', siteId: site, scope: 'office' },
    });
    if (!promoted.ok) throw new Error(promoted.refusal.code);
    expect(await tasks(deputy.token)).toEqual([]);
    const own = await permit(deputy.token, id, 'look', { accepted: true });
    expect(own.body.detail).toContain('自分が代わりに判断した');
    const over = { assignmentId: promoted.value.id, reason: '例' };
    const ended = await endRole(test.deps, fromTerminal(), over);
    expect(ended.ok).toBe(true);
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

  it('gives a standing leave for 会見 as the press officer (専決): it is theirs alone while they may, and runs in each window of the year', async () => {
    const { test, site, host, zoneOfficer, determine, place, post, get, permit } = house;
    await determine('t2r15', 2, [{ value: 'permission' }]);
    const { person } = await aContractor(house, '記者 三郎');
    const conference = (day: string) => ({
      from: `2026-04-${day}T10:00:00+09:00`,
      until: `2026-04-${day}T11:00:00+09:00`,
    });
    const apply = async () => {
      const { body } = await post(host.token, `/sites/${site}/photography`, {
        ...{ persons: [person], zones: ['office'], purpose: '定例の記者会見' },
        ...{ from: '2026-04-06T09:00:00+09:00', until: '2027-04-01T00:00:00+09:00' },
        terms: {
          ...{ parts: ['image', 'sound'], devices: ['camera', 'video'], responsible: host.id },
          windows: [conference('06'), conference('13')],
        },
      });
      return body.id;
    };
    const [id, other] = [await apply(), await apply()];
    const role = { form: 'delegated', deputy: press.id, title: '広報室長', kinds: ['photography'] };
    const right = await named({ ...role, until: '2027-04-01T00:00:00+09:00' });
    expect((await permit(press.token, id, 'approve')).body).toEqual({ state: 'approved', missing: [] });
    const consent = { as: 'zone-officer', form: 'delegated', officer: zoneOfficer.id };
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-approved',
      actor: { id: press.id },
      details: { consents: [consent] },
    });
    expect((await permit(zoneOfficer.token, id)).body).toMatchObject({
      consents: [{ by: press.id, ...consent }],
      afterwards: null,
    });
    await end(right);
    expect((await permit(press.token, other, 'approve')).status).toBe(404);

    const takes = async (at: string) => {
      test.clock.set(new Date(`2026-04-${at}:00+09:00`));
      const { body } = await get(
        host.token,
        `/sites/${site}/photography/allowed?person=${person}&zone=office`,
      );
      return body.allowed;
    };
    await place(host.id, 'office');
    await permit(host.token, id, 'start');
    expect(await takes('06T10:00')).toBe(true);
    expect(await takes('06T11:00')).toBe(false);
    expect(await takes('13T09:59')).toBe(false);
    expect(await takes('13T10:00')).toBe(true);
    await permit(zoneOfficer.token, id, 'revoke', { reason: '終了' });
    expect(await takes('13T10:01')).toBe(false);
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

describe('what a deputy decides beside the permit', () => {
  const at = (rest: string) => `/sites/${house.site}/${rest}`;
  const hours = { from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T12:00:00+09:00' };
  let systemOfficer: Officer;
  let engineer: Officer;

  beforeAll(async () => {
    systemOfficer = await anOfficer(house.test, [{ role: 'system-officer' }]);
    engineer = await anEngineer(house);
    await house.determine('t1r47', 2, [{ value: 'required' }]);
    await house.determine('t1r48', 2, [{ value: 'not-required' }]);
  });

  /** Each act, what it is done to, by whose deputy, and where what was given stands. */
  const acts: Readonly<
    Record<
      string,
      { on: () => Promise<string>; url: (id: string) => string; body?: object; officer: 'zone' | 'system' }
    >
  > = {
    'the leave for a tool': {
      officer: 'zone',
      on: async () => {
        const { body } = await house.post(engineer.token, at('works'), {
          ...{ ...hours, persons: [engineer.id], zones: ['office'], purpose: '配線' },
          terms: { form: 'once', attendants: [house.host.id], tools: ['power-tool'] },
        });
        await house.permit(house.zoneOfficer.token, body.id, 'approve');
        return body.id;
      },
      url: (id) => at(`works/${id}/tools/power-tool/allow`),
    },
    'the look at what was taken': {
      officer: 'zone',
      on: async () => {
        const { body } = await house.post(house.host.token, at('photography'), {
          ...{ ...hours, persons: [house.host.id], zones: ['office'], purpose: '記録' },
          terms: { parts: ['image'], devices: ['camera'], responsible: house.host.id, reviewed: true },
        });
        await house.permit(house.zoneOfficer.token, body.id, 'approve');
        await house.place(house.host.id, 'office');
        await house.permit(house.host.token, body.id, 'start');
        house.test.clock.set(new Date('2026-04-06T12:00:00+09:00'));
        return body.id;
      },
      url: (id) => at(`photography/${id}/review`),
      body: { result: 'cleared' },
    },
    'the way back to a LAN (METI 38(9))': {
      officer: 'system',
      on: async () => {
        const { body } = await house.post(engineer.token, at('take-outs'), aTakeOut(engineer.id));
        await house.permit(systemOfficer.token, body.id, 'approve');
        await house.permit(engineer.token, body.id, 'start');
        return body.id;
      },
      url: (id) => at(`take-outs/${id}/reentry`),
      body: { lan: 'lan-1', checks: { antivirus: true, patches: true } },
    },
  };

  it.each(Object.entries(acts))('is %s: recorded as theirs, and a look of the officer', async (_, act) => {
    const { test, site, post, get, permit } = house;
    const officer = act.officer === 'zone' ? house.zoneOfficer : systemOfficer;
    const role = `${act.officer}-officer`;
    const asked = { role, scope: act.officer === 'zone' ? 'office' : null };
    const { body: right } = await name(asked, officer.token);
    const id = await act.on();
    const before = (await permit(officer.token, id)).body;
    const say = (said: object) => post(deputy.token, act.url(id), { ...act.body, ...said });
    expect((await say({})).body.errors).toMatchObject([{ at: '/absence' }]);
    expect((await say(absence)).status).toBe(200);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      actor: { id: deputy.id },
      details: { instead: [{ as: role, form: 'acting', officer: officer.id }] },
    });
    const tasks = (await get(officer.token, at('permit-tasks?mine=true'))).body.items;
    const found = tasks.find((one: { permit: string }) => one.permit === id).tasks;
    expect(found).toContainEqual(expect.objectContaining({ is: 'look' }));
    const refused = { accepted: false, words: '確かめていない' };
    expect((await permit(deputy.token, id, 'look', refused)).status).toBe(403);
    expect((await permit(officer.token, id, 'look', refused)).body).toEqual({ state: before.state });
    const after = (await permit(officer.token, id)).body;
    expect(after).toMatchObject({ state: before.state, afterwards: null });
    expect(after.terms).toEqual({ ...before.terms, ...(act.officer === 'system' ? { reentries: [] } : {}) });
    // What was taken back is given anew, by the officer.
    expect((await post(officer.token, act.url(id), { ...act.body })).status).toBe(200);
    await post(officer.token, `${url()}/${right.id}/end`, { reason: '戻った' });
  });

  it('is urgent work: in force at once in the name of the officer, who ends what they do not accept', async () => {
    const { test, site, host, zoneOfficer, post, permit } = house;
    const urgent = (said: object) =>
      post(deputy.token, at('works/urgent'), {
        ...{ persons: [engineer.id], zones: ['office'], until: hours.until },
        ...{ purpose: '漏水', attendants: [host.id], ...said },
      });
    expect((await urgent(absence)).status).toBe(403);
    const right = await named();
    expect((await urgent({})).body.errors).toMatchObject([{ at: '/absence' }]);
    const { status, body } = await urgent(absence);
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'filed' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'work-urgent',
      actor: { id: deputy.id },
      details: { instead: [{ as: 'zone-officer', form: 'acting', officer: zoneOfficer.id }] },
    });
    expect((await permit(zoneOfficer.token, body.id)).body).toMatchObject({
      consents: [{ by: deputy.id, form: 'acting', officer: zoneOfficer.id }],
      afterwards: { is: 'look', for: [{ zone: 'office' }] },
    });
    const refused = { accepted: false, words: '待てた' };
    expect((await permit(deputy.token, body.id, 'look', refused)).status).toBe(403);
    expect((await permit(zoneOfficer.token, body.id, 'look', refused)).body).toEqual({ state: 'revoked' });
    await end(right);
  });

  it('is that an end is not reported: the officer who does not accept it revokes', async () => {
    const { post, permit } = house;
    const { body: right } = await name({ role: 'system-officer', scope: null }, systemOfficer.token);
    const c2 = { grade: { confidentiality: 2, integrity: 1, availability: 1 } };
    const { body } = await post(engineer.token, at('take-outs'), aTakeOut(engineer.id, {}, c2));
    const waive = (said: object) => permit(deputy.token, body.id, 'waive-report', { reason: '例', ...said });
    expect((await waive({})).body.errors).toMatchObject([{ at: '/absence' }]);
    expect((await waive(absence)).body).toEqual({ state: 'filed' });
    expect((await permit(systemOfficer.token, body.id)).body).toMatchObject({
      reportDue: null,
      afterwards: { is: 'look', for: [{ anyOf: ['system-officer', 'section-officer'] }] },
    });
    const refused = { accepted: false, words: '報告は要る' };
    expect((await permit(systemOfficer.token, body.id, 'look', refused)).body).toEqual({ state: 'revoked' });
    await post(systemOfficer.token, `${url()}/${right.id}/end`, { reason: '戻った' });
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
