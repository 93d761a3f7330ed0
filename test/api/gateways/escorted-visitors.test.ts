import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { admitVisitor, aVisitor, type Visitor } from '../../support/a-visitor.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { startInstance } from '../../support/live-instance.ts';
import { postTo } from '../../support/post-to.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  site: { name: '第一庁舎', timeZone: 'Asia/Tokyo', visitors: { perEscort: [{ class: 0, visitors: 2 }] } },
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone(),
  ],
  boundaries: [],
  signs: [],
  doors: [aDoor('street', 'hall', { contact: false }), aDoor('hall', 'office', { contact: false })],
  readers: ['street-hall', 'hall-office'].flatMap((door) => door.split('-').map((to) => aReader(door, to))),
  gateways: [{ id: 'gateway', name: '1F', silentAfterMs: 604_800_000 }],
});
const zones = ['hall', 'office'];

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let host: OfficePerson;
let guest: Visitor;
let number = 50_000;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 2, firstNumber: number });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a] = office.persons;
  if (a === undefined) throw new Error('nobody is there');
  host = a;
  guest = await aGuest(number + 50);
  number += 100;
});

async function aGuest(pass: number, perEscort: number | null = null): Promise<Visitor> {
  const one = await aVisitor(test.deps, office.siteId, { number: String(pass), zones });
  await admitVisitor(test.deps, office.siteId, one, zones, { escortIds: [host.id], perEscort });
  return one;
}

const pass = (ms: number) => test.clock.set(new Date(test.clock.now().getTime() + ms));
const reading = ({ number: card }: { readonly number: string }, reader = 'hall-office-to-office') =>
  gateway.read(card, reader);
const read = async (one: { readonly number: string }, reader?: string) =>
  (await gateway.post(reading(one, reader))).body.results[0];
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);

describe('a visitor with a pass of the desk', () => {
  it('waits for the host and passes with them, or follows them', async () => {
    expect(await read(guest)).toMatchObject({ verdict: 'wait', waitWithinMs: 10_000 });
    expect(await read(host)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntryOf(test.pool, office.siteId)).subject).toMatchObject({
      person: host.id,
      with: [guest.member],
    });
    expect(await custodyNow()).toMatchObject([{ ward: guest.member, escort: host.id, basis: 'visit' }]);
    expect(await placeOf(test.pool, office.siteId, guest.member)).toMatchObject({ zone: 'office' });
    await asReplayed();
  });

  it.each([
    ['the site says two', [null, null]],
    ['their visit says one', [1]],
    ['their visit says more than the site does', [null, 40]],
  ])('is one too many for the host where %s', async (_, asked) => {
    const others = await Promise.all(asked.map((perEscort, index) => aGuest(number + 60 + index, perEscort)));
    const last = others.at(-1) ?? guest;
    await gateway.post(...[host, guest, ...others.slice(0, -1)].map((one) => reading(one)));
    const one = await read(last);
    expect(one).toMatchObject({ verdict: 'wait' });
    expect(codesOf(one)).toContain('escort-over-ratio');
    expect(await custodyNow()).toHaveLength(asked.length);
  });

  it('is led by a host who read alone here and brought them in at another instance', async () => {
    await read(host, 'street-hall-to-hall');
    const there = await startInstance(test);
    try {
      const address = there.url.replace('ws', 'http').replace('/api/v1', '');
      await postTo(address, office.tokens.get('gateway') ?? '', {
        epoch: gateway.epoch,
        events: [host, guest].map((one) => reading(one)),
      });
      expect(await custodyNow()).toMatchObject([{ ward: guest.member, escort: host.id, broken: null }]);
      await read(host, 'hall-office-to-hall');
      expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: expect.anything() }]);
      await asReplayed();
    } finally {
      await there.close();
    }
  });

  it('is told of when the host leaves them, and goes out unhindered', async () => {
    await gateway.post(reading(host), reading(guest));
    pass(60_000);
    await read(host, 'hall-office-to-hall');
    pass(60_000);
    await gateway.post(gateway.event('heartbeat'));
    const { alarms } = await storedState(test.pool, office.siteId);
    expect(alarms).toMatchObject([{ kind: 'visitor-abandoned', person: guest.member, active: true }]);
    expect(await read(guest, 'hall-office-to-hall')).toMatchObject({ verdict: 'grant' });
    expect(await read(guest, 'street-hall-to-street')).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toEqual([]);
    const { alarms: after = [] } = await storedState(test.pool, office.siteId);
    expect(after.filter(({ active }) => active === true)).toEqual([]);
    await asReplayed();
  });
});
