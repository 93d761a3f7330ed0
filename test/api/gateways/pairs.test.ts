import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { append } from '../../support/a-site.ts';
import {
  anOffice,
  entriesOf,
  lastEntryOf,
  type Office,
  type OfficePerson,
  placeOf,
} from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startInstance } from '../../support/live-instance.ts';
import { postTo } from '../../support/post-to.ts';
import { expectAsReplayed, storedState } from '../../support/stored-state.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

/** A room where nobody may be alone: one door with a contact, two without, one of them a second way in. */
const plan = aPlan({
  zones: [
    aZone({ id: 'street', name: '構外', class: 0 }),
    aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
    aZone({ id: 'vault', name: '保管室', class: 2, neverAlone: true }),
    aZone({ id: 'cell', name: '奥の間', class: 3 }),
  ],
  boundaries: [],
  signs: [],
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'vault', { contact: false, waitWithinMs: 30_000 }),
    aDoor('hall', 'vault', { id: 'side', contact: false }),
    aDoor('hall', 'vault', { id: 'heavy', openWithinMs: 8000 }),
    aDoor('vault', 'cell', { contact: false }),
  ],
  readers: [
    aReader('street-hall', 'hall'),
    ...['hall-vault', 'side', 'heavy'].flatMap((door) => [aReader(door, 'vault'), aReader(door, 'hall')]),
    { ...aReader('hall-vault', 'vault'), id: 'second-reader', gateway: 'other' },
    aReader('vault-cell', 'cell'),
    aReader('vault-cell', 'vault'),
  ],
  gateways: [
    { id: 'gateway', name: '1F' },
    { id: 'other', name: '2F' },
  ],
});

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let firstNumber = 10_000;
let one: OfficePerson;
let two: OfficePerson;
let three: OfficePerson;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** An office of its own for each test: who is in the room counts. */
beforeEach(async () => {
  office = await anOffice(test.deps, { plan, staff: 3, firstNumber });
  firstNumber += 100;
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const [a, b, c] = office.persons;
  if (a === undefined || b === undefined || c === undefined) throw new Error('nobody is there');
  [one, two, three] = [a, b, c];
});

function pass(ms: number): void {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
}

const entering = ({ number }: OfficePerson, reader = 'hall-vault-to-vault') => gateway.read(number, reader);
const enter = async (person: OfficePerson, reader?: string) =>
  (await gateway.post(entering(person, reader))).body.results[0];
const lastEntry = () => lastEntryOf(test.pool, office.siteId);
const placeNow = ({ id }: OfficePerson) => placeOf(test.pool, office.siteId, id);
const entriesNow = async () =>
  (await entriesOf(test.pool, office.siteId)).map(({ text }) => JSON.parse(text));
const waitsNow = async () => (await storedState(test.pool, office.siteId)).waits;

