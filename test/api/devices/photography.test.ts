import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf } from '../../support/a-gateway.ts';
import { putPlan } from '../../support/a-ministry.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aDoor, aPlan, aZone } from '../../support/a-plan.ts';
import { entriesOf, gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer } from '../../support/an-officer.ts';
import { holdHead } from '../../support/held-head.ts';

let house: PermitHouse;
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  const { zones, doors } = aPlan();
  house = await startPermitHouse({
    zones: [...zones, aZone({ id: 'annex', name: '別室' })],
    doors: [...doors, aDoor('office', 'annex')],
  });
  house.test.clock.set(morning);
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
  await house.determine('t2r15', 2, [
    { value: 'not-required', purposes: ['meeting'] },
    { value: 'notification' },
  ]);
});
afterAll(() => house.test.close());
beforeEach(() => house.test.clock.set(morning));

const later = (minutes: number) => house.test.clock.set(new Date(morning.getTime() + minutes * 60_000));

function apply(token: string, persons: readonly string[], over: object = {}) {
  const { host, site, post } = house;
  return post(token, `/sites/${site}/photography`, {
    persons,
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    purpose: '広報誌に載せる',
    terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
    ...over,
  });
}

async function allowed(person: string, zone = 'office', part = 'image') {
  const { get, site, guard } = house;
  const url = `/sites/${site}/photography/allowed?person=${person}&zone=${zone}&part=${part}`;
  return (await get(guard.token, url)).body;
}

async function anApproved(over: object = {}): Promise<string> {
  const { host, zoneOfficer, permit } = house;
  const { id } = (await apply(host.token, [host.id], over)).body;
  expect((await permit(zoneOfficer.token, id, 'approve')).body).toEqual({ state: 'approved', missing: [] });
  return id;
}

