import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aVisitor } from '../../support/a-visitor.ts';
import { anOffice, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { aLineTo, type DatabaseLine } from '../../support/database-line.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';

let line: DatabaseLine;
let test: TestApp;
let office: Office;
let gateway: TestGateway;

beforeAll(async () => {
  test = await startTestApp(aClock(), async (url) => {
    line = await aLineTo(url);
    return line.url;
  });
  const plan = aPlan();
  office = await anOffice(test.deps, {
    plan: {
      ...plan,
      zones: [...plan.zones, aZone({ id: 'vault', class: 3, neverAlone: true })],
      doors: [...plan.doors, aDoor('office', 'vault')],
      readers: [...plan.readers, aReader('office-vault', 'vault')],
    },
    staff: 40,
  });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(async () => {
  await test.close();
  await line.close();
});

const reads = (count: number, first = 0) =>
  office.persons
    .slice(first, first + count)
    .map(({ number }) => gateway.read(number, 'hall-office-to-office'));

/** How often the batch of these events waited for the database. */
async function flightsOf(events: readonly GatewayEvent[]): Promise<number> {
  const before = line.roundTrips();
  const { status, body } = await gateway.post(...events);
  expect(status).toBe(200);
  expect(body.results).toHaveLength(events.length);
  return line.roundTrips() - before;
}

beforeAll(async () => {
  // The first batch reads the rules, too.
  await gateway.post(...reads(1));
});

describe('a live batch with nothing due', () => {
  it('reads in one flight and writes in another: one card', async () => {
    expect(await flightsOf(reads(1, 1))).toBe(2);
  });

  it('reads in one flight and writes in another: many cards, doors and gateways', async () => {
    const others = [
      gateway.event('door-opened', { door: 'hall-office' }),
      gateway.event('door-closed', { door: 'hall-office' }),
      gateway.event('tamper'),
      gateway.event('heartbeat'),
      gateway.read('99999', 'hall-office-to-office'),
    ];
    expect(await flightsOf([...reads(20, 10), ...others])).toBe(2);
  });

  it('reads in one flight and writes in another: a visitor with a pass', async () => {
    const { number } = await aVisitor(test.deps, office.siteId, { number: '60001', zones: ['office'] });
    expect(await flightsOf([gateway.read(number, 'hall-office-to-office'), ...reads(1, 4)])).toBe(2);
  });

  it('reads in one flight and writes in another: a repeat, of which nothing is written but the end', async () => {
    const [read] = reads(1, 5);
    if (read === undefined) throw new Error('nobody is left');
    await gateway.post(read);
    expect(await flightsOf([read])).toBe(2);
  });

  it('reads in one flight and writes in another: where somebody waits, and is met', async () => {
    const [one, two] = office.persons
      .slice(30)
      .map(({ number }) => gateway.read(number, 'office-vault-to-vault'));
    if (one === undefined || two === undefined) throw new Error('nobody is left');
    expect(await flightsOf([one])).toBe(2);
    expect(await flightsOf([two])).toBe(2);
  });
});

/** What few have, as an act at another instance leaves it to somebody. */
const given = {
  'an exception': `insert into person_exceptions (site_id, person_id, permit_id, from_seq, rows, zone_ids, valid_from, valid_until)
    values ($1, $2, $2, 1, '{t1r35}', '{office}', now(), now())`,
  'a work': `insert into permit_holders (site_id, person_id, kind, permit_id) values ($1, $2, 'work', $2)`,
  'something carried in': `insert into items (site_id, item_id, from_seq, state, belongs, owner_id, registrant_id, item, medium,
      grade, quantity, present, since, carried_by, stays)
    values ($1, $2, 1, 'inside', 'ministry', $2, $2, '端末', 'terminal', '{}', 1, 1, now(), $2, false)`,
} as const;

describe('a live batch', () => {
  it.each(Object.entries(given))(
    'looks once more, in a flight between, at a visitor to whom another instance gave it: %s',
    async (what, statement) => {
      const number = String(61_000 + Object.keys(given).indexOf(what));
      const { member } = await aVisitor(test.deps, office.siteId, { number, zones: ['office'] });
      const flights = () => flightsOf([gateway.read(number, 'hall-office-to-office')]);
      expect([await flights(), await flights()]).toEqual([2, 2]);
      await asOwner(test, statement, [office.siteId, member]);
      expect([await flights(), await flights()]).toEqual([3, 2]);
    },
  );

  it('looks once more at whoever waits, where another instance gave them what few have', async () => {
    const [escort] = office.persons.slice(38);
    if (escort === undefined) throw new Error('nobody is left');
    const over = { escortIds: [escort.id] };
    const visitor = await aVisitor(test.deps, office.siteId, {
      number: '62000',
      zones: ['office', 'server'],
      over,
    });
    const flights = ({ number }: { number: string }, reader: string) =>
      flightsOf([gateway.read(number, reader)]);
    const [first, second] = ['hall-office-to-office', 'office-server-to-server'] as const;
    expect([await flights(visitor, first), await flights(escort, first)]).toEqual([2, 2]);
    expect(await flights(visitor, second)).toBe(2);
    await asOwner(test, given['an exception'], [office.siteId, visitor.member]);
    expect(await flights(escort, second)).toBe(3);
  });

  it('looks once more, in a flight between, at whoever needed no whole look before and does now', async () => {
    const [person] = office.persons.slice(39);
    if (person === undefined) throw new Error('nobody is left');
    const flights = () => flightsOf([gateway.read(person.number, 'hall-office-to-office')]);
    expect([await flights(), await flights()]).toEqual([2, 2]);
    await asOwner(test, given['an exception'], [office.siteId, person.id]);
    expect([await flights(), await flights()]).toEqual([3, 2]);
  });
});
