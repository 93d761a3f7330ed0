import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aVisitor, type Visitor } from '../../support/a-visitor.ts';
import { anOffice, type Office, type OfficePerson } from '../../support/an-office.ts';
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
let guest: Visitor;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 2, firstNumber });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a, b, c] = office.persons;
  if (a === undefined || b === undefined || c === undefined) throw new Error('nobody is there');
  [host, colleague] = [a, b];
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
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);

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
