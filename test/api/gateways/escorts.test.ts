import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takePersonStep } from '../../../src/people/persons/take-person-step.ts';
import { prepareWithdrawal } from '../../../src/visitors/review/prepare-withdrawal.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { append } from '../../support/a-site.ts';
import { anOffice, lastEntryOf, type Office, type OfficePerson, placeOf } from '../../support/an-office.ts';
import { anOutsider } from '../../support/an-outsider.ts';
import { asOwner } from '../../support/as-owner.ts';
import { fromTerminal } from '../../support/from-terminal.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

/** A lobby where no escort is asked for, an office and a laboratory where one is, doors with a contact and without. */
const plan = aPlan({
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone(),
    aZone({ id: 'lab', name: '実験室', class: 3 }),
  ],
  boundaries: [],
  signs: [],
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office', { contact: false }),
    aDoor('hall', 'office', { id: 'heavy' }),
    aDoor('hall', 'office', { id: 'wide', contact: false, escortCounts: true }),
    aDoor('office', 'lab', { contact: false, waitWithinMs: 30_000 }),
    aDoor('office', 'lab', { id: 'steel' }),
  ],
  readers: ['hall-office', 'heavy', 'wide', 'office-lab', 'steel']
    .flatMap((door) =>
      (['office-lab', 'steel'].includes(door) ? ['lab', 'office'] : ['office', 'hall']).map((to) =>
        aReader(door, to),
      ),
    )
    .concat(aReader('street-hall', 'street')),
  gateways: [{ id: 'gateway', name: '1F', silentAfterMs: 604_800_000 }],
});
const zones = plan.zones.map(({ id }) => id);

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let firstNumber = 30_000;
let host: OfficePerson;
let other: OfficePerson;
let guest: OfficePerson;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 2, firstNumber });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a, b] = office.persons;
  if (a === undefined || b === undefined) throw new Error('nobody is there');
  [host, other] = [a, b];
  guest = await aGuest();
  firstNumber += 100;
});

let guests = 60_000;
function aGuest(): Promise<OfficePerson> {
  guests += 1;
  return anOutsider(test.deps, office.siteId, { number: String(guests), host: host.id, zones });
}

function pass(ms: number): void {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
}

const reading = ({ number }: OfficePerson, reader = 'hall-office-to-office') => gateway.read(number, reader);
const read = async (person: OfficePerson, reader?: string) =>
  (await gateway.post(reading(person, reader))).body.results[0];
const lastEntry = () => lastEntryOf(test.pool, office.siteId);
const placeNow = ({ id }: OfficePerson) => placeOf(test.pool, office.siteId, id);
const custodyNow = async () => (await storedState(test.pool, office.siteId)).custody;
const asReplayed = () => expectAsReplayed(test.pool, office.siteId);

