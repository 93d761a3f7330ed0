import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from '../../support/a-plan.ts';
import { append } from '../../support/a-site.ts';
import { aVisitor, type Visitor } from '../../support/a-visitor.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office', { contact: false }),
    aDoor('office', 'server', { contact: false }),
  ],
  readers: [
    aReader('hall-office', 'office'),
    aReader('office-server', 'server'),
    aReader('office-server', 'office'),
  ],
  gateways: [aQuietGateway],
});
const zones = plan.zones.map(({ id }) => id);

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let host: OfficePerson;
let guest: Visitor;
let number = 80_000;

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
  guest = await aVisitor(test.deps, office.siteId, {
    number: String(number + 50),
    zones,
    over: { escortIds: [host.id] },
  });
  guard = await aMachine(test, `guard-${number}`, [{ role: 'guard', siteId: office.siteId }]);
  number += 100;
});

const at = (path: string) => `/api/v1/sites/${office.siteId}/${path}`;
async function post(path: string, payload: object) {
  const { status, body } = await test.ask(guard, { method: 'POST', url: at(path), payload });
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}
const place = (person: string, zone: string) => post(`presence/${person}`, { zone, reason: '見かけた' });
const read = (card: string, reader: string) => gateway.post(gateway.read(card, reader));
const settle = () => gateway.post(gateway.event('heartbeat'));
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const alarmsNow = async () =>
  ((await storedState(test.pool, office.siteId)).alarms ?? []).filter(({ active }) => active === true);
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);
const abandoned = () => [{ kind: 'visitor-abandoned', person: guest.member, times: 1 }];

describe('a visitor in nobody’s custody who is seen where an escort is asked for', () => {
  it.each([
    ['by a guard', (zone: string) => place(guest.member, zone)],
    [
      'in a roll call',
      (zone: string) => post('roll-call/seen', { zone, persons: [guest.member, office.persons[1]?.id] }),
    ],
  ])('is apart from the host who answers for them, %s, and the guard is told', async (_, see) => {
    await see('server');
    await asReplayed();
    await settle();
    expect(await custodyNow()).toMatchObject([
      { ward: guest.member, escort: host.id, broken: expect.any(Date), until: null },
    ]);
    expect(await alarmsNow()).toMatchObject(abandoned());
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'escort-apart',
      subject: { person: guest.member, to: 'server' },
    });
    await see('server');
    await settle();
    expect(await alarmsNow()).toMatchObject(abandoned());
    await read(host.number, 'hall-office-to-office');
    await read(host.number, 'office-server-to-server');
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await asReplayed();
  });

  it('is in the custody of the host who is there', async () => {
    await read(host.number, 'hall-office-to-office');
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await place(guest.member, 'office');
    await settle();
    expect(await custodyNow()).toMatchObject([
      { escort: host.id, mode: 'read', basis: 'visit', broken: null },
    ]);
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('is told of also where nobody in service answers for them, until they are seen where none is asked for', async () => {
    await asOwner(test, `update persons set state = 'suspended' where person_id = $1`, [host.id]);
    await place(guest.member, 'office');
    await place(guest.member, 'server');
    expect(await custodyNow()).toEqual([]);
    expect(await alarmsNow()).toMatchObject(abandoned());
    await asReplayed();
    await place(guest.member, 'street');
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('is no matter before class 2, in an emergency, nor where an exception leaves it out for them', async () => {
    await place(guest.member, 'hall');
    await asOwner(
      test,
      `insert into person_exceptions (site_id, person_id, permit_id, from_seq, rows, zone_ids, valid_from, valid_until)
        values ($1, $2, $2, 1, array['t1r35'], array['server'], '2020-01-01', '2099-01-01')`,
      [office.siteId, guest.member],
    );
    await place(guest.member, 'server');
    await append(test, office.siteId, [
      {
        kind: 'emergency-begun',
        effects: [{ type: 'condition', condition: 'emergency', zone: null, on: true }],
      },
    ]);
    await place(guest.member, 'office');
    expect(await custodyNow()).toEqual([]);
    expect(await alarmsNow()).toEqual([]);
  });
});

describe('a visitor who was left alone', () => {
  it('is alone no more once a crew has taken them outside', async () => {
    await place(guest.member, 'server');
    await settle();
    expect(await alarmsNow()).toMatchObject(abandoned());
    const draft = { service: 'ambulance', persons: 3, door: 'street-hall', zone: 'server', minutes: 20 };
    const { id } = await post('emergency-entries', draft);
    await post(`emergency-entries/${id}/change`, { remaining: 0, leaving: [guest.member] });
    expect(await placeOf(test.pool, office.siteId, guest.member)).toMatchObject({ zone: 'street' });
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toEqual([]);
    await asReplayed();
  });
});
