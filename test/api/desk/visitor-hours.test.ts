import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aQuietGateway } from '../../support/a-plan.ts';
import { aReception, given, type Reception, visitDay } from '../../support/a-reception.ts';
import { aPassage, append } from '../../support/a-site.ts';
import { aMember } from '../../support/a-visit.ts';
import { gatewayToken, lastEntryOf } from '../../support/an-office.ts';
import { aMachine } from '../../support/test-app.ts';

let house: Reception;
let gateway: TestGateway;
let guard: string;
beforeAll(async () => {
  house = await aReception({ gateways: [aQuietGateway] });
  gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
  guard = await aMachine(house.test, 'guards', [{ role: 'guard', siteId: house.site }]);
});
afterAll(() => house.test.close());

const at = (time: string, day = visitDay) => house.test.clock.set(new Date(`${day}T${time}:00+09:00`));
const nextDay = '2026-04-07';

/** Somebody checked in at ten, whose visit ends at four; the hours of visitors end at ten in the evening. */
async function aGuest(): Promise<{ readonly visit: string; readonly member: string }> {
  at('10:00');
  const { visit, members } = await house.visit({ members: [aMember()] });
  const [member = ''] = members;
  const arrived = await house.step(visit, 'check-in', {
    day: visitDay,
    desk: 'front',
    members: [given(member)],
  });
  expect(arrived.body.members[0].done).toBe(true);
  return { visit, member };
}

/** Whether the alarm about somebody lasts, once what is due is settled; undefined = there is none. */
async function alarmOf(member: string): Promise<boolean | undefined> {
  await gateway.post(gateway.event('heartbeat'));
  const { body } = await house.get('alarms?kind=visitor-overdue&limit=200', guard);
  return body.items.find(({ person }: { person: string }) => person === member)?.active;
}

const step = (visit: string, name: string, body: object) =>
  house.step(visit, name, { day: visitDay, ...body });

describe('whoever is checked in past the hours of visitors', () => {
  it('is an alarm from then on, with where they are, until the desk has checked them out', async () => {
    const { visit, member } = await aGuest();
    at('21:59');
    expect(await alarmOf(member)).toBeUndefined();
    at('22:00');
    expect(await alarmOf(member)).toBe(true);
    const { body } = await house.get('alarms?kind=visitor-overdue', guard);
    expect(body.items[0]).toMatchObject({ title: '時間外の在庁', priority: 3 });
    at('22:10');
    await step(visit, 'check-out', { members: [{ member }], origin: 'desk' });
    expect(await alarmOf(member)).toBe(false);
    expect((await lastEntryOf(house.test.pool, house.site)).kind).not.toBe('visitor-past-hours');
  });

  it('has until the end of the visit where the host has made it later', async () => {
    const { visit, member } = await aGuest();
    const url = `/api/v1/sites/${house.site}/visits/${visit}/extend`;
    const payload = { day: visitDay, until: `${nextDay}T01:00:00+09:00` };
    const extended = await house.test.ask(house.host.token, { method: 'POST', url, payload });
    expect(extended.body).toEqual({ extended: 1 });
    at('00:59', nextDay);
    expect(await alarmOf(member)).toBeUndefined();
    at('01:00', nextDay);
    expect(await alarmOf(member)).toBe(true);
    await step(visit, 'check-out', { members: [{ member }], origin: 'desk' });
    expect(await alarmOf(member)).toBe(false);
  });

  it.each([
    ['checked out before', 'check-out', { origin: 'desk' }],
    ['out for now', 'step-out', {}],
  ])('is none where they are %s', async (_, name, fields) => {
    const { visit, member } = await aGuest();
    at('15:00');
    expect((await step(visit, name, { members: [{ member }], ...fields })).body.members[0].done).toBe(true);
    at('23:00');
    expect(await alarmOf(member)).toBeUndefined();
  });

  it('is none where they were read going out, and only the desk has yet to say so', async () => {
    const { member } = await aGuest();
    const gone = { type: 'presence', person: member, zone: 'street', certainty: 'confirmed' } as const;
    await append(house.test, house.site, [{ ...aPassage(), effects: [gone] }]);
    at('22:00');
    expect(await alarmOf(member)).toBeUndefined();
  });
});