describe('photography by staff', () => {
  it('answers the rule first, and waits for the officer of the zone', async () => {
    const { host } = house;
    const answer = await apply(host.token, [host.id]);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      state: 'requested',
      says: '申請中',
      rule: {
        track: 'permission',
        lines: [{ row: 't2r14', zone: 'office', class: 2, value: 'permission' }],
        needs: [{ zone: 'office', anyOf: ['zone-officer'] }],
      },
    });
    expect(answer.body.rule.lines[0].determined.by).toEqual(expect.any(String));
    expect(await allowed(host.id)).toMatchObject({ allowed: false, because: 'not-permitted' });
  });

  it('is nothing anybody allows themselves, nor whoever is responsible for another zone', async () => {
    const { test, site, zoneOfficer, permit, host } = house;
    const own = (await apply(zoneOfficer.token, [zoneOfficer.id])).body.id;
    expect((await permit(zoneOfficer.token, own, 'approve')).body.type).toContain('self-approval');
    const elsewhere = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'server' }]);
    const { id } = (await apply(host.token, [host.id])).body;
    expect((await permit(elsewhere.token, id, 'approve')).status).toBe(404);
  });

  it('begins while the responsible person is there, is seen by the guards, and ends by itself', async () => {
    const { test, site, host, guard, permit, place, get } = house;
    const id = await anApproved();
    expect(await allowed(host.id)).toMatchObject({ allowed: false, because: 'not-started', permit: id });
    expect((await permit(host.token, id, 'start')).status).toBe(409);
    await place(host.id, 'office');
    expect((await permit(host.token, id, 'start')).body).toEqual({ state: 'in-use' });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-started',
      subject: { permit: id, person: host.id, to: 'office' },
    });
    expect(await allowed(host.id)).toMatchObject({ allowed: true, because: 'permitted', permit: id });
    expect(await allowed(host.id, 'office', 'sound')).toMatchObject({ allowed: false });
    const running = await get(guard.token, `/sites/${site}/permits?kind=photography&running=true`);
    expect(running.body.items.map((one: { id: string }) => one.id)).toContain(id);
    later(180);
    expect(await allowed(host.id)).toMatchObject({ allowed: false, because: 'not-permitted' });
    const late = (await permit(host.token, id)).body;
    expect(late.conditions).toEqual([{ is: 'overdue', says: '期限超過' }]);
    expect(late.may.map(({ step }: { step: string }) => step)).toEqual(['extend', 'close', 'revoke']);
    expect((await permit(host.token, id, 'close', { report: '3枚' })).body).toEqual({ state: 'closed' });
    expect((await permit(host.token, id)).body).toMatchObject({ report: '3枚', conditions: [], may: [] });
  });

  it('is stopped by the guard from that answer on', async () => {
    const { host, guard, permit, place } = house;
    const id = await anApproved();
    await place(host.id, 'office');
    await permit(host.token, id, 'start');
    expect((await permit(guard.token, id, 'revoke', { reason: '画面が写る' })).body).toEqual({
      state: 'revoked',
    });
    expect(await allowed(host.id)).toMatchObject({ allowed: false });
    expect((await permit(host.token, id, 'start')).status).toBe(409);
  });

  it('is nothing for whoever is suspended meanwhile', async () => {
    const { admin, make, section, host, post, place, zoneOfficer, permit } = house;
    const colleague = await make('/persons', { kind: 'staff', name: '髙橋 𠮷子', organisationId: section });
    const { id } = (await apply(host.token, [colleague])).body;
    await permit(zoneOfficer.token, id, 'approve');
    await place(host.id, 'office');
    await permit(host.token, id, 'start');
    expect(await allowed(colleague)).toMatchObject({ allowed: true });
    await post(admin.token, `/persons/${colleague}/suspend`, { reason: '調査' });
    expect(await allowed(colleague)).toMatchObject({ allowed: false, because: 'stopped' });
  });

  it('is begun before the answer to a stop of somebody, or not at all', async () => {
    const { test, site, admin, host, post, place, zoneOfficer, permit } = house;
    const { id: colleague } = await anOfficer(test, []);
    const { id } = (await apply(host.token, [colleague])).body;
    await permit(zoneOfficer.token, id, 'approve');
    await place(host.id, 'office');
    const head = await holdHead(test, site);
    const start = permit(host.token, id, 'start');
    await head.untilWaiting(start);
    const stop = post(admin.token, `/persons/${colleague}/suspend`, { reason: '調査' });
    await head.untilWaiting(start, stop);
    await head.release();
    expect([(await start).status, (await stop).status]).toEqual([200, 200]);
  });

  it('keeps to its windows', async () => {
    const { host, permit, place } = house;
    const windows = [{ from: '2026-04-06T09:00:00+09:00', until: '2026-04-06T09:30:00+09:00' }];
    const terms = { parts: ['image'], devices: ['video'], responsible: host.id, windows };
    const id = await anApproved({ terms });
    await place(host.id, 'office');
    await permit(host.token, id, 'start');
    expect(await allowed(host.id)).toMatchObject({ allowed: true });
    later(30);
    expect(await allowed(host.id)).toMatchObject({ allowed: false });
  });

  it('begins under conditions that the guard has seen met, whatever was answered of them', async () => {
    const { test, site, host, guard, reception, zoneOfficer, permit, place, post } = house;
    const answers = [
      { condition: 'lens-sealed', met: true },
      { condition: 'no-lan', met: false },
    ];
    const repeated = await apply(host.token, [host.id], { answers: [...answers, answers[0]] });
    expect(repeated.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/answers/2/condition']);
    const id = await anApproved({ answers });
    await place(host.id, 'office');
    const begin = () => permit(host.token, id, 'start');
    expect((await begin()).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('LANにつながない（no-lan）」が満たされていません'),
    });
    const look = (token: string, met: boolean) =>
      post(token, `/sites/${site}/photography/${id}/conditions`, {
        answers: answers.map(({ condition }) => ({ condition, met })),
      });
    expect((await look(host.token, true)).status).toBe(403);
    expect((await look(zoneOfficer.token, true)).status).toBe(403);
    expect((await look(guard.token, false)).body).toMatchObject({ met: false });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'photography-conditions-seen',
      actor: { id: guard.id },
      subject: { permit: id, person: host.id, to: 'office' },
      details: { answers: answers.map(({ condition }) => ({ condition, met: false })) },
    });
    const seenFailing = (await begin()).body;
    expect(seenFailing.status).toBe(409);
    expect(seenFailing.detail).toContain('封印がある（lens-sealed）');
    expect(seenFailing.detail).toContain('2.3.1.1(7)(b)、別表2 行14');
    expect((await look(reception.token, true)).body).toMatchObject({ met: true });
    expect((await begin()).body).toEqual({ state: 'in-use' });
    expect((await look(guard.token, true)).status).toBe(409);
    expect((await permit(host.token, id)).body.terms).toMatchObject({ answers, seen: { by: reception.id } });
  });

  it('is a 届出 or asked for as the determination says of a condition', async () => {
    const { host, determine } = house;
    const clauses = [
      { value: 'notification', conditions: ['lens-sealed'], words: 'レンズに封印があること' },
      { value: 'permission' },
    ];
    await determine('t2r14', 2, clauses);
    const sealed = (met: boolean) =>
      apply(host.token, [host.id], { answers: [{ condition: 'lens-sealed', met }] });
    expect((await sealed(true)).body).toMatchObject({ state: 'filed', rule: { track: 'notification' } });
    expect((await sealed(false)).body).toMatchObject({ state: 'requested', rule: { track: 'permission' } });
    await determine('t2r14', 2, [{ value: 'permission' }]);
  });

  it('is returned and applied for anew by whoever applied', async () => {
    const { test, host, site, post, zoneOfficer, permit } = house;
    const { id } = (await apply(host.token, [host.id])).body;
    const read = async () => String((await permit(zoneOfficer.token, id)).headers.etag);
    const before = await read();
    await permit(zoneOfficer.token, id, 'return', { reason: '期間が長い' });
    expect((await permit(host.token, id)).body).toMatchObject({ state: 'returned', reason: '期間が長い' });
    const again = await post(host.token, `/sites/${site}/photography/${id}/resubmit`, {
      persons: [host.id],
      zones: ['office'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-06T10:00:00+09:00',
      purpose: '広報誌に載せる',
      terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
    });
    expect(again.body).toMatchObject({ id, state: 'requested' });
    const { history } = (await permit(host.token, id)).body;
    expect(history.map(({ state }: { state: string }) => state)).toEqual([
      'requested',
      'returned',
      'requested',
    ]);
    // It is permitted as somebody has read it.
    const approve = (etag: string) =>
      test.ask(zoneOfficer.token, {
        method: 'POST',
        url: `/api/v1/sites/${site}/permits/${id}/approve`,
        headers: { 'if-match': etag },
      });
    expect((await approve(before)).body.type).toBe('/problems/version-mismatch');
    expect((await approve(await read())).body.state).toBe('approved');
  });

  it('waits in a zone of a class that nobody determined', async () => {
    const { host, test, site, permit } = house;
    const answer = await apply(host.token, [host.id], { zones: ['hall'] });
    expect(answer.body).toMatchObject({
      state: 'requested',
      rule: { track: 'undetermined', waitsFor: '府省庁の判断' },
    });
    const officer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
    expect((await permit(officer.token, answer.body.id, 'approve')).body.detail).toContain('判断がまだない');
  });

  it('goes by the one that was begun, where two cover it', async () => {
    const { test, host, zoneOfficer, permit, place } = house;
    const { id: colleague } = await anOfficer(test, []);
    const [waits, runs] = [
      (await apply(host.token, [colleague])).body.id,
      (await apply(host.token, [colleague])).body.id,
    ];
    for (const id of [waits, runs]) await permit(zoneOfficer.token, id, 'approve');
    await place(host.id, 'office');
    await permit(host.token, runs, 'start');
    expect(await allowed(colleague)).toMatchObject({ allowed: true, permit: runs });
    await permit(host.token, runs, 'close', {});
    expect(await allowed(colleague)).toMatchObject({ allowed: false, permit: waits });
  });

  it('begins under nobody who is in office no more', async () => {
    const { test, admin, host, post, permit, place } = house;
    const { id: responsible } = await anOfficer(test, []);
    const terms = { parts: ['image'], devices: ['camera'], responsible };
    const id = await anApproved({ terms });
    await place(responsible, 'office');
    await post(admin.token, `/persons/${responsible}/suspend`, { reason: '調査' });
    expect((await permit(host.token, id, 'start')).body.detail).toContain('責任者');
    const again = await apply(host.token, [host.id], { terms });
    expect(again.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/terms/responsible']);
  });

  it('says every fault of an application at once', async () => {
    const { host } = house;
    const answer = await apply(host.token, [host.id], {
      zones: ['office', 'nowhere'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-04-05T09:00:00+09:00',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ at }: { at: string }) => at)).toEqual(['/zones/1', '/until']);
  });

  it('is said in the log to run beyond its end, once, unless somebody ended it', async () => {
    const { test, site, host, permit, place } = house;
    const [forgotten, ended] = [await anApproved(), await anApproved()];
    await place(host.id, 'office');
    await permit(host.token, forgotten, 'start');
    await permit(host.token, ended, 'start');
    await permit(host.token, ended, 'close', {});
    later(181);
    const gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
    await gateway.post(gateway.event('heartbeat', {}));
    const overdue = (await entriesOf(test.pool, site)).filter(({ kind }) => kind === 'permit-overdue');
    const subjects = overdue.map(({ text }) => JSON.parse(text).subject);
    expect(subjects).toContainEqual({ permit: forgotten });
    expect(subjects).not.toContainEqual({ permit: ended });
  });
});

describe('a rule that changes while a permit lives', () => {
  it('leaves what waits to whoever answers for it, when nothing is asked any more', async () => {
    const { test, site, host, zoneOfficer, permit, determine } = house;
    const { id } = (await apply(host.token, [host.id])).body;
    await determine('t2r14', 2, [{ value: 'not-required' }]);
    const elsewhere = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'hall' }]);
    expect((await permit(elsewhere.token, id, 'approve')).status).toBe(404);
    expect((await permit(zoneOfficer.token, id, 'approve')).body.state).toBe('approved');
    expect((await permit(host.token, id)).body.consents).toMatchObject([
      { zone: 'office', by: zoneOfficer.id, as: 'zone-officer' },
    ]);
    await determine('t2r14', 2, [{ value: 'permission' }]);
  });

  it('lets nobody extend what is forbidden by now, or what has run out unused', async () => {
    const { host, zoneOfficer, permit, place, determine } = house;
    const extend = (id: string) =>
      permit(zoneOfficer.token, id, 'extend', { until: '2026-04-06T13:00:00+09:00', reason: '雨' });
    const [runs, unused] = [await anApproved(), await anApproved()];
    await place(host.id, 'office');
    await permit(host.token, runs, 'start');
    await determine('t2r14', 2, [{ value: 'forbidden' }]);
    expect((await extend(runs)).body.detail).toContain('いま禁止');
    await determine('t2r14', 2, [{ value: 'permission' }]);
    later(180);
    expect((await extend(unused)).body.detail).toContain('新しい期間で申請');
    expect((await extend(runs)).body).toEqual({ state: 'in-use' });
  });

  it('says nothing of a zone that is gone, so that nobody lets it begin', async () => {
    const { test, site, host, zoneOfficer, permit, get } = house;
    const annexOfficer = await anOfficer(test, [{ role: 'zone-officer', siteId: site, scope: 'annex' }]);
    const { id } = (await apply(host.token, [host.id], { zones: ['annex'] })).body;
    const planner = await anOfficer(test, [{ role: 'security-officer' }]);
    const { body, headers } = await get(planner.token, `/sites/${site}/plan`);
    const without = {
      ...body,
      zones: body.zones.filter((zone: { id: string }) => zone.id !== 'annex'),
      doors: body.doors.filter((door: { id: string }) => door.id !== 'office-annex'),
    };
    const seen = Number(String(headers.etag).replaceAll('"', ''));
    expect((await putPlan(test, planner.token, site, without, seen)).status).toBe(200);
    expect((await permit(annexOfficer.token, id, 'approve')).body.detail).toContain('annex');
    expect((await permit(zoneOfficer.token, id, 'approve')).status).toBe(404);
    expect((await permit(host.token, id)).body.state).toBe('requested');
  });
});

