import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { doorsAtEveryHour } from '../../support/doors-at-every-hour.ts';
import { joinUnit } from '../../support/people-house.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';

let house: PermitHouse;
let approver: Officer;
let colleague: Officer;
let gateway: TestGateway;
let token: string | undefined;
const morning = new Date('2026-04-06T00:00:00.000Z');
const cards = { host: '40001', colleague: '40002' } as const;

beforeAll(async () => {
  house = await startPermitHouse(doorsAtEveryHour);
  const { test, site, make, host } = house;
  test.clock.set(morning);
  await joinUnit(house, house.host, house.section);
  approver = await anOfficer(test, [{ role: 'exception-approver', siteId: site }]);
  colleague = await anOfficer(test, []);
  await house.determine('t2r14', 2, [{ value: 'forbidden' }]);
  await house.determine('t1r19', 2, [{ value: 'required' }]);
  await house.determine('t1r34', 2, [{ value: 'required' }]);
  for (const [number, person] of [
    [cards.host, host.id],
    [cards.colleague, colleague.id],
  ]) {
    await make('/cards', { format: 'wiegand-26', facility: '1', number, person });
  }
  token = await gatewayToken(test.deps, site, 'gateway');
});
afterAll(() => house.test.close());
// With a buffer of its own each: time goes back, and what is older than the last read opens nothing.
beforeEach(() => {
  house.test.clock.set(morning);
  gateway = aGatewayOf(house.test, token);
});

const later = (hours: number) => house.test.clock.set(new Date(morning.getTime() + hours * 3_600_000));

function apply(over: object = {}) {
  const { site, post, host } = house;
  return post(host.token, `/sites/${site}/openings`, {
    kind: 'exception',
    rows: ['t1r19'],
    persons: [host.id],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    reason: '許可の手続の間も復旧に当たる',
    terms: { alternatives: '上司が同行する', risk: '単独での立入り', handling: '毎日報告する' },
    ...over,
  });
}

async function anException(over: object = {}): Promise<string> {
  const { body } = await apply(over);
  const answer = await house.permit(approver.token, body.id, 'approve');
  expect(answer.body).toEqual({ state: 'approved', missing: [] });
  return body.id;
}

const revoke = (id: string) => house.permit(approver.token, id, 'revoke', { reason: '済んだ' });

async function reads(who: keyof typeof cards, over: Readonly<Record<string, unknown>> = {}) {
  const answer = await gateway.post(gateway.read(cards[who], 'hall-office-to-office', over));
  return answer.body.results[0];
}

describe('an exception for persons by name', () => {
  it('says the rule first, and lets nobody but those pass', async () => {
    const { test, site, get, host } = house;
    expect((await reads('host')).verdict).toBe('deny');
    expect((await apply()).body).toMatchObject({
      state: 'requested',
      rule: { track: 'exception', needs: [{ anyOf: ['exception-approver'] }] },
    });
    const id = await anException();
    expect(await lastEntryOf(test.pool, site)).toMatchObject({
      kind: 'permit-approved',
      subject: { permit: id, person: host.id, to: 'office' },
    });
    expect(codesOf(await reads('colleague'))).toEqual(['no-permission']);
    expect((await reads('host')).verdict).toBe('grant');
    expect((await lastEntryOf(test.pool, site)).decision).toMatchObject({
      notes: expect.arrayContaining([
        expect.objectContaining({ code: 'excepted', row: 't1r19', permit: id }),
      ]),
      restsOn: [{ person: host.id, permit: id }],
    });
    const { items } = (await get(approver.token, `/sites/${site}/zones/office/requirements`)).body;
    const asked = items.find(({ row }: { row: string }) => row === 't1r19');
    expect(asked).toMatchObject({ value: 'required' });
    await revoke(id);
    expect((await reads('host')).verdict).toBe('deny');
  });

  it('ends by its date, to the minute', async () => {
    const id = await anException({ until: '2026-04-06T10:00:00+09:00' });
    expect((await reads('host')).verdict).toBe('grant');
    later(1);
    expect((await reads('host')).verdict).toBe('deny');
    await revoke(id);
  });

  it('lets nobody pass who is stopped, from the answer on', async () => {
    const { admin, post } = house;
    const id = await anException({ persons: [colleague.id] });
    expect((await reads('colleague')).verdict).toBe('grant');
    const stopped = await post(admin.token, `/persons/${colleague.id}/suspend`, { reason: '調査のため' });
    expect(stopped.status).toBe(200);
    expect(codesOf(await reads('colleague'))).toContain('person-suspended');
    await revoke(id);
  });

  it('is asked of what was known then where a gateway tells late', async () => {
    const { test, site } = house;
    later(1);
    const id = await anException();
    const told = { at: new Date(morning.getTime() + 1.5 * 3_600_000).toISOString() };
    later(2);
    await revoke(id);
    const late = await reads('host', { ...told, decided: { verdict: 'grant', reason: 'listed' } });
    expect(late.status).toBe('stored');
    const { decision, effects } = await lastEntryOf(test.pool, site);
    expect(decision).toMatchObject({ verdict: 'grant', restsOn: [{ permit: id }] });
    expect(JSON.stringify(effects)).not.toContain('late-discrepancy');
  });

  it('opens what is forbidden for them alone', async () => {
    const { site, get, host, guard } = house;
    const id = await anException({ rows: ['t2r14'] });
    const may = async (person: string) => {
      const url = `/sites/${site}/photography/allowed?person=${person}&zone=office`;
      return (await get(guard.token, url)).body;
    };
    expect(await may(host.id)).toMatchObject({ allowed: true, because: 'excepted', permit: id });
    expect(await may(approver.id)).toMatchObject({ allowed: false, because: 'forbidden' });
    await revoke(id);
    expect(await may(host.id)).toMatchObject({ allowed: false, because: 'forbidden' });
  });

  it('is of what is asked of persons, and no application', async () => {
    const errors = async (over: object) =>
      (await apply(over)).body.errors.map(({ at }: { at: string }) => at);
    expect(await errors({ rows: ['t1r19', 't1r7'] })).toEqual(['/rows/1']);
    expect(await errors({ kind: 'application' })).toEqual(['/persons']);
    expect(await errors({ persons: ['01920000-0000-7000-8000-000000000000'] })).toEqual(['/persons/0']);
  });

  it('is decided by nobody it is for', async () => {
    const { permit } = house;
    const { body } = await apply({ persons: [approver.id] });
    expect((await permit(approver.token, body.id, 'approve')).body.type).toContain('self-approval');
  });

  it('is named by the answer to what they apply for, and lets it begin without another decision', async () => {
    const { site, post, host, permit } = house;
    const photograph = (over: object = {}) =>
      post(host.token, `/sites/${site}/photography`, {
        persons: [host.id],
        zones: ['office'],
        from: '2026-04-06T09:00:00+09:00',
        until: '2026-04-06T12:00:00+09:00',
        purpose: '記録',
        terms: { parts: ['image'], devices: ['camera'], responsible: host.id },
        ...over,
      });
    expect((await photograph()).body.detail).toContain('例外措置');
    const id = await anException({ rows: ['t2r14'] });
    const { status, body } = await photograph();
    expect([status, body.state]).toEqual([201, 'filed']);
    expect(body.rule).toMatchObject({
      track: 'free',
      lines: [{ row: 't2r14', value: 'forbidden', track: 'free', excepted: [id] }],
      needs: [],
    });
    const others = [{ persons: [host.id, colleague.id] }, { until: '2026-04-06T13:00:00+09:00' }];
    for (const over of others) expect((await photograph(over)).body.detail).toContain('例外措置');
    await permit(approver.token, id, 'revoke', { reason: '例' });
    expect((await photograph()).status).toBe(409);
  });

  it('at class 3 takes two', async () => {
    await house.determine('t2r14', 3, [{ value: 'forbidden' }]);
    const { body } = await apply({ rows: ['t2r14'], zones: ['server'] });
    expect((await house.permit(approver.token, body.id, 'approve')).status).toBe(202);
  });
});