describe('an outsider before a zone that asks for an escort', () => {
  it('waits ten seconds for the host, whose read grants both in one entry and begins custody', async () => {
    const first = await read(guest);
    expect(first).toMatchObject({ verdict: 'wait', waitWithinMs: 10_000 });
    expect(codesOf(first)).toContain('escort-missing');
    pass(9_999);
    expect(await read(host)).toMatchObject({ verdict: 'grant' });
    const { subject, effects } = await lastEntry();
    expect(subject).toMatchObject({ person: host.id, with: [guest.id] });
    const way = { door: 'hall-office', to: 'office' };
    const taken = { type: 'custody', ward: guest.id, escort: host.id, mode: 'read', basis: 'permission' };
    expect(effects).toContainEqual({ ...taken, ...way });
    expect(await placeNow(guest)).toMatchObject({ zone: 'office' });
    expect(await custodyNow()).toMatchObject([{ ward: guest.id, escort: host.id, broken: null }]);
    await asReplayed();
  });

  it('waits as long as the door says', async () => {
    await gateway.post(reading(guest), reading(host));
    expect(await read(guest, 'office-lab-to-lab')).toMatchObject({ verdict: 'wait', waitWithinMs: 30_000 });
    pass(29_999);
    expect(await read(host, 'office-lab-to-lab')).toMatchObject({ verdict: 'grant' });
    expect(await placeNow(guest)).toMatchObject({ zone: 'lab' });
    await asReplayed();
  });

  it('follows the host within ten seconds, and not after', async () => {
    await read(host);
    pass(9_999);
    expect(await read(guest)).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toMatchObject([{ ward: guest.id, escort: host.id }]);
    const late = await aGuest();
    pass(10_000);
    expect(await read(late)).toMatchObject({ verdict: 'wait' });
    await asReplayed();
  });

  it('follows in the same post, and through a door with a contact that stands open', async () => {
    const { body } = await gateway.post(reading(host, 'heavy-to-office'), reading(guest, 'heavy-to-office'));
    expect(body.results.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['grant', 'grant']);
    const second = await aGuest();
    await gateway.post(gateway.event('door-opened', { door: 'heavy' }));
    pass(5000);
    expect(await read(second, 'heavy-to-office')).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toHaveLength(2);
    await asReplayed();
  });

  it('does not pass behind somebody who is not their escort, and goes on waiting', async () => {
    await read(other);
    expect(await read(guest)).toMatchObject({ verdict: 'wait' });
    expect(await read(other)).toMatchObject({ verdict: 'grant' });
    expect((await storedState(test.pool, office.siteId)).waits).toHaveLength(1);
    expect(await read(host)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([guest.id]);
  });

  it('may be escorted by anybody of the host’s unit, as long as the site lets a unit escort', async () => {
    const unit = '00000000-0000-7000-8000-0000000000aa';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    await read(guest);
    await read(other);
    expect((await lastEntry()).subject.with).toEqual([guest.id]);
    expect(await custodyNow()).toMatchObject([{ escort: other.id }]);
  });

  it.each([
    ['the host', `update persons set state = 'suspended' where person_id = $1`, 'id'],
    ['the card of the host', `update cards set state = 'lost' where card_id = $1`, 'cardId'],
    [
      'the host as such',
      `update standing_permissions set outsider = jsonb_set(outsider, '{host}', to_jsonb(person_id::text))
        where outsider ->> 'host' = $1`,
      'id',
    ],
  ] as const)(
    'does not follow where %s was stopped in between, and does not pass with them (I5)',
    async (_, stop, key) => {
      await read(host);
      await asOwner(test, stop, [host[key]]);
      expect(await read(guest)).toMatchObject({ verdict: 'wait' });
      await read(host);
      expect(await placeNow(guest)).toBeUndefined();
      expect(await custodyNow()).toEqual([]);
    },
  );
});

/** What is due is settled by the next batch. */
const settle = () => gateway.post(gateway.event('heartbeat'));
const alarmsNow = async () =>
  ((await storedState(test.pool, office.siteId)).alarms ?? []).filter(({ active }) => active === true);

describe('an escort who leaves', () => {
  beforeEach(async () => {
    await gateway.post(reading(host), reading(guest));
    pass(60_000);
  });

  it('breaks custody, and the guard is told once nobody followed', async () => {
    await read(host, 'office-lab-to-lab');
    expect(await custodyNow()).toMatchObject([{ ward: guest.id, until: expect.any(Date) }]);
    pass(29_999);
    await settle();
    expect(await alarmsNow()).toEqual([]);
    pass(1);
    await settle();
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    expect(await lastEntry()).toMatchObject({
      kind: 'escort-apart',
      subject: { person: guest.id, to: 'office' },
      details: { escort: host.id },
    });
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: expect.any(Date), until: null }]);
    await asReplayed();
  });

  it('mends it and ends the alarm by coming back', async () => {
    await read(host, 'office-lab-to-lab');
    pass(60_000);
    await settle();
    await read(host, 'office-lab-to-office');
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await asReplayed();
  });

  it('is relieved by another one who reads beside the ward', async () => {
    const unit = '00000000-0000-7000-8000-0000000000ac';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    await read(host, 'office-lab-to-lab');
    pass(60_000);
    await settle();
    await gateway.post(reading(other, 'office-lab-to-lab'), reading(guest, 'office-lab-to-lab'));
    expect(await custodyNow()).toMatchObject([{ escort: other.id, broken: null }]);
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('leaves the ward to another one who is there and may escort them', async () => {
    const unit = '00000000-0000-7000-8000-0000000000ad';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    await read(other);
    await read(host, 'office-lab-to-lab');
    pass(60_000);
    await settle();
    expect(await alarmsNow()).toEqual([]);
    expect(await custodyNow()).toMatchObject([{ escort: other.id, broken: null }]);
    await asReplayed();
  });

  it('takes leave silently where no escort is asked for', async () => {
    await gateway.post(
      reading(guest, 'hall-office-to-hall'),
      reading(host, 'hall-office-to-hall'),
      reading(guest, 'street-hall-to-street'),
    );
    pass(60_000);
    await settle();
    expect(await custodyNow()).toEqual([]);
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });
});

