import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passback } from '../../../src/zones/plan/site-plan.ts';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aDoor, aPlan, aReader } from '../../support/a-plan.ts';
import { anOffice, entriesOf, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const modes: readonly Passback[] = [
  { mode: 'off' },
  { mode: 'soft' },
  { mode: 'hard' },
  { mode: 'timed', minutes: 5 },
];

/** A door from the street into the hall, and what else its plan says. */
function entrance(id: string, passback: Passback, over: Partial<ReturnType<typeof aDoor>> = {}) {
  return aDoor('street', 'hall', { id, contact: false, directions: both(passback), ...over });
}

const both = (passback: Passback) => [
  { from: 'street', to: 'hall', passback },
  { from: 'hall', to: 'street', passback },
];

const doors = [
  ...modes.map((passback) => entrance(passback.mode, passback)),
  entrance('contact', { mode: 'hard' }, { contact: true, openWithinMs: 120_000 }),
  entrance('quick', { mode: 'hard' }, { repeatWithinMs: 0 }),
  entrance('slow', { mode: 'hard' }, { repeatWithinMs: 10_000 }),
];

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let next = 0;

beforeAll(async () => {
  test = await startTestApp();
  const plan = aPlan({
    doors,
    readers: doors.flatMap(({ id }) => [aReader(id, 'hall'), aReader(id, 'street')]),
  });
  office = await anOffice(test.deps, { plan, staff: 40 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

/** Somebody who was nowhere yet. */
function someone() {
  const one = office.persons[next];
  next += 1;
  if (one === undefined) throw new Error('the office has too few persons');
  return one;
}

function pass(ms: number): void {
  test.clock.set(new Date(test.clock.now().getTime() + ms));
}

const enter = (door: string, number: string) => gateway.read(number, `${door}-to-hall`);
const lastEntry = () => lastEntryOf(test.pool, office.siteId);

/** What the last entry says of a second read that is the same passage. */
const thePassageAgain = { verdict: 'grant', reasons: [], notes: [{ code: 'repeated' }] };

describe('a card that a reader reads twice', () => {
  it.each(modes)('is one passage at a door without a contact and passback $mode', async ({ mode }) => {
    const { number, id } = someone();
    await gateway.post(enter(mode, number));
    const { since } = await placeOf(test.pool, office.siteId, id);
    pass(200);
    const { body } = await gateway.post(enter(mode, number));
    expect(body.results[0]).toMatchObject({ verdict: 'grant', openWithinMs: 10_000 });
    const { decision, effects } = await lastEntry();
    expect(decision).toMatchObject(thePassageAgain);
    expect(effects).toEqual([]);
    expect(await placeOf(test.pool, office.siteId, id)).toMatchObject({ zone: 'hall', since });
  });

  it.each(modes)('is one passage also in one post, at passback $mode', async ({ mode }) => {
    const { number } = someone();
    const { body } = await gateway.post(enter(mode, number), enter(mode, number));
    expect(body.results.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['grant', 'grant']);
    const { decision, effects } = await lastEntry();
    expect(decision).toMatchObject(thePassageAgain);
    expect(effects).toEqual([]);
  });

  it('is one passage on the way out, too: nobody is told of passback', async () => {
    const { number } = someone();
    const leave = () => gateway.read(number, 'hard-to-street');
    await gateway.post(enter('hard', number));
    pass(60_000);
    await gateway.post(leave());
    pass(200);
    await gateway.post(leave());
    expect(await lastEntry()).toMatchObject({ decision: thePassageAgain, effects: [] });
  });

  it('is one passage when the door was opened in between', async () => {
    const { number } = someone();
    const door = { door: 'contact' };
    await gateway.post(enter('contact', number), gateway.event('door-opened', door));
    pass(200);
    await gateway.post(enter('contact', number), gateway.event('door-closed', door));
    const entries = await entriesOf(test.pool, office.siteId);
    expect(JSON.parse(entries.at(-2)?.text ?? '{}')).toMatchObject({
      decision: thePassageAgain,
      effects: [],
    });
  });
});

describe('a card that is handed back', () => {
  it.each([
    ['hard', 2000],
    ['timed', 2000],
    ['contact', 2000],
    ['slow', 10_000],
    ['quick', 0],
  ])('is refused at the door %s after %i ms', async (door, ms) => {
    const { number } = someone();
    await gateway.post(enter(door, number));
    if (door === 'contact') {
      await gateway.post(gateway.event('door-opened', { door }), gateway.event('door-closed', { door }));
    }
    pass(ms - 1);
    if (ms > 0) expect((await gateway.post(enter(door, number))).body.results[0].verdict).toBe('grant');
    pass(1);
    const { body } = await gateway.post(enter(door, number));
    expect(body.results[0].verdict).toBe('deny');
    expect(codesOf(body.results[0])).toEqual(['passback']);
  });

  it('is refused at another door at once', async () => {
    const { number } = someone();
    await gateway.post(enter('soft', number));
    pass(200);
    const { body } = await gateway.post(enter('hard', number));
    expect(codesOf(body.results[0])).toEqual(['passback']);
  });
});