describe('two persons before a zone where nobody may be alone', () => {
  it('go in together: the first waits, the read of the second grants both in one entry', async () => {
    const first = await enter(one);
    expect(first).toMatchObject({ verdict: 'wait', waitWithinMs: 30_000 });
    expect(codesOf(first)).toEqual(['second-person-missing']);
    const until = new Date(test.clock.now().getTime() + 30_000).toISOString();
    const way = { door: 'hall-vault', from: 'hall', to: 'vault' };
    expect((await lastEntry()).effects).toEqual([
      { type: 'wait', person: one.id, card: one.cardId, ...way, until, why: 'second-person' },
    ]);
    expect(await waitsNow()).toHaveLength(1);

    pass(20_000);
    expect(await enter(two)).toMatchObject({ verdict: 'grant', openWithinMs: 10_000 });
    const { subject, effects, decision } = await lastEntry();
    expect(subject).toMatchObject({ person: two.id, with: [one.id], card: two.cardId, ...way });
    expect(decision).toMatchObject({ verdict: 'grant', reasons: [] });
    expect(decision.restsOn.map(({ person }: { person: string }) => person)).toEqual([one.id, two.id]);
    expect(effects.map(({ type }: { type: string }) => type)).toEqual(['wait-over', 'presence', 'presence']);
    expect(await placeNow(one)).toMatchObject({ zone: 'vault', certainty: 'assumed' });
    expect(await placeNow(two)).toMatchObject({ zone: 'vault', certainty: 'assumed' });
    expect(await waitsNow()).toEqual([]);
    const { rows } = await test.pool.query('select person_id as id from entry_persons where site_id = $1', [
      office.siteId,
    ]);
    expect(rows).toEqual([{ id: one.id }]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('go in together when both reads come in one post', async () => {
    const { body } = await gateway.post(entering(one), entering(two));
    expect(body.results.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['wait', 'grant']);
    expect(await waitsNow()).toEqual([]);
    expect(await placeNow(one)).toMatchObject({ zone: 'vault' });
  });

  it('are taken by one opening at a door with a contact, and a third goes along', async () => {
    await enter(one, 'heavy-to-vault');
    expect(await enter(two, 'heavy-to-vault')).toMatchObject({ verdict: 'grant', openWithinMs: 8000 });
    expect(await enter(three, 'heavy-to-vault')).toMatchObject({ verdict: 'grant' });
    expect(await enter(one, 'heavy-to-vault')).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).decision.notes).toEqual([{ code: 'repeated' }]);
    await gateway.post(gateway.event('door-opened', { door: 'heavy' }));
    for (const person of [one, two, three]) {
      expect(await placeNow(person)).toMatchObject({ zone: 'vault', certainty: 'confirmed' });
    }
  });

  it('may stand at two readers of two gateways: the same door, the same way', async () => {
    await enter(one);
    const other = aGatewayOf(test, office.tokens.get('other'));
    const { body } = await other.post(other.read(two.number, 'second-reader'));
    expect(body.results[0]).toMatchObject({ verdict: 'grant' });
  });

  it('do not meet at two doors of the same zone: each would pass one of them alone', async () => {
    await enter(one);
    expect(await enter(two, 'side-to-vault')).toMatchObject({ verdict: 'wait', waitWithinMs: 20_000 });
    expect(await waitsNow()).toHaveLength(2);
    expect(await enter(three)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([one.id]);
  });

  it('are not the same person twice, whose wait only begins anew', async () => {
    await enter(one);
    pass(25_000);
    expect(await enter(one)).toMatchObject({ verdict: 'wait', waitWithinMs: 30_000 });
    pass(25_000);
    expect(await enter(two)).toMatchObject({ verdict: 'grant' });
  });

  it('leave together for a higher zone, which neither may do alone', async () => {
    await gateway.post(entering(one), entering(two));
    expect(await enter(one, 'vault-cell-to-cell')).toMatchObject({ verdict: 'wait' });
    expect(await enter(two, 'vault-cell-to-cell')).toMatchObject({ verdict: 'grant' });
    expect(await placeNow(one)).toMatchObject({ zone: 'cell' });
  });

  it('are not let go together when a third would stay alone', async () => {
    await gateway.post(entering(one), entering(two), entering(three));
    expect(await enter(one, 'vault-cell-to-cell')).toMatchObject({ verdict: 'grant' });
    expect(await enter(two, 'vault-cell-to-cell')).toMatchObject({ verdict: 'wait' });
    expect(await enter(three, 'vault-cell-to-cell')).toMatchObject({ verdict: 'grant' });
  });

  it('may leave for a lower zone one after the other: nobody is held', async () => {
    await gateway.post(entering(one), entering(two));
    const left = await enter(one, 'hall-vault-to-hall');
    expect(left).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).decision.notes).toContainEqual({ code: 'would-leave-one-alone' });
  });
});

describe('the receipt of a wait', () => {
  it('stays a wait after the pair has passed (I3)', async () => {
    const read = entering(one);
    await gateway.post(read);
    await enter(two);
    const { body } = await gateway.post(read);
    expect(body.results[0]).toMatchObject({ status: 'duplicate', verdict: 'wait' });
  });
});