describe('a visitor for whom exceptions leave something out', () => {
  it('is taken in at the desk without it, and the entry says by which', async () => {
    const { test, site, plan, host, reception, post, visitUrl } = house;
    const planned = (await plan(host.token)).body;
    const [{ id: member }] = planned.members;
    const id = await anException({
      persons: [member],
      rows: ['t1r27', 't1r31', 't1r36'],
      zones: ['hall', 'office'],
      until: '2026-04-07T09:00:00+09:00',
    });
    const answer = await post(reception.token, visitUrl(`/${planned.id}/check-in`), {
      day: '2026-04-06',
      desk: 'front',
      members: [{ member, inspection: {} }],
    });
    expect(answer.body.members).toMatchObject([{ member, done: true, lacks: [], remaining: [] }]);
    const { details } = await lastEntryOf(test.pool, site);
    expect(details.members).toMatchObject([{ member, means: null, pass: null, exceptions: [id] }]);
  });
});

describe('whoever is left by their escort', () => {
  it('is missed by nobody where an exception for them leaves the escort out by then, and by the guard otherwise', async () => {
    const { test, site, host } = house;
    later(5);
    const leads = await anException({ until: '2026-04-07T00:00:00+09:00' });
    const zones = ['hall', 'office'];
    const [one, other] = [
      await anOutsider(test.deps, site, { number: '40011', host: host.id, zones }),
      await anOutsider(test.deps, site, { number: '40012', host: host.id, zones }),
    ];
    const read = (number: string, to: string) => gateway.post(gateway.read(number, `hall-office-to-${to}`));
    for (const number of [cards.host, one.number, other.number]) {
      expect((await read(number, 'office')).body.results).toMatchObject([{ verdict: 'grant' }]);
    }
    const escorted = async () =>
      (await storedState(test.pool, site)).custody?.map(({ ward }) => ward).toSorted() ?? [];
    expect(await escorted()).toEqual([one.id, other.id].toSorted());
    // It is in force only after the two have parted, and before anybody is missed.
    const soon = test.clock.now().getTime() + 5_000;
    const left = await anException({
      rows: ['t1r34'],
      persons: [one.id],
      from: new Date(soon).toISOString(),
      until: '2026-04-07T00:00:00+09:00',
    });
    await read(cards.host, 'hall');
    expect(await escorted()).toHaveLength(2);
    test.clock.set(new Date(soon + 60_000));
    await gateway.post(gateway.event('heartbeat'));
    const { alarms = [] } = await storedState(test.pool, site);
    const missed = alarms.filter(({ kind, active }) => kind === 'visitor-abandoned' && active === true);
    expect(missed.map(({ person }) => person)).toEqual([other.id]);
    expect(await escorted()).toEqual([other.id]);
    await expectAsReplayed(test.pool, site);
    await revoke(left);
    await revoke(leads);
  });
});
