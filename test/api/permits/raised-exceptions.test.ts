import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool, type Pool } from '../../../src/db/pool.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { aPlan, aReader } from '../../support/a-plan.ts';
import { gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { holdHead } from '../../support/held-head.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let house: PermitHouse;
let there: Awaited<ReturnType<typeof buildWatchedApp>>;
let pools: readonly Pool[];
let approver: Officer;
let second: Officer;
let changer: Officer;
let confirmer: Officer;
let colleague: Officer;
let gateway: TestGateway;
const cards = { host: '40001', colleague: '40002' } as const;

beforeAll(async () => {
  house = await startPermitHouse({
    readers: [...aPlan().readers, aReader('hall-office', 'hall')],
    boundaries: [
      { id: 'hall-office', zones: ['hall', 'office'], separation: 'wall-through-ceiling', glass: 'none' },
      { id: 'office-server', zones: ['office', 'server'], separation: 'wall-through-ceiling', glass: 'none' },
    ],
  });
  const { test, site, make, host } = house;
  const approving = [{ role: 'exception-approver', siteId: site }] as const;
  [approver, second] = [await anOfficer(test, approving), await anOfficer(test, approving)];
  const changing = [{ role: 'general-officer' }] as const;
  [changer, confirmer] = [await anOfficer(test, changing), await anOfficer(test, changing)];
  colleague = await anOfficer(test, []);
  for (const zoneClass of [2, 3]) await house.determine('t1r19', zoneClass, [{ value: 'required' }]);
  for (const [number, person] of [
    [cards.host, host.id],
    [cards.colleague, colleague.id],
  ]) {
    await make('/cards', { format: 'wiegand-26', facility: '1', number, person });
  }
  gateway = aGatewayOf(test, await gatewayToken(test.deps, site, 'gateway'));
  const ignore = () => undefined;
  const pool = buildPool({ url: test.databaseUrl, size: 6, name: 'sekisho there', onIdleError: ignore });
  const batchPool = buildBatchPool(test.batchUrl, ignore);
  pools = [pool, batchPool];
  there = await buildWatchedApp({ ...test.deps, pool, batchPool });
});
afterAll(async () => {
  await there.close();
  for (const pool of pools) await pool.end();
  await house.test.close();
});

async function applied(over: object = {}): Promise<string> {
  const { site, post, host } = house;
  const { body } = await post(host.token, `/sites/${site}/openings`, {
    kind: 'exception',
    rows: ['t1r19'],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-10T09:00:00+09:00',
    reason: '復旧に当たる',
    terms: { alternatives: '上司が同行する', risk: '単独での立入り', handling: '毎日報告する' },
    ...over,
  });
  return body.id;
}

async function anException(over: object = {}): Promise<string> {
  const id = await applied(over);
  expect((await house.permit(approver.token, id, 'approve')).status).toBe(200);
  return id;
}

/** Puts the office to a class, by whoever takes it; from another instance. */
async function putOffice(zoneClass: number | null, query = '') {
  const { site, get } = house;
  const plan = await get(changer.token, `/sites/${site}/plan`);
  const { seq, ...body } = plan.body;
  const zones = body.zones.map((zone: { id: string }) =>
    zone.id === 'office' ? { ...zone, class: zoneClass } : zone,
  );
  const answer = await there.inject({
    method: 'PUT',
    url: `/api/v1/sites/${site}/plan${query}`,
    headers: { authorization: `Bearer ${changer.token}`, 'if-match': String(plan.headers.etag) },
    payload: { ...body, zones },
  });
  const told = answer.json();
  if (answer.statusCode !== 202) return { status: answer.statusCode, body: told };
  return house.post(confirmer.token, `/sites/${site}/plan/proposals/${told.proposal.id}/confirm`);
}

async function reads(who: keyof typeof cards, reader = 'hall-office-to-office') {
  return (await gateway.post(gateway.read(cards[who], reader))).body.results[0];
}

const tasksOf = async (token: string, permit: string) =>
  (await house.get(token, `/sites/${house.site}/permit-tasks`)).body.items
    .filter((one: { permit: string }) => one.permit === permit)
    .flatMap(({ tasks }: { tasks: readonly object[] }) => tasks);

describe('an exception in a zone that is raised to class 3', () => {
  it('counts no more from the entry of the change on, is decided anew by two, and holds nobody inside', async () => {
    const { test, site, host, permit, get } = house;
    const named = await anException({ persons: [colleague.id] });
    const open = await anException({ rows: ['t1r19'], reason: '全員' });
    expect((await reads('host')).verdict).toBe('grant');
    expect((await reads('colleague')).verdict).toBe('grant');

    const dry = await putOffice(3, '?dryRun=true');
    const exceptions = [named, open].map((id) => ({ permit: id, zones: ['office'] }));
    expect(dry.body.exceptions).toEqual(exceptions);
    expect(dry.body.findings).toContainEqual(
      expect.objectContaining({ code: 'exceptions-reopened', severity: 'warning', element: 'zones/office' }),
    );
    const changed = await putOffice(3);
    expect(changed.body).toMatchObject({ stored: true, exceptions });
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'plan-changed',
      details: { exceptions },
    });

    for (const id of [named, open]) {
      const { body } = await permit(approver.token, id);
      expect(body).toMatchObject({
        state: 'requested',
        consents: [],
        reason: expect.stringContaining('office'),
      });
      expect(body.fromSeq).toBe(changed.body.seq);
      const task = { is: 'decide-anew', persons: [host.id], for: [{ anyOf: ['exception-approver'] }] };
      for (const { token } of [host, approver]) {
        expect(await tasksOf(token, id)).toMatchObject([{ ...task, mine: true }]);
      }
    }
    const alarms = (await get(house.guard.token, `/sites/${site}/alarms`)).body.items;
    expect(alarms).toEqual([]);

    // Both are inside, and leave.
    for (const who of ['host', 'colleague'] as const) {
      expect(await reads(who, 'hall-office-to-hall')).toMatchObject({ verdict: 'grant' });
      expect(codesOf(await reads(who))).toEqual(['no-permission']);
    }

    const proposed = await permit(approver.token, named, 'approve');
    expect(proposed.status).toBe(202);
    expect((await reads('colleague')).verdict).toBe('deny');
    const confirmed = await house.post(
      second.token,
      `/sites/${site}/permit-proposals/${proposed.body.proposal.id}/confirm`,
    );
    expect(confirmed.body).toMatchObject({ state: 'approved' });
    expect((await reads('colleague')).verdict).toBe('grant');
    expect((await reads('host')).verdict).toBe('deny');

    // What two gave goes on wherever the class goes.
    expect((await putOffice(2)).body).toMatchObject({ stored: true, exceptions: [] });
    expect((await putOffice(3)).body).toMatchObject({ stored: true, exceptions: [] });
    expect((await permit(approver.token, named)).body.state).toBe('approved');
    for (const id of [named, open]) {
      const step = id === named ? 'revoke' : 'reject';
      expect((await permit(approver.token, id, step, { reason: '例' })).status).toBe(200);
    }
    await expectAsReplayed(test.pool, site);
  });

  it.each([
    { first: 'approval', persons: undefined },
    { first: 'approval', persons: 'colleague' },
    { first: 'raise', persons: undefined },
    { first: 'raise', persons: 'colleague' },
  ])('is given by two where it is approved while the zone is raised: %o', async ({ first, persons }) => {
    const { test, site, permit } = house;
    expect((await putOffice(2)).status).toBe(200);
    const id = await applied(persons === undefined ? {} : { persons: [colleague.id] });
    const held = await holdHead(test, site);
    const acts = {
      approval: () => permit(approver.token, id, 'approve'),
      raise: () => putOffice(3),
    };
    const begun = first === 'approval' ? acts.approval() : acts.raise();
    await held.untilWaiting(begun);
    const after = first === 'approval' ? acts.raise() : acts.approval();
    await held.untilWaiting(begun, after);
    await held.release();
    const [one, other] = await Promise.all([begun, after]);
    const { state, consents } = (await permit(approver.token, id)).body;
    if (first === 'approval') {
      expect([one.status, other.status, state]).toEqual([200, 412, 'approved']);
      expect((await putOffice(3)).body.exceptions).toEqual([{ permit: id, zones: ['office'] }]);
    } else {
      expect([one.status, other.status, state, consents]).toEqual([200, 202, 'requested', []]);
    }
    expect((await permit(approver.token, id, 'reject', { reason: '例' })).status).toBe(200);
  });
});

