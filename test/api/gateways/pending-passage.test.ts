import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan } from '../../support/a-plan.ts';
import { aPassage, append } from '../../support/a-site.ts';
import { anOffice, entriesOf, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const plan = aPlan({
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office', { openWithinMs: 8000 }),
    aDoor('office', 'server'),
  ],
});

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let next = 0;
let number: string;
let person: string;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan, staff: 40 });
});
afterAll(() => test.close());

/** Somebody new, who came into the hall. */
beforeEach(async () => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  ({ number, id: person } = someone());
  await enters(number);
});

function someone() {
  const one = office.persons[next];
  next += 1;
  if (one === undefined) throw new Error('the office has too few persons');
  return one;
}

const enters = (card: string) => gateway.post(gateway.read(card, 'street-hall-to-hall'));

function pass(ms: number): void {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
}

const placeNow = (id = person) => placeOf(test.pool, office.siteId, id);
const lastEntry = () => lastEntryOf(test.pool, office.siteId);
const since = expect.any(Date);

describe('a granted passage', () => {
  it('is assumed at once at a door without a contact', async () => {
    expect(await placeNow()).toEqual({ zone: 'hall', certainty: 'assumed', since, pending: null, to: null });
  });

  it('waits for the contact of the door and is confirmed by its opening', async () => {
    await gateway.post(gateway.read(number, 'hall-office-to-office'));
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: 'hall-office', to: 'office' });
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect(await placeNow()).toEqual({
      zone: 'office',
      certainty: 'confirmed',
      since,
      pending: null,
      to: null,
    });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
    pass(60_000);
    await gateway.post(gateway.event('exit-request', { door: 'hall-office' }));
    expect((await entriesOf(test.pool, office.siteId)).map(({ kind }) => kind)).not.toContain(
      'passage-not-taken',
    );
  });

  it('was not taken when the door is not opened in time: the person is where they were', async () => {
    await gateway.post(gateway.read(number, 'hall-office-to-office'));
    const due = new Date(test.clock.now().getTime() + 8000);
    pass(30_000);
    await gateway.post(gateway.event('exit-request', { door: 'office-server' }));
    const entries = await entriesOf(test.pool, office.siteId);
    const settled = JSON.parse(entries.at(-2)?.text ?? '{}');
    expect(settled).toMatchObject({
      kind: 'passage-not-taken',
      at: due.toISOString(),
      recordedAt: test.clock.now().toISOString(),
      subject: { person, door: 'hall-office' },
    });
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: null });
  });

  it('is one passage when the same card is read again at the same door, with the time that is left', async () => {
    const first = await gateway.post(gateway.read(number, 'hall-office-to-office'));
    expect(first.body.results[0]).toMatchObject({ verdict: 'grant', openWithinMs: 8000 });
    pass(3000);
    const again = await gateway.post(gateway.read(number, 'hall-office-to-office'));
    expect(again.body.results[0]).toMatchObject({ verdict: 'grant', openWithinMs: 5000 });
    expect((await lastEntry()).effects).toEqual([]);
  });

  it('is confirmed for a pair by one opening', async () => {
    const other = someone();
    await enters(other.number);
    await gateway.post(
      gateway.read(number, 'hall-office-to-office'),
      gateway.read(other.number, 'hall-office-to-office'),
      gateway.event('door-opened', { door: 'hall-office' }),
    );
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    expect(await placeNow(other.id)).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });

  it('is inferred from a read behind the door that never told', async () => {
    await gateway.post(gateway.read(number, 'hall-office-to-office'));
    await gateway.post(gateway.read(number, 'office-server-to-server'));
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'inferred', to: 'server' });
    expect((await lastEntry()).effects[0]).toMatchObject({ type: 'presence', certainty: 'inferred' });
  });
});

describe('a read the gateway gave up', () => {
  it('undoes the passage pending from it', async () => {
    const read = gateway.read(number, 'hall-office-to-office');
    await gateway.post(read);
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: null });
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect(await placeNow()).toMatchObject({ zone: 'hall' });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });

  it('undoes it also when read and giving up are told in one post', async () => {
    const read = gateway.read(number, 'hall-office-to-office');
    const answer = await gateway.post(read, gateway.event('read-abandoned', { read: read.seq }));
    expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual(['stored', 'stored']);
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: null });
    expect((await lastEntry()).subject).toMatchObject({ person, door: 'hall-office' });
  });

  it('puts back who had been assumed through a door without a contact', async () => {
    const { number: another, id } = someone();
    const read = gateway.read(another, 'street-hall-to-hall');
    await gateway.post(read);
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow(id)).toMatchObject({ zone: 'street', certainty: 'assumed' });
  });

  it('undoes it though a passage of before was told meanwhile', async () => {
    const { number: another, id } = someone();
    const before = test.clock.now();
    test.clock.set(new Date(before.getTime() + 60_000));
    const read = gateway.read(another, 'hall-office-to-office');
    await gateway.post(read);
    const told = { decided: { verdict: 'grant' }, at: before.toISOString() };
    await gateway.post(gateway.read(another, 'street-hall-to-hall', told));
    expect(await placeNow(id)).toMatchObject({ zone: 'hall', since: before, pending: 'hall-office' });
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow(id)).toMatchObject({ zone: 'hall', since: before, pending: null });
  });

  it('leaves alone what the same person was granted since, also in the same post', async () => {
    const first = gateway.read(number, 'hall-office-to-office');
    await gateway.post(first);
    await gateway.post(gateway.read(number, 'hall-office-to-office'));
    await gateway.post(gateway.event('read-abandoned', { read: first.seq }));
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: 'hall-office' });
    const [one, again] = [0, 1].map(() => gateway.read(number, 'hall-office-to-office'));
    if (one === undefined || again === undefined) throw new Error('no reads');
    await gateway.post(one, again, gateway.event('read-abandoned', { read: one.seq }));
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });

  it('leaves alone what the person was granted since in the entry of somebody else', async () => {
    const read = gateway.read(number, 'hall-office-to-office');
    await gateway.post(read);
    const subject = { person: someone().id, with: [person], door: 'hall-office', from: 'hall', to: 'office' };
    await append(test, office.siteId, [aPassage({ subject })]);
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow()).toMatchObject({ zone: 'hall', pending: 'hall-office' });
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });

  it('is given up once: told again it moves nobody', async () => {
    const { number: another, id } = someone();
    const read = gateway.read(another, 'hall-office-to-office');
    await gateway.post(read);
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow(id)).toMatchObject({ zone: null, pending: null });
    expect((await lastEntry()).details).toMatchObject({ notes: ['nothing-to-abandon'] });
  });

  it('undoes nothing once the door has opened, nor by the word of another gateway', async () => {
    const read = gateway.read(number, 'hall-office-to-office');
    await gateway.post(read, gateway.event('door-opened', { door: 'hall-office' }));
    await gateway.post(gateway.event('read-abandoned', { read: read.seq }));
    expect(await placeNow()).toMatchObject({ zone: 'office', certainty: 'confirmed' });
    expect((await lastEntry()).details).toMatchObject({ notes: ['nothing-to-abandon'] });
    await gateway.post(gateway.event('door-closed', { door: 'hall-office' }));
  });
});