describe('photography by outsiders', () => {
  it('is applied for by their host, and effective on receipt where it is a 届出', async () => {
    const { host, test, plan } = house;
    const visit = (await plan(host.token)).body;
    const [member] = visit.members;
    const stranger = await anOfficer(test, []);
    const refused = await apply(stranger.token, [member.id]);
    expect(refused.body.errors).toEqual([
      {
        at: '/persons/0',
        message: 'この庁舎では知られていない人です。来訪者については訪問相手が申請・登録してください',
      },
    ]);
    const filed = await apply(host.token, [member.id]);
    expect(filed.body).toMatchObject({ state: 'filed', rule: { track: 'notification', needs: [] } });
    expect(filed.body.rule.lines[0].row).toBe('t2r15');
  });

  it('is decided by none of their hosts, whichever of them applied', async () => {
    const { test, zoneOfficer, plan, permit, determine } = house;
    const other = await anOfficer(test, []);
    const destinations = [other.id, zoneOfficer.id].map((id) => ({ host: id, zones: ['office'] }));
    const [member] = (await plan(zoneOfficer.token, { destinations })).body.members;
    await determine('t2r15', 2, [{ value: 'permission' }]);
    const { id } = (await apply(other.token, [member.id])).body;
    const refused = await permit(zoneOfficer.token, id, 'approve');
    expect(refused.body).toMatchObject({
      type: '/problems/self-approval',
      detail: expect.stringContaining('訪問相手'),
    });
    await determine('t2r15', 2, [
      { value: 'not-required', purposes: ['meeting'] },
      { value: 'notification' },
    ]);
  });

  it('of a purpose that is exempt is recorded and nobody is asked', async () => {
    const { host, plan } = house;
    const [member] = (await plan(host.token)).body.members;
    const filed = await apply(host.token, [member.id], { purposeCode: 'meeting' });
    expect(filed.body).toMatchObject({ state: 'filed', rule: { track: 'free' } });
  });

  it('is not applied for together with that of staff', async () => {
    const { host, plan } = house;
    const [member] = (await plan(host.token)).body.members;
    const mixed = await apply(host.token, [host.id, member.id]);
    expect(mixed.body.errors[0].at).toBe('/persons');
  });
});

describe('an order to a photographer', () => {
  const orders = ['order-to-stop', 'order-to-leave', 'police-called'];

  it.each(orders)('is recorded with the zone, whoever it was: %s', async (order) => {
    const { test, site, guard, post } = house;
    const answer = await post(guard.token, `/sites/${site}/photography/orders`, {
      zone: 'office',
      order,
      words: '身元を言わない',
    });
    expect(answer.status).toBe(200);
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'photography-ordered',
      subject: { to: 'office' },
      details: { order },
    });
  });

  it('is to somebody who is there, where it names anybody', async () => {
    const { site, guard, post } = house;
    const nobody = await post(guard.token, `/sites/${site}/photography/orders`, {
      zone: 'office',
      order: 'order-to-leave',
      words: '再び',
      person: '00000000-0000-7000-8000-000000000000',
    });
    expect(nobody.body.errors).toMatchObject([{ at: '/person' }]);
  });
});