describe('what is weighed while a determination is adopted', () => {
  it('is applied for and extended by the rules that are in force when it is recorded', async () => {
    const { test, site, host, zoneOfficer, post, permit } = house;
    expect((await putOffice(2)).status).toBe(200);
    await house.determine('t2r14', 2, [{ value: 'permission' }]);
    const pictures = () =>
      post(host.token, `/sites/${site}/photography`, {
        persons: [host.id],
        zones: ['office'],
        from: '2026-04-06T09:00:00+09:00',
        until: '2026-04-07T09:00:00+09:00',
        purpose: '記録',
        terms: { parts: ['image'], devices: ['camera'], responsible: colleague.id },
      });
    const { id } = (await pictures()).body;
    expect((await permit(zoneOfficer.token, id, 'approve')).body).toMatchObject({ state: 'approved' });

    const held = await holdHead(test, site);
    const adopted = house.determine('t2r14', 2, [{ value: 'forbidden' }]);
    // It is proposed first, and takes that head too.
    await held.untilWaiting(adopted);
    const applied = pictures();
    const extended = permit(zoneOfficer.token, id, 'extend', {
      until: '2026-04-08T09:00:00+09:00',
      reason: '雨',
    });
    await held.untilWaiting(adopted, applied, extended);
    await held.release();
    await adopted;
    for (const answer of [await applied, await extended]) {
      expect(answer.status).toBe(409);
      expect(answer.body.detail).toContain('禁止されています');
    }
  });
});

describe('a record that nobody decided, in a zone that is raised', () => {
  it('is due to be applied for anew since it was raised, and rises three days later', async () => {
    const { test, site, host, post } = house;
    expect((await putOffice(2)).status).toBe(200);
    await house.determine('t2r14', 2, [{ value: 'notification' }]);
    const filed = await post(host.token, `/sites/${site}/photography`, {
      persons: [host.id],
      zones: ['office'],
      from: '2026-04-06T09:00:00+09:00',
      until: '2026-05-06T09:00:00+09:00',
      purpose: '記録',
      terms: { parts: ['image'], devices: ['camera'], responsible: colleague.id },
    });
    expect(filed.body.state).toBe('filed');
    const raisedAt = new Date('2026-04-20T00:00:00.000Z');
    test.clock.set(raisedAt);
    expect((await putOffice(3)).status).toBe(200);
    const told = async () => tasksOf(host.token, filed.body.id);
    const task = { is: 'asked-anew', due: raisedAt.toISOString() };
    expect(await told()).toMatchObject([{ ...task, risen: false }]);
    test.clock.set(new Date('2026-04-23T00:00:00.000Z'));
    expect(await told()).toMatchObject([{ ...task, risen: true }]);
  });
});
