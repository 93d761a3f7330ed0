import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { aReception, visitDay as day, frontDesk, given, type Reception } from '../../support/a-reception.ts';
import { aDestination, aMember, aReview } from '../../support/a-visit.ts';
import { addStaff, gatewayToken, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

/** Four ways between hall and office: with a contact and without, where each reads and where the escort counts for all. */
const ways = { heavy: {}, light: { contact: false } } as const;
const doors = Object.entries(ways).flatMap(([id, over]) => [
  aDoor('hall', 'office', { ...over, id }),
  aDoor('hall', 'office', { ...over, id: `${id}-wide`, escortCounts: true }),
]);
const plan: SitePlan = aPlan({
  desks: [frontDesk],
  doors: [aDoor('street', 'hall', { control: 'gate', glass: 'see-through' }), ...doors],
  readers: doors.flatMap(({ id }) => [aReader(id, 'office'), aReader(id, 'hall')]),
  zones: aPlan().zones.filter(({ id }) => id !== 'server'),
  boundaries: [],
  signs: [],
  gateways: [aQuietGateway],
});

let house: Reception;
let gateway: TestGateway;
let guard: Officer;
let rights: Officer;
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
/** Each test has a site of its own. */
beforeEach(async () => {
  house = await aReception(plan, test);
  gateway = aGatewayOf(house.test, await gatewayToken(house.test.deps, house.site, 'gateway'));
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
  rights = await anOfficer(house.test, [{ role: 'rights-admin' }]);
});

const later = (seconds: number) =>
  house.test.clock.set(new Date(house.test.clock.now().getTime() + seconds * 1_000));
const post = async (path: string, payload: object, { token }: Officer = guard) => {
  const url = `/api/v1/sites/${house.site}/${path}`;
  const answer = await house.test.ask(token, { method: 'POST', url, payload });
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status);
};
const opened = async (door: string) => {
  if (!door.startsWith('heavy')) return;
  later(2);
  await gateway.post(gateway.event('door-opened', { door }), gateway.event('door-closed', { door }));
};
const roll = async () => (await house.get('roll-call', guard.token)).body.items;

let number = 4_000;
type Company = {
  readonly escort: OfficePerson;
  readonly declared: readonly string[];
  readonly carded: string;
};

/** An escort in the office with three who wear no card and are answered for by name, and one who reads. */
async function inTheOffice(): Promise<Company> {
  number += 10;
  const [escort] = await addStaff(house.test.deps, house.site, plan, { count: 1, firstNumber: number });
  if (escort === undefined) throw new Error('nobody is there');
  const card = { format: 'wiegand-26', facility: '1', number: String(number + 1) };
  const numeral = `V-${number}`;
  await post('passes', { numeral, basis: 'visit', highestClass: 2, card }, rights);
  const { id: host } = house.host;
  const { visit, members } = await house.visit({
    members: [aMember(), aMember(), aMember(), aMember()],
    destinations: [aDestination(host, { review: aReview(host), escortIds: [escort.id] })],
  });
  const [carded = '', ...declared] = members;
  const taken = [given(carded, { instead: undefined, pass: numeral }), ...declared.map((one) => given(one))];
  await house.step(visit, 'check-in', { day, desk: 'front', members: taken });
  const met = declared.map((member) => ({ member }));
  await house.step(visit, 'met', { day, members: met, by: escort.id, declared: true });
  await gateway.post(gateway.read(card.number, 'heavy-to-office'));
  await gateway.post(gateway.read(escort.number, 'heavy-to-office'));
  await opened('heavy');
  later(600);
  expect(await linesOf([escort.id, carded, ...declared])).toEqual(Array(5).fill(['office', null]));
  return { escort, declared, carded };
}

/** Where the roll has these persons, and where they were last. */
async function linesOf(persons: readonly string[]) {
  type Line = { readonly person: string; readonly zone: string | null; readonly lastZone: string | null };
  const lines: readonly Line[] = await roll();
  return persons.map((person) => {
    const line = lines.find((one) => one.person === person);
    return [line?.zone ?? null, line?.lastZone ?? null];
  });
}

const certaintyOf = async (person: string) => (await placeOf(test.pool, house.site, person)).certainty;

describe('the opening of a door on the read of an escort', () => {
  it.each(doors.map(({ id }) => id))('confirms nobody who has not read, at %s', async (door) => {
    const { escort, declared, carded } = await inTheOffice();
    const along = door.endsWith('wide') ? [carded, ...declared] : declared;
    await gateway.post(gateway.read(escort.number, `${door}-to-hall`));
    await expectAsReplayed(test.pool, house.site);
    await opened(door);
    expect(await linesOf([escort.id, ...along])).toEqual([escort.id, ...along].map(() => ['hall', null]));
    expect(await certaintyOf(escort.id)).toBe(door.startsWith('heavy') ? 'confirmed' : 'assumed');
    for (const one of along) expect(await certaintyOf(one)).toBe('assumed');
    await expectAsReplayed(test.pool, house.site);
  });

  it('confirms whoever reads for themselves while it is pending', async () => {
    const { escort, carded } = await inTheOffice();
    await gateway.post(gateway.read(escort.number, 'heavy-wide-to-hall'));
    await gateway.post(gateway.read(String(number + 1), 'heavy-wide-to-hall'));
    await opened('heavy-wide');
    expect(await certaintyOf(carded)).toBe('confirmed');
    await expectAsReplayed(test.pool, house.site);
  });
});

describe('the roll call in a fire, when an escort alone has read a card', () => {
  it.each(doors.map(({ id }) => id))('finds nobody else, out by the door %s', async (door) => {
    const { escort, declared, carded } = await inTheOffice();
    await post('emergencies', { reason: '火災' });
    later(60);
    await gateway.post(gateway.read(escort.number, `${door}-to-hall`));
    await opened(door);
    later(60);
    expect(await linesOf([escort.id])).toEqual([['hall', null]]);
    expect(await linesOf([carded, ...declared])).toEqual(Array(4).fill([null, 'office']));
    await gateway.post(gateway.read(String(number + 1), `${door}-to-hall`));
    await opened(door);
    await post('roll-call/seen', { zone: 'hall', persons: declared, visits: [] });
    expect(await linesOf([carded, ...declared])).toEqual(Array(4).fill(['hall', null]));
    await post('emergencies/end', { reason: '鎮火' });
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('finds nobody else by a door that was opened in it on a read before it', async () => {
    const { escort, declared, carded } = await inTheOffice();
    await gateway.post(gateway.read(escort.number, 'heavy-wide-to-hall'));
    await post('emergencies', { reason: '火災' });
    await opened('heavy-wide');
    expect(await linesOf([escort.id])).toEqual([['hall', null]]);
    expect(await linesOf([carded, ...declared])).toEqual(Array(4).fill([null, 'office']));
    later(60);
    await gateway.post(gateway.event('heartbeat'));
    await expectAsReplayed(house.test.pool, house.site);
  });
});
