import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

/** Every door is read both ways and asks where whoever reads comes from. */
const doors = [
  ['street', 'hall'],
  ['hall', 'office'],
  ['office', 'server'],
].map(([from = '', to = '']) =>
  aDoor(from, to, {
    control: from === 'street' ? 'gate' : 'lockable',
    directions: [
      { from, to, passback: { mode: 'hard' } },
      { from: to, to: from, passback: { mode: 'hard' } },
    ],
  }),
);
const plan = aPlan({
  doors,
  readers: doors.flatMap(({ id, directions }) => directions.map(({ to }) => aReader(id, to))),
  gateways: [aQuietGateway],
});

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let person: OfficePerson;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

let offices = 0;
/** Each test has an office of its own, with somebody in its server room. */
beforeEach(async () => {
  test.clock.set(new Date('2026-04-06T00:00:00.000Z'));
  offices += 1;
  office = await anOffice(test.deps, { plan, staff: 1, firstNumber: 10_000 * offices });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
  const [one] = office.persons;
  if (one === undefined) throw new Error('nobody is there');
  person = one;
  for (const [door, to] of [
    ['street-hall', 'hall'],
    ['hall-office', 'office'],
    ['office-server', 'server'],
  ] as const) {
    expect(await passes(door, to)).toBe('grant');
  }
});

const later = (seconds: number) => test.clock.set(new Date(test.clock.now().getTime() + seconds * 1_000));
const post = async (path: string, payload: object) => {
  const url = `/api/v1/sites/${office.siteId}/${path}`;
  const answer = await test.ask(guard, { method: 'POST', url, payload });
  expect([200, 201]).toContain(answer.status);
};
const place = () => placeOf(test.pool, office.siteId, person.id);
const raised = async () =>
  (await lastEntryOf(test.pool, office.siteId)).effects.filter(
    ({ type }: { readonly type: string }) => type === 'alarm',
  );

async function reads(door: string, to: string): Promise<string> {
  later(60);
  return (await gateway.post(gateway.read(person.number, `${door}-to-${to}`))).body.results[0].verdict;
}
async function passes(door: string, to: string): Promise<string> {
  const verdict = await reads(door, to);
  await gateway.post(gateway.event('door-opened', { door }), gateway.event('door-closed', { door }));
  return verdict;
}

describe('once an emergency is over', () => {
  it.each([
    ['street-hall', 'hall'],
    ['hall-office', 'office'],
    ['office-server', 'server'],
    ['street-hall', 'street'],
  ])('whoever read in it passes once wherever they read, without an alarm (%s to %s)', async (door, to) => {
    await post('emergencies', { reason: '火災' });
    expect(await passes('office-server', 'office')).toBe('grant');
    expect(await place()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    await post('emergencies/end', { reason: '鎮火' });
    expect(await place()).toMatchObject({ zone: null });
    await expectAsReplayed(test.pool, office.siteId);
    expect(await reads(door, to)).toBe('grant');
    expect(await raised()).toEqual([]);
  });

  it('whoever a guard saw in it is where they were seen', async () => {
    await post('emergencies', { reason: '火災' });
    await post('roll-call/seen', { zone: 'hall', persons: [person.id], visits: [] });
    await post('emergencies/end', { reason: '鎮火' });
    expect(await place()).toMatchObject({ zone: 'hall', certainty: 'confirmed' });
    expect(await reads('office-server', 'server')).toBe('deny');
  });

  it('whoever read after they were seen is where nobody knows', async () => {
    await post('emergencies', { reason: '火災' });
    await post('roll-call/seen', { zone: 'server', persons: [person.id], visits: [] });
    await passes('office-server', 'office');
    await post('emergencies/end', { reason: '鎮火' });
    expect(await place()).toMatchObject({ zone: null });
  });

  it('a passage that was granted in it goes on, and tells where its person is once the door opens', async () => {
    await post('emergencies', { reason: '火災' });
    await reads('office-server', 'office');
    await post('emergencies/end', { reason: '鎮火' });
    expect(await place()).toMatchObject({ zone: null, pending: 'office-server', to: 'office' });
    await gateway.post(gateway.event('door-opened', { door: 'office-server' }));
    expect(await place()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    await expectAsReplayed(test.pool, office.siteId);
  });
});
