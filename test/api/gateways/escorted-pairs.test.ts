import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aVisitor, type Visitor } from '../../support/a-visitor.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

/** A server room where nobody may be alone and an escort is asked for: a door without a contact, one with, and one where people wait long. */
const plan = aPlan({
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone({ id: 'vault', name: 'サーバ室', class: 3, neverAlone: true }),
  ],
  boundaries: [],
  signs: [],
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'vault', { contact: false }),
    aDoor('hall', 'vault', { id: 'heavy' }),
    aDoor('hall', 'vault', { id: 'slow', contact: false, waitWithinMs: 120_000 }),
  ],
  readers: [
    aReader('street-hall', 'hall'),
    ...['hall-vault', 'heavy', 'slow'].flatMap((door) => [aReader(door, 'vault'), aReader(door, 'hall')]),
  ],
  gateways: [{ id: 'gateway', name: '1F', silentAfterMs: 604_800_000 }],
});
const zones = plan.zones.map(({ id }) => id);

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let firstNumber = 30_000;
let host: OfficePerson;
let colleague: OfficePerson;
let other: OfficePerson;
let guest: Visitor;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 3, firstNumber });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a, b, c] = office.persons;
  if (a === undefined || b === undefined || c === undefined) throw new Error('nobody is there');
  [host, colleague, other] = [a, b, c];
  guest = await aGuest();
  firstNumber += 100;
});

let guests = 70_000;
/** A visitor whom the host alone may escort. */
function aGuest(): Promise<Visitor> {
  guests += 1;
  return aVisitor(test.deps, office.siteId, {
    number: String(guests),
    zones,
    over: { escortIds: [host.id] },
  });
}

const pass = (ms: number) => test.clock.set(new Date(test.clock.now().getTime() + ms));
const reading = ({ number }: { readonly number: string }, reader = 'hall-vault-to-vault') =>
  gateway.read(number, reader);
const read = async (one: { readonly number: string }, reader?: string) =>
  (await gateway.post(reading(one, reader))).body.results[0];
const verdictsOf = async (...all: readonly { readonly number: string }[]) => {
  const verdicts: string[] = [];
  for (const one of all) verdicts.push((await read(one)).verdict);
  return verdicts;
};
const lastEntry = () => lastEntryOf(test.pool, office.siteId);
const zoneOf = async (person: string) => (await placeOf(test.pool, office.siteId, person))?.zone;
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const waitsNow = async () => (await storedState(test.pool, office.siteId)).waits;
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);

describe('a visitor before a room where nobody may be alone', () => {
  it('waits for the escort and for a second person, as long as either is waited for, and is told so', async () => {
    const first = await read(guest);
    expect(first).toMatchObject({ verdict: 'wait', waitWithinMs: 20_000 });
    expect(codesOf(first)).toEqual(expect.arrayContaining(['escort-missing', 'second-person-missing']));
    expect((await lastEntry()).effects).toContainEqual(
      expect.objectContaining({ type: 'wait', person: guest.member, why: 'escort-and-second-person' }),
    );
    await asReplayed();
  });

  it.each([
    ['visitor, host, colleague', () => [guest, host, colleague]],
    ['visitor, colleague, host', () => [guest, colleague, host]],
    ['host, visitor, colleague', () => [host, guest, colleague]],
    ['host, colleague, visitor', () => [host, colleague, guest]],
    ['colleague, visitor, host', () => [colleague, guest, host]],
    ['colleague, host, visitor', () => [colleague, host, guest]],
  ])('goes in with both of them in whichever order they read: %s', async (_, order) => {
    expect((await verdictsOf(...order())).at(-1)).toBe('grant');
    for (const id of [guest.member, host.id, colleague.id]) expect(await zoneOf(id)).toBe('vault');
    expect(await custodyNow()).toMatchObject([{ ward: guest.member, escort: host.id, broken: null }]);
    expect(await waitsNow()).toEqual([]);
    await asReplayed();
  });

  it('is let in by the entry of whoever reads last, with everybody who waited', async () => {
    const second = await aGuest();
    expect(await verdictsOf(guest, second, host)).toEqual(['wait', 'wait', 'wait']);
    expect(await read(colleague)).toMatchObject({ verdict: 'grant' });
    const { subject } = await lastEntry();
    expect(subject.person).toBe(colleague.id);
    expect(subject.with.toSorted()).toEqual([host.id, guest.member, second.member].toSorted());
    expect(await custodyNow()).toHaveLength(2);
    await asReplayed();
  });

  it('is no second person, nor are two of them', async () => {
    const second = await aGuest();
    expect(await verdictsOf(guest, second, host)).toEqual(['wait', 'wait', 'wait']);
    for (const id of [guest.member, second.member, host.id]) expect(await zoneOf(id)).not.toBe('vault');
  });

  it('does not go in behind two of whom nobody may escort them', async () => {
    expect(await verdictsOf(guest, colleague, other)).toEqual(['wait', 'wait', 'grant']);
    expect(await zoneOf(guest.member)).not.toBe('vault');
    expect(await waitsNow()).toMatchObject([{ person: guest.member }]);
    expect(await read(host)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([guest.member]);
  });

  it('waits for nobody where something else stands against them', async () => {
    await asOwner(test, `update cards set state = 'suspended' where card_id = $1`, [guest.card]);
    expect(await read(guest)).toMatchObject({ verdict: 'deny' });
  });

  it('waits for nobody with a read that comes late', async () => {
    const decided = { decided: { verdict: 'grant' }, at: test.clock.now().toISOString() };
    await gateway.post(gateway.read(guest.number, 'hall-vault-to-vault', decided));
    expect(await waitsNow()).toEqual([]);
    expect((await lastEntry()).decision.verdict).not.toBe('wait');
  });
});

describe('an escort who was let in by the read of another', () => {
  it.each(['hall-vault', 'heavy'])('is followed through %s within the time, and not after', async (door) => {
    const reader = `${door}-to-vault`;
    await gateway.post(reading(host, reader), reading(colleague, reader));
    const late = await aGuest();
    pass(9_999);
    expect(await read(guest, reader)).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toMatchObject([{ ward: guest.member, escort: host.id }]);
    pass(10_000);
    expect(await read(late, reader)).toMatchObject({ verdict: 'wait' });
    await asReplayed();
  });

  it('is followed however long they waited themselves, for three minutes in all', async () => {
    const reader = 'slow-to-vault';
    await read(host, reader);
    pass(119_999);
    await read(colleague, reader);
    pass(119_999);
    expect(await read(guest, reader)).toMatchObject({ verdict: 'grant' });
    const late = await aGuest();
    pass(60_000);
    expect(await read(late, reader)).toMatchObject({ verdict: 'grant' });
    pass(1);
    expect(await read(await aGuest(), reader)).toMatchObject({ verdict: 'wait' });
    await asReplayed();
  });

  it.each([
    ['the host', `update persons set state = 'suspended' where person_id = $1`, 'id'],
    ['the card of the host', `update cards set state = 'lost' where card_id = $1`, 'cardId'],
  ] as const)('is followed by nobody once %s was stopped (I5)', async (_, stop, key) => {
    await gateway.post(reading(host), reading(colleague));
    await asOwner(test, stop, [host[key]]);
    expect(await read(guest)).toMatchObject({ verdict: 'wait' });
    expect(await custodyNow()).toEqual([]);
  });
});