describe('a door where the escort counts for all', () => {
  it('takes the wards along with the read of their escort, in its entry', async () => {
    await gateway.post(reading(host), reading(guest));
    pass(60_000);
    const back = reading(host, 'wide-to-hall');
    await gateway.post(back);
    expect((await lastEntry()).subject.with).toEqual([guest.id]);
    expect(await placeNow(guest)).toMatchObject({ zone: 'hall', certainty: 'assumed' });
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await asReplayed();
    await gateway.post(gateway.event('read-abandoned', { read: back.seq }));
    expect(await placeNow(guest)).toMatchObject({ zone: 'office' });
    await asReplayed();
  });
});

describe('an escort who is stopped', () => {
  it('has their wards no more from the act on, and the guard is told (I5)', async () => {
    await gateway.post(reading(host), reading(guest));
    await takePersonStep({ ...test.deps, prepareWithdrawal }, fromTerminal(), host.id, 'suspend', '調査');
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: expect.any(Date) }]);
    await asReplayed();
    pass(60_000);
    await settle();
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    await asReplayed();
  });
});

describe('a read that its gateway gave up', () => {
  const giveUp = (seq: number) => gateway.post(gateway.event('read-abandoned', { read: seq }));

  it.each([
    ['the ward', 0],
    ['the escort', 1],
  ])('undoes the passage of both, and custody with it: that of %s', async (_, which) => {
    const events = [reading(guest), reading(host)];
    await gateway.post(...events);
    expect(await custodyNow()).toHaveLength(1);
    await giveUp(events[which]?.seq ?? 0);
    expect(await placeNow(guest)).toMatchObject({ zone: 'hall' });
    expect(await custodyNow()).toMatchObject([{ broken: expect.any(Date) }]);
    await settle();
    // Both stand before the door, where an escort is asked for: the host is there.
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('parts the ward who followed from an escort who did not go in', async () => {
    const first = reading(host);
    await gateway.post(first, reading(guest));
    await giveUp(first.seq);
    expect(await placeNow(guest)).toMatchObject({ zone: 'office' });
    expect(await custodyNow()).toMatchObject([{ broken: expect.any(Date) }]);
    await asReplayed();
  });
});

describe('a passage that nobody took', () => {
  const opened = () => gateway.post(gateway.event('door-opened', { door: 'steel' }));
  /** Over, and who is with the ward is looked at anew by the batch after that. */
  const overAndSettled = async () => {
    pass(60_000);
    await settle();
    await settle();
  };
  beforeEach(async () => {
    await gateway.post(reading(host), reading(guest));
    pass(60_000);
  });

  it('parts the ward from the escort who went in', async () => {
    await read(host, 'steel-to-lab');
    await opened();
    expect(await read(guest, 'steel-to-lab')).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await overAndSettled();
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: expect.any(Date), until: null }]);
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    expect((await lastEntry()).subject).toMatchObject({ person: guest.id, to: 'office' });
    await asReplayed();
  });

  it('parts the escort from the ward who went ahead', async () => {
    await gateway.post(reading(guest, 'steel-to-lab'), reading(host, 'steel-to-lab'));
    await opened();
    pass(60_000);
    await read(guest, 'steel-to-office');
    await opened();
    await read(host, 'steel-to-office');
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    await overAndSettled();
    expect(await placeNow(host)).toMatchObject({ zone: 'lab' });
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    await asReplayed();
  });

  it('leaves together who both stayed, also where one of them had more time', async () => {
    await read(host, 'steel-to-lab');
    pass(9000);
    await read(guest, 'steel-to-lab');
    pass(1000);
    await settle();
    await settle();
    expect(await alarmsNow()).toEqual([]);
    await overAndSettled();
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });

  it('is nobody’s parting in an emergency', async () => {
    await read(host, 'steel-to-lab');
    await opened();
    await read(guest, 'steel-to-lab');
    await append(test, office.siteId, [
      {
        kind: 'emergency-begun',
        effects: [{ type: 'condition', condition: 'emergency', zone: null, on: true }],
      },
    ]);
    await overAndSettled();
    expect(await placeNow(guest)).toMatchObject({ zone: 'office' });
    expect(await custodyNow()).toMatchObject([{ broken: null }]);
    expect(await alarmsNow()).toEqual([]);
  });
});