describe('a wait', () => {
  it('ends with an entry when its time is over, and the next one waits anew', async () => {
    await enter(one);
    const due = new Date(test.clock.now().getTime() + 30_000);
    pass(30_000);
    expect(await enter(two)).toMatchObject({ verdict: 'wait' });
    const over = (await entriesNow()).at(-2);
    const way = { door: 'hall-vault', from: 'hall', to: 'vault' };
    expect(over).toMatchObject({
      kind: 'wait-over',
      at: due.toISOString(),
      subject: { person: one.id, card: one.cardId, ...way },
      decision: null,
      effects: [{ type: 'wait-over', person: one.id, door: 'hall-vault' }],
    });
    expect(await waitsNow()).toMatchObject([{ person: two.id }]);
  });

  it.each([
    ['the card', `update cards set state = 'suspended' where card_id = $1`, 'card-suspended', 'cardId'],
    ['the person', `update persons set state = 'suspended' where person_id = $1`, 'person-suspended', 'id'],
    [
      'the permission',
      `update standing_permissions set state = 'ended' where person_id = $1`,
      'no-permission',
      'id',
    ],
  ] as const)(
    'ends refused when %s was stopped in between, and the other one waits (I5)',
    async (_, stop, code, key) => {
      await enter(one);
      await asOwner(test, stop, [one[key]]);
      expect(await enter(two)).toMatchObject({ verdict: 'wait' });
      const over = (await entriesNow()).at(-2);
      expect(over).toMatchObject({ kind: 'wait-over', subject: { person: one.id } });
      expect(over.decision).toMatchObject({ verdict: 'deny' });
      expect(codesOf(over.decision)).toContain(code);
      expect(await waitsNow()).toMatchObject([{ person: two.id }]);
      expect(await enter(three)).toMatchObject({ verdict: 'grant' });
      expect((await lastEntry()).subject.with).toEqual([two.id]);
    },
  );

  it('goes on while somebody is refused at the same door for reasons of their own', async () => {
    await enter(one);
    await asOwner(test, `update cards set state = 'suspended' where card_id = $1`, [two.cardId]);
    expect(await enter(two)).toMatchObject({ verdict: 'deny' });
    expect(await enter(three)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([one.id]);
  });

  it('is over for whoever went elsewhere meanwhile', async () => {
    await enter(one);
    await gateway.post(gateway.read(one.number, 'street-hall-to-hall'));
    expect(await enter(two)).toMatchObject({ verdict: 'wait' });
    expect((await entriesNow()).at(-2)).toMatchObject({
      kind: 'wait-over',
      subject: { person: one.id },
      details: { notes: ['gone-from-door'] },
    });
  });

  it('goes on while it is told afterwards where the person was before', async () => {
    const before = test.clock.now().toISOString();
    pass(60_000);
    await enter(one);
    pass(5_000);
    const decided = { decided: { verdict: 'grant' }, at: before };
    await gateway.post(gateway.read(one.number, 'street-hall-to-hall', decided));
    expect(await placeNow(one)).toMatchObject({ zone: 'hall', since: new Date(before) });
    expect(await enter(two)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([one.id]);
  });

  it('moves with the person to another such door', async () => {
    await enter(one);
    await enter(one, 'side-to-vault');
    expect(await waitsNow()).toMatchObject([{ person: one.id, door: 'side' }]);
    expect(await enter(two)).toMatchObject({ verdict: 'wait' });
  });

  it('takes nobody along during a lockdown, and is refused by it', async () => {
    await enter(one);
    await asOwner(
      test,
      `insert into conditions (site_id, condition, place, since, since_seq) values ($1, 'lockdown', '', now(), 1)`,
      [office.siteId],
    );
    const { verdict, reasons } = await enter(two);
    expect(verdict).toBe('deny');
    expect(codesOf({ reasons })).toContain('lockdown');
    expect(await enter(one)).toMatchObject({ verdict: 'deny' });
    expect(await waitsNow()).toEqual([]);
  });

  it('is met in an emergency as ever: entering is released to nobody', async () => {
    await enter(one);
    await gateway.post(gateway.event('fire-signal'));
    expect(await enter(two)).toMatchObject({ verdict: 'grant' });
    expect((await lastEntry()).subject.with).toEqual([one.id]);
  });

  it('is none for a read that comes late: it is not judged who was there', async () => {
    const at = test.clock.now().toISOString();
    await gateway.post(
      gateway.read(one.number, 'hall-vault-to-vault', { decided: { verdict: 'grant' }, at }),
    );
    expect(await waitsNow()).toEqual([]);
    expect((await lastEntry()).decision.verdict).not.toBe('wait');
  });
});

describe('a wait on record', () => {
  it('is met at another instance, which has known of nothing before', async () => {
    await enter(one);
    const there = await startInstance(test);
    try {
      const { number } = two;
      const address = there.url.replace('ws', 'http').replace('/api/v1', '');
      const { status, body } = await postTo(address, office.tokens.get('gateway') ?? '', {
        epoch: gateway.epoch,
        events: [gateway.read(number, 'hall-vault-to-vault')],
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ results: [{ verdict: 'grant' }] });
      expect((await lastEntry()).subject.with).toEqual([one.id]);
    } finally {
      await there.close();
    }
  });

  it('is met where nobody waited when last seen, by whoever began it at another instance', async () => {
    await enter(two, 'street-hall-to-hall');
    await gateway.post(gateway.read('99999', 'hall-vault-to-vault'));
    const there = await startInstance(test);
    try {
      const address = there.url.replace('ws', 'http').replace('/api/v1', '');
      const token = office.tokens.get('gateway') ?? '';
      const read = entering(one);
      const { body } = await postTo(address, token, { epoch: gateway.epoch, events: [read] });
      expect(body).toMatchObject({ results: [{ verdict: 'wait' }] });
      expect(await enter(two)).toMatchObject({ verdict: 'grant' });
      expect((await lastEntry()).subject.with).toEqual([one.id]);
    } finally {
      await there.close();
    }
  });

  it('is seen by consoles with whom it let through', async () => {
    await enter(one);
    await enter(two);
    const token = await aMachine(test, 'console', [{ role: 'guard', siteId: office.siteId }]);
    const { body } = await test.ask(token, {
      url: `/api/v1/sites/${office.siteId}/events?kind=card-read`,
    });
    const [waited, met] = body.items;
    expect(waited).toMatchObject({ verdict: 'wait', reasons: [{ code: 'second-person-missing' }] });
    expect(met).toMatchObject({ verdict: 'grant', subject: { person: two.id, with: [one.id] } });
    expect(Object.keys(met.names.persons).toSorted()).toEqual([one.id, two.id].toSorted());
  });

  it('is over when the card was reported lost by its act before the other one came (I5)', async () => {
    await enter(one);
    const desk = await aMachine(test, 'card-desk', [{ role: 'rights-admin' }]);
    const stopped = await test.ask(desk, {
      method: 'POST',
      url: `/api/v1/cards/${one.cardId}/report-lost`,
      payload: { reason: '紛失' },
    });
    expect(stopped.status).toBeLessThan(300);
    expect(await enter(two)).toMatchObject({ verdict: 'wait' });
    expect(codesOf((await entriesNow()).at(-2).decision)).toContain('card-lost');
  });
});

describe('a read of a pair that its gateway gave up', () => {
  const abandon = (read: { readonly seq: number }) => gateway.event('read-abandoned', { read: read.seq });
  const doors = ['hall-vault', 'heavy'] as const;

  /** Both as they were before they read: in the hall, as far as anybody knows, and on no way. */
  async function expectNobodyPassed() {
    for (const person of [one, two]) {
      const { zone, pending } = await placeNow(person);
      expect({ zone, pending }).toEqual({ zone: zone === 'hall' ? 'hall' : null, pending: null });
    }
    expect(await waitsNow()).toEqual([]);
    await expectAsReplayed(test.pool, office.siteId);
  }

  it.each(doors)('undoes the passage of both at %s: the read of the second', async (door) => {
    await enter(one, `${door}-to-vault`);
    const second = entering(two, `${door}-to-vault`);
    await gateway.post(second);
    await gateway.post(abandon(second));
    expect((await lastEntry()).subject).toMatchObject({ person: two.id, with: [one.id], door });
    await expectNobodyPassed();
  });

  it.each(doors)('undoes the passage of both at %s: the read of the first', async (door) => {
    const first = entering(one, `${door}-to-vault`);
    await gateway.post(first);
    await enter(two, `${door}-to-vault`);
    await gateway.post(abandon(first));
    expect((await lastEntry()).subject).toMatchObject({ person: two.id, with: [one.id], door });
    await expectNobodyPassed();
  });

  it.each(doors)('undoes the passage of both at %s: all in one post', async (door) => {
    const [first, second] = [entering(one, `${door}-to-vault`), entering(two, `${door}-to-vault`)];
    await gateway.post(first, second, abandon(first));
    await expectNobodyPassed();
    await gateway.post(abandon(second));
    expect((await lastEntry()).details.notes).toEqual(['nothing-to-abandon']);
  });

  it('undoes the passage of both though a passage of before was told meanwhile', async () => {
    const told = { decided: { verdict: 'grant' }, at: test.clock.now().toISOString() };
    pass(60_000);
    const first = entering(one, 'heavy-to-vault');
    await gateway.post(first);
    await gateway.post(gateway.read(one.number, 'street-hall-to-hall', told));
    await enter(two, 'heavy-to-vault');
    await gateway.post(abandon(first));
    await expectNobodyPassed();
  });

  it('undoes the passage of both: the second reads and the first gives up in one post', async () => {
    const first = entering(one);
    await gateway.post(first);
    await gateway.post(entering(two), abandon(first));
    await expectNobodyPassed();
  });

  it('ends a wait that nobody met', async () => {
    const first = entering(one);
    await gateway.post(first);
    await gateway.post(abandon(first));
    expect(await lastEntry()).toMatchObject({
      subject: { person: one.id, door: 'hall-vault' },
      effects: [{ type: 'wait-over', person: one.id, door: 'hall-vault' }],
    });
    expect(await enter(two)).toMatchObject({ verdict: 'wait' });
  });

  it('leaves a wait that began anew', async () => {
    const first = entering(one);
    await gateway.post(first);
    await enter(one);
    await gateway.post(abandon(first));
    expect(await enter(two)).toMatchObject({ verdict: 'grant' });
  });

  it('leaves both where one of them was granted the same once more', async () => {
    await enter(one, 'heavy-to-vault');
    const second = entering(two, 'heavy-to-vault');
    await gateway.post(second);
    await enter(two, 'heavy-to-vault');
    await gateway.post(abandon(second));
    expect(await placeNow(one)).toMatchObject({ pending: 'heavy' });
    expect(await placeNow(two)).toMatchObject({ pending: 'heavy' });
  });
});

describe('company', () => {
  const isIn = (zone: string, ...people: readonly OfficePerson[]) =>
    append(test, office.siteId, [
      {
        kind: 'presence-corrected',
        effects: people.map(({ id }) => ({ type: 'presence', person: id, zone, certainty: 'confirmed' })),
      },
    ]);
  const becomes = (set: string, { id }: OfficePerson) =>
    asOwner(test, `update persons set ${set} where person_id = $1`, [id]);

  it.each([
    ['a member of staff', "kind = 'staff'", 'grant'],
    ['an official of another ministry', "kind = 'other-ministry'", 'grant'],
    ['a person under a contract', "kind = 'card-lent'", 'grant'],
    ['a visitor', "kind = 'visitor'", 'wait'],
    ['a courier', "kind = 'courier'", 'wait'],
    ['a member of staff who is suspended', "state = 'suspended'", 'wait'],
    ['a member of staff who has left the service', "state = 'left'", 'wait'],
  ])('is kept, or not, by who is inside: %s', async (_, set, verdict) => {
    await isIn('vault', two);
    await becomes(set, two);
    expect(await enter(one)).toMatchObject({ verdict });
  });

  it.each([
    ['staff', 'grant'],
    ['visitor', 'wait'],
  ])('is kept, or not, by who is just going through the door: %s', async (kind, verdict) => {
    const way = { door: 'heavy', from: 'hall', to: 'vault' };
    const until = new Date(test.clock.now().getTime() + 8000).toISOString();
    const granted = { type: 'pending', person: two.id, ...way, until } as const;
    await append(test, office.siteId, [{ kind: 'card-read', effects: [granted] }]);
    await becomes(`kind = '${kind}'`, two);
    expect(await enter(one, 'heavy-to-vault')).toMatchObject({ verdict });
  });

  it('is missed by a guest as by a colleague: the last who keeps it does not go on alone', async () => {
    await isIn('vault', one, two);
    await becomes("kind = 'visitor'", two);
    const [answer] = (await gateway.post(gateway.read(one.number, 'vault-cell-to-cell'))).body.results;
    expect(answer).toMatchObject({ verdict: 'wait' });
    expect(codesOf(answer)).toEqual(['would-leave-one-alone']);
    await isIn('vault', three);
    expect(
      codesOf((await gateway.post(gateway.read(one.number, 'vault-cell-to-cell'))).body.results[0]),
    ).toEqual(['would-leave-one-alone']);
    await isIn('street', two, three);
    const [last] = (await gateway.post(gateway.read(one.number, 'vault-cell-to-cell'))).body.results;
    expect(last).toMatchObject({ verdict: 'grant' });
  });

  it('is not taken away by a visitor who goes', async () => {
    await isIn('vault', one, two);
    await becomes("kind = 'visitor'", two);
    const [answer] = (await gateway.post(gateway.read(two.number, 'vault-cell-to-cell'))).body.results;
    expect(codesOf(answer)).not.toContain('would-leave-one-alone');
  });
});
