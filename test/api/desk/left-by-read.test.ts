import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf } from '../../../src/db/pool.ts';
import { loadArrivals } from '../../../src/visitors/registry/arrival-rows.ts';
import type { SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { aGateway, type GatewayEvent, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { aReception, visitDay as day, frontDesk, given, type Reception } from '../../support/a-reception.ts';
import { aDestination, aReview } from '../../support/a-visit.ts';
import { addStaff, gatewayToken, lastEntryOf, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';

let house: Reception;
let token: string;
let rights: Officer;
let guard: Officer;
let plan: SitePlan;
let escort: OfficePerson;
/** Two entrances, one with a contact and one without, and an inner door, read both ways. */
beforeAll(async () => {
  const { doors, readers } = aPlan();
  plan = aPlan({
    desks: [frontDesk],
    doors: [...doors, aDoor('street', 'hall', { id: 'gate', control: 'gate', contact: false })],
    readers: [
      ...readers,
      aReader('street-hall', 'street'),
      aReader('gate', 'hall'),
      aReader('gate', 'street'),
      aReader('hall-office', 'hall'),
    ],
    gateways: [aQuietGateway],
  });
  house = await aReception(plan);
  token = await gatewayToken(house.test.deps, house.site, 'gateway');
  rights = await anOfficer(house.test, [{ role: 'rights-admin' }]);
  guard = await anOfficer(house.test, [{ role: 'guard', siteId: house.site }]);
});
afterAll(() => house.test.close());

const now = () => house.test.clock.now();
const later = (ms: number) => house.test.clock.set(new Date(now().getTime() + ms));
const second = 1_000;

let number = 4_700;
let visit: string;
let member: string;
/** A visitor in the hall with a pass that has a card. */
beforeEach(async () => {
  number += 1;
  const [staff] = await addStaff(house.test.deps, house.site, plan, { count: 1, firstNumber: number + 500 });
  if (staff === undefined) throw new Error('nobody is there');
  escort = staff;
  const card = { format: 'wiegand-26', facility: '1', number: String(number) };
  const made = await house.test.ask(rights.token, {
    method: 'POST',
    url: `/api/v1/sites/${house.site}/passes`,
    payload: { numeral: `V-${number}`, basis: 'visit', highestClass: 2, card },
  });
  expect(made.status).toBe(201);
  const { id: host } = house.host;
  const planned = await house.visit({
    destinations: [aDestination(host, { review: aReview(host), escortIds: [escort.id] })],
  });
  visit = planned.visit;
  [member = ''] = planned.members;
  later(60 * second);
  const pass = { instead: undefined, pass: `V-${number}` };
  await house.step(visit, 'check-in', { day, desk: 'front', members: [given(member, pass)] });
  later(60 * second);
});

/** A gateway whose clock is ahead of ours by so much. */
function aGatewayAhead(ms: number): TestGateway {
  return aGateway(
    (payload) => house.test.ask(token, { method: 'POST', url: '/api/v1/gateway/events', payload }),
    () => new Date(now().getTime() + ms),
  );
}

/** Tells of events and answers the number of the last entry. */
async function tell(gateway: TestGateway, ...events: readonly GatewayEvent[]): Promise<number> {
  const { body } = await gateway.post(...events);
  return body.results.at(-1).entry;
}

const reads = (gateway: TestGateway, reader: string) => tell(gateway, gateway.read(String(number), reader));

/** The visitor reads there and the door, where it has a contact, tells a little later that it was opened. */
async function passes(gateway: TestGateway, door: string, to: string): Promise<number> {
  const seq = await reads(gateway, `${door}-to-${to}`);
  later(2 * second);
  if (door !== 'gate') await tell(gateway, gateway.event('door-opened', { door }));
  return seq;
}

/** The escort goes first, and the visitor follows by their own read. */
async function comesIn(gateway: TestGateway, door: string): Promise<number> {
  await tell(gateway, gateway.read(escort.number, `${door}-to-hall`));
  return passes(gateway, door, 'hall');
}

const leaveBy = async (read: number) => {
  const asked = { day, members: [{ member, read }], origin: 'read', hostSaidSo: true };
  return (await house.step(visit, 'check-out', asked)).body.members[0];
};
const lacksOf = async (read: number) =>
  ((await leaveBy(read)).lacks ?? []).map(({ code }: { readonly code: string }) => code);
const arrival = async () => (await loadArrivals(databaseOf(house.test.pool), house.site, [member], day))[0];

describe('a visitor who is said to have left by a read of the way out', () => {
  const clocks = [-120_000, -3_000, -40, 0, 40, 3_000];
  it.each(clocks.flatMap((ahead) => ['street-hall', 'gate'].map((door) => [ahead, door] as const)))(
    'has, when the clock of the gateway is %i ms ahead and the door is %s',
    async (ahead, door) => {
      const gateway = aGatewayAhead(ahead);
      const readAt = now();
      const seq = await passes(gateway, door, 'street');
      const place = await placeOf(house.test.pool, house.site, member);
      expect(place).toMatchObject({ zone: 'street' });
      later(300 * second);
      expect(await leaveBy(seq)).toMatchObject({ done: true, lacks: [] });
      expect(await arrival()).toMatchObject({ checkedOutAt: readAt, endOrigin: 'read' });
      // The read has put them there; the desk has nothing to add.
      expect(await placeOf(house.test.pool, house.site, member)).toEqual(place);
      await expectAsReplayed(house.test.pool, house.site);
    },
  );

  it('has also where the card was read twice, by either read', async () => {
    const gateway = aGatewayAhead(0);
    await reads(gateway, 'street-hall-to-street');
    later(second);
    const again = await passes(gateway, 'street-hall', 'street');
    expect(await leaveBy(again)).toMatchObject({ done: true });
  });

  it('has also where no contact told of the door, and is outside since the read', async () => {
    const readAt = now();
    const seq = await reads(aGatewayAhead(3_000), 'street-hall-to-street');
    later(60 * second);
    expect(await leaveBy(seq)).toMatchObject({ done: true });
    expect((await lastEntryOf(house.test.pool, house.site)).effects).toEqual([
      { type: 'presence', person: member, zone: 'street', certainty: 'assumed', since: readAt.toISOString() },
    ]);
  });

  it('has also by a read that is told afterwards, at its time', async () => {
    const gateway = aGatewayAhead(0);
    const readAt = now();
    const read = gateway.read(String(number), 'gate-to-street', { decided: { verdict: 'grant' } });
    later(600 * second);
    const { body } = await house.test.ask(token, {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch: gateway.epoch, backlog: true, events: [read] },
    });
    expect(await leaveBy(body.results[0].entry)).toMatchObject({ done: true });
    expect(await arrival()).toMatchObject({ checkedOutAt: readAt });
  });
});

describe('a visitor of whom a read tells no leaving', () => {
  it.each([-3_000, 0, 3_000])('is not taken out by one of the way in (%i ms ahead)', async (ahead) => {
    const gateway = aGatewayAhead(ahead);
    await passes(gateway, 'gate', 'street');
    later(60 * second);
    const seq = await comesIn(gateway, 'gate');
    expect(await lacksOf(seq)).toEqual(['not-a-way-out']);
  });

  it('is not taken out by one that leads from a room into the hall of the desk', async () => {
    const seq = await passes(aGatewayAhead(0), 'hall-office', 'hall');
    expect(await lacksOf(seq)).toEqual(['not-a-way-out']);
  });

  it.each([-3_000, 0, 3_000])('is not by one they came back from since (%i ms ahead)', async (ahead) => {
    const gateway = aGatewayAhead(ahead);
    const seq = await passes(gateway, 'gate', 'street');
    later(60 * second);
    await comesIn(gateway, 'gate');
    expect(await lacksOf(seq)).toEqual(['seen-since']);
  });

  it.each([-3_000, 3_000])('is not by one after which somebody saw them (%i ms ahead)', async (ahead) => {
    const seq = await passes(aGatewayAhead(ahead), 'street-hall', 'street');
    const asked = { zone: 'hall', persons: [member], visits: [] };
    const url = `/api/v1/sites/${house.site}/roll-call/seen`;
    const seen = await house.test.ask(guard.token, { method: 'POST', url, payload: asked });
    expect(seen.status).toBe(200);
    expect(await lacksOf(seq)).toEqual(['seen-since']);
  });

  it('is not by one that was not taken, where a later one was', async () => {
    const gateway = aGatewayAhead(0);
    const seq = await reads(gateway, 'street-hall-to-street');
    later(600 * second);
    const taken = await passes(gateway, 'street-hall', 'street');
    expect(await lacksOf(seq)).toEqual(['seen-since']);
    expect(await leaveBy(taken)).toMatchObject({ done: true });
  });

  it('is not by one told afterwards, where something later is known of them', async () => {
    const gateway = aGatewayAhead(0);
    const read = gateway.read(String(number), 'gate-to-street', { decided: { verdict: 'grant' } });
    later(600 * second);
    await comesIn(aGatewayAhead(0), 'street-hall');
    const { body } = await house.test.ask(token, {
      method: 'POST',
      url: '/api/v1/gateway/events',
      payload: { epoch: gateway.epoch, backlog: true, events: [read] },
    });
    expect(await lacksOf(body.results[0].entry)).toEqual(['seen-since']);
  });
});

describe('a line on paper of whoever left by a read', () => {
  let sheet = 0;
  /** The visitor comes from a room into the hall and goes out a little later: paper has one minute for both. */
  async function goesOut(ahead: number, door: string) {
    const gateway = aGatewayAhead(ahead);
    house.test.clock.set(new Date(Math.ceil(now().getTime() / 60_000) * 60_000));
    const leftAt = now().toISOString();
    await passes(gateway, 'hall-office', 'hall');
    later(10 * second);
    await reads(gateway, `${door}-to-street`);
    return leftAt;
  }
  const log = (leftAt: string) => {
    sheet += 1;
    const enteredAt = new Date(Date.parse(leftAt) - 60_000).toISOString();
    const line = { sheet, line: 1, person: member, enteredAt, leftAt, door: 'street-hall', zone: 'hall' };
    return house.test.ask(guard.token, {
      method: 'POST',
      url: `/api/v1/sites/${house.site}/paper-log`,
      payload: { writtenOn: day, writer: '警備 次郎', lines: [line] },
    });
  };

  it.each([-3_000, 0, 3_000])('is not contradicted by where they were before it (%i ms)', async (ahead) => {
    const leftAt = await goesOut(ahead, 'street-hall');
    later(600 * second);
    expect((await log(leftAt)).status).toBe(201);
    expect(await arrival()).toMatchObject({ state: 'checked-out', endOrigin: 'paper' });
    expect(await placeOf(house.test.pool, house.site, member)).toMatchObject({ zone: 'street' });
    await expectAsReplayed(house.test.pool, house.site);
  });

  it('is by where they are since', async () => {
    const leftAt = await goesOut(0, 'street-hall');
    later(60 * second);
    await passes(aGatewayAhead(0), 'hall-office', 'hall');
    const { status, body } = await log(leftAt);
    expect([status, body.errors?.[0].at]).toEqual([422, '/lines/0/leftAt']);
  });
});