describe('the start of a time without escort', () => {
  const beginEmergency = () =>
    append(test, office.siteId, [
      {
        kind: 'emergency-begun',
        effects: [{ type: 'condition', condition: 'emergency', zone: null, on: true }],
      },
    ]);
  const opened = () => gateway.post(gateway.event('door-opened', { door: 'steel' }));
  const givesUp = ({ seq }: { readonly seq: number }) =>
    gateway.post(gateway.event('read-abandoned', { read: seq }));
  const post = async (event: ReturnType<typeof reading>) => {
    await gateway.post(event);
    return event;
  };
  const notTaken = async () => {
    pass(60_000);
    await settle();
  };
  /** When the host goes on without the guest. */
  const hostLeaves = async (reader: string) => {
    await read(host, reader);
    return test.clock.now();
  };
  const hostIsMissed = async (reader: string) => {
    const left = await hostLeaves(reader);
    pass(60_000);
    await settle();
    expect(await alarmsNow()).toHaveLength(1);
    return left;
  };
  const colleagueMayEscort = async () => {
    const unit = '00000000-0000-7000-8000-0000000000ba';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
  };
  const expectApartSince = async (since: Date) => {
    expect((await custodyNow())?.map(({ broken }) => broken)).toEqual([since]);
    await asReplayed();
  };

  beforeEach(async () => {
    await gateway.post(reading(host), reading(guest));
    pass(60_000);
  });

  it('is when the escort went on, where the ward who followed gives up', async () => {
    const left = await hostLeaves('office-lab-to-lab');
    pass(5000);
    const followed = await post(reading(guest, 'office-lab-to-lab'));
    pass(2000);
    await givesUp(followed);
    await expectApartSince(left);
  });

  it('is it also where the ward reads and gives up in one post', async () => {
    const left = await hostLeaves('office-lab-to-lab');
    pass(5000);
    const followed = reading(guest, 'office-lab-to-lab');
    await gateway.post(followed, gateway.event('read-abandoned', { read: followed.seq }));
    await expectApartSince(left);
  });

  it('is it also where the ward does not take the passage', async () => {
    const left = await hostLeaves('steel-to-lab');
    await opened();
    pass(5000);
    await read(guest, 'steel-to-lab');
    await notTaken();
    await expectApartSince(left);
  });

  it('is it also where the ward reads twice, and gives up the second read', async () => {
    const left = await hostLeaves('steel-to-lab');
    await opened();
    pass(2000);
    await read(guest, 'steel-to-lab');
    pass(2000);
    await givesUp(await post(reading(guest, 'steel-to-lab')));
    await expectApartSince(left);
  });

  it('is when they parted, where an escort who was missed comes back and gives up', async () => {
    const left = await hostIsMissed('office-lab-to-lab');
    const back = await post(reading(host, 'office-lab-to-office'));
    expect(await alarmsNow()).toEqual([]);
    pass(5000);
    await givesUp(back);
    await expectApartSince(left);
    await settle();
    expect(await alarmsNow()).toMatchObject([{ kind: 'visitor-abandoned', person: guest.id }]);
    const guard = await aMachine(test, 'guard', [{ role: 'guard', siteId: office.siteId }]);
    const url = `/api/v1/sites/${office.siteId}/custody/apart?from=2020-01-01&until=2040-01-01`;
    const { items } = (await test.ask(guard, { method: 'GET', url })).body;
    expect(items.map(({ since }: { since: string }) => since)).toEqual([
      left.toISOString(),
      left.toISOString(),
    ]);
    await asReplayed();
  });

  it('is it also where the escort who was missed does not take the passage back', async () => {
    const left = await hostIsMissed('office-lab-to-lab');
    await read(host, 'steel-to-office');
    await notTaken();
    await expectApartSince(left);
  });

  it.each([
    ['the ward', 0],
    ['the colleague', 1],
  ])('is it also where a colleague takes the ward on, and the read of %s is given up', async (_, which) => {
    await colleagueMayEscort();
    const left = await hostIsMissed('office-lab-to-lab');
    const reads = [reading(guest, 'office-lab-to-lab'), reading(other, 'office-lab-to-lab')];
    await gateway.post(...reads);
    expect(await custodyNow()).toMatchObject([{ escort: other.id, broken: null }]);
    pass(5000);
    await givesUp(reads[which] ?? { seq: 0 });
    await expectApartSince(left);
  });

  it('is it also in an emergency that begins before the passage is taken', async () => {
    await colleagueMayEscort();
    const left = await hostIsMissed('office-lab-to-lab');
    await read(other, 'steel-to-lab');
    await opened();
    pass(1000);
    await read(guest, 'steel-to-lab');
    expect(await custodyNow()).toMatchObject([{ escort: other.id, broken: null }]);
    await beginEmergency();
    await notTaken();
    await expectApartSince(left);
  });

  it('is when the ward went ahead of an escort who then gives up', async () => {
    const first = await post(reading(host, 'office-lab-to-lab'));
    pass(3000);
    await read(guest, 'office-lab-to-lab');
    const ahead = test.clock.now();
    pass(2000);
    await givesUp(first);
    await expectApartSince(ahead);
  });
});

describe('a ward who leaves', () => {
  it('is never refused, and is followed by the escort in time', async () => {
    await gateway.post(reading(host), reading(guest));
    await gateway.post(reading(host, 'office-lab-to-lab'), reading(guest, 'office-lab-to-lab'));
    pass(60_000);
    expect(await read(guest, 'office-lab-to-office')).toMatchObject({ verdict: 'grant' });
    expect(await custodyNow()).toMatchObject([{ until: expect.any(Date) }]);
    pass(20_000);
    await read(host, 'office-lab-to-office');
    expect(await custodyNow()).toMatchObject([{ escort: host.id, broken: null }]);
    pass(60_000);
    await settle();
    expect(await alarmsNow()).toEqual([]);
    await asReplayed();
  });
});

describe('a group behind one escort', () => {
  const groupOf = (size: number) => Promise.all(Array.from({ length: size }, aGuest));

  it('keeps the way open with every read, for three minutes in all', async () => {
    const group = await groupOf(4);
    await read(host);
    for (const one of group) {
      pass(9000);
      expect(await read(one)).toMatchObject({ verdict: 'grant' });
    }
    pass(10_000);
    expect(await read(guest)).toMatchObject({ verdict: 'wait' });
    await asReplayed();
  });

  it('asks for a second escort beyond five, who then lead any number', async () => {
    const unit = '00000000-0000-7000-8000-0000000000ab';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    const group = await groupOf(7);
    for (const one of group) expect(await read(one)).toMatchObject({ verdict: 'wait' });
    await read(host);
    expect((await lastEntry()).subject.with).toHaveLength(5);
    const sixth = await read(group[5] ?? guest);
    expect(sixth).toMatchObject({ verdict: 'wait' });
    expect(codesOf(sixth)).toContain('escort-over-ratio');
    await read(other);
    expect((await lastEntry()).subject.with).toHaveLength(2);
    await read(guest);
    expect(await custodyNow()).toHaveLength(8);
    await asReplayed();
  });

  it('asks for it also of an escort who takes them along by one read, and both go in one entry', async () => {
    const unit = '00000000-0000-7000-8000-0000000000ae';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    const group = await groupOf(6);
    await gateway.post(reading(host), reading(other), ...group.map((one) => reading(one)));
    pass(60_000);
    await gateway.post(reading(host, 'wide-to-hall'), reading(other, 'wide-to-hall'));
    // All six are the host’s by now, as after a relief.
    for (const { id } of group)
      await asOwner(test, 'update custody set escort_id = $2 where visitor_id = $1', [id, host.id]);
    await asOwner(test, 'update presence set wards = 6 where person_id = $1', [host.id]);
    await asOwner(test, 'update presence set wards = 0 where person_id = $1', [other.id]);
    pass(60_000);

    const alone = await read(host, 'wide-to-office');
    expect(alone).toMatchObject({ verdict: 'wait' });
    expect(codesOf(alone)).toContain('escort-over-ratio');
    expect(await read(other, 'wide-to-office')).toMatchObject({ verdict: 'grant' });
    const { subject } = await lastEntry();
    expect(subject).toMatchObject({ person: other.id });
    expect(subject.with.toSorted()).toEqual([host, ...group].map(({ id }) => id).toSorted());
    for (const one of group) expect(await placeNow(one)).toMatchObject({ zone: 'office' });

    await gateway.post(reading(host, 'wide-to-hall'), reading(other, 'wide-to-hall'));
    pass(60_000);
    // The second one may go ahead just as well.
    await read(other, 'wide-to-office');
    expect(await read(host, 'wide-to-office')).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toHaveLength(6);
  });

  it('tells with the second escort’s read of whoever was answered for by name and may not come in by then', async () => {
    const unit = '00000000-0000-7000-8000-0000000000af';
    for (const { id } of [host, other])
      await asOwner(test, 'update persons set organisation_id = $2 where person_id = $1', [id, unit]);
    const group = await groupOf(6);
    await gateway.post(reading(host), reading(other), ...group.map((one) => reading(one)));
    pass(60_000);
    await gateway.post(reading(host, 'wide-to-hall'), reading(other, 'wide-to-hall'));
    await asOwner(test, `update custody set escort_id = $1, mode = 'declared'`, [host.id]);
    await asOwner(test, 'update presence set wards = 6 where person_id = $1', [host.id]);
    await asOwner(test, 'update presence set wards = 0 where person_id = $1', [other.id]);
    pass(60_000);

    expect(await read(host)).toMatchObject({ verdict: 'wait' });
    const [stopped, ...left] = group;
    await asOwner(test, `update standing_permissions set zone_ids = '{hall}' where person_id = $1`, [
      stopped?.id,
    ]);
    expect(await read(other)).toMatchObject({ verdict: 'grant' });
    const { subject, decision } = await lastEntry();
    expect(subject.with.toSorted()).toEqual([host, ...left].map(({ id }) => id).toSorted());
    expect(decision.notes).toContainEqual({ code: 'ward-not-admitted' });
    // Nobody is taken along by it any more.
    await read(other);
    await settle();
    expect(await placeNow(stopped ?? guest)).toMatchObject({ zone: 'hall' });
    pass(10_000);
    await settle();
    expect(await alarmsNow()).toContainEqual(
      expect.objectContaining({ kind: 'visitor-abandoned', person: stopped?.id }),
    );
  });

  it.each([
    ['was suspended', `update persons set state = 'suspended' where person_id = $1`],
    ['has a card lent under no contract', `update persons set kind = 'card-lent' where person_id = $1`],
    [
      'is under a contract that is over',
      `with over as (
        insert into contracts (contract_id, from_seq, company, purpose, organisation_id, valid_from, valid_until)
        select person_id, from_seq, '', '', person_id, '2019-01-01', '2020-01-01' from persons where person_id = $1
        returning contract_id
      ) update persons set contract_id = (select contract_id from over) where person_id = $1`,
    ],
  ])('takes nobody in who %s, and tells of them (I5)', async (_, stop) => {
    const [stopped = guest, other = guest] = await groupOf(2);
    await gateway.post(reading(host), reading(stopped), reading(other));
    pass(60_000);
    await read(host, 'wide-to-hall');
    pass(60_000);
    await asOwner(test, stop, [stopped.id]);
    expect(await read(host, 'wide-to-office')).toMatchObject({ verdict: 'grant' });
    const { subject, decision } = await lastEntry();
    expect(subject.with).toEqual([other.id]);
    expect(decision.notes).toContainEqual({ code: 'ward-not-admitted' });
    expect(await placeNow(stopped)).toMatchObject({ zone: 'hall' });
    await asReplayed();
  });

  it('asks for it beyond two in class 3, of whoever is with the escort', async () => {
    const [first, second] = await groupOf(2);
    if (first === undefined || second === undefined) throw new Error('nobody came');
    await gateway.post(...[host, first, second].map((one) => reading(one)));
    const into = (one: OfficePerson) => reading(one, 'office-lab-to-lab');
    const verdicts = async (...people: readonly OfficePerson[]) =>
      (await gateway.post(...people.map(into))).body.results.map(
        ({ verdict }: { verdict: string }) => verdict,
      );
    expect(await verdicts(host, first, second)).toEqual(['grant', 'grant', 'grant']);
    pass(60_000);
    await gateway.post(reading(host, 'office-lab-to-office'), reading(first, 'office-lab-to-office'));
    await gateway.post(reading(second, 'office-lab-to-office'));
    await gateway.post(reading(host, 'hall-office-to-hall'), reading(host), reading(guest));
    expect(await custodyNow()).toHaveLength(3);
    expect(await verdicts(host, first, second)).toEqual(['grant', 'wait', 'wait']);
  });
});
