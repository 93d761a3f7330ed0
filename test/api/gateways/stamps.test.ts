import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, lastEntryOf, type Office, placeOf } from '../../support/an-office.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;
let letIn: string;
let offices = 0;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  offices += 1;
  letIn = test.clock.now().toISOString();
  office = await anOffice(test.deps, { firstNumber: 10_000 * offices, staff: 1 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  guard = await aMachine(test, 'guards', [{ role: 'guard', siteId: office.siteId }]);
  test.clock.set(new Date(test.clock.now().getTime() + 86_400_000));
});

const hour = 3_600_000;
const now = () => test.clock.now().toISOString();
/** A time of ours, so many milliseconds from now, as a clock writes it that is in UTC and says so. */
const from = (ms: number) => new Date(test.clock.now().getTime() + ms).toISOString();
/** The same figures, said to be those of the site. */
const asLocal = (text: string) => text.replace('Z', '+09:00');

const read = (at: string, over = {}) =>
  gateway.read(office.persons[0]?.number ?? '', 'street-hall-to-hall', { at, ...over });
const clockAlarms = async () =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/alarms` })).body.items.filter(
    ({ kind }: { kind: string }) => kind === 'gateway-clock',
  );
const lastEntry = () => lastEntryOf(test.pool, office.siteId);

describe('the time of a read for which somebody waits', () => {
  it.each([
    ['years back', () => '2000-01-01T00:00:00Z', () => letIn, 'clock-impossible'],
    ['years ahead', () => '2063-01-01T00:00:00Z', now, 'clock-impossible'],
    ['local time written as UTC', () => from(9 * hour), now, 'clock-local'],
    ['UTC written as local time', () => asLocal(now()), now, 'clock-utc'],
  ])('is no time that cannot be: %s', async (_, told, at, note) => {
    const at0 = told();
    const [result] = (await gateway.post(read(at0))).body.results;
    expect(result).toMatchObject({ status: 'stored', verdict: 'grant' });
    const entry = await lastEntry();
    expect(entry).toMatchObject({ at: at(), recordedAt: now(), details: { stamped: at0 } });
    expect(entry.decision.notes).toContainEqual({ code: note });
    await gateway.post(read(at0));
    expect(await clockAlarms()).toMatchObject([{ gateway: 'gateway', active: true, times: 1 }]);
  });

  it('is its own where it was long on its way', async () => {
    const at = from(-600_000);
    await gateway.post(gateway.event('heartbeat'));
    await gateway.post(read(at));
    const entry = await lastEntry();
    expect(entry.at).toBe(at);
    expect(entry.details).not.toHaveProperty('stamped');
  });
});

describe('the time of what a door did', () => {
  const opened = (at: string) => gateway.event('door-opened', { door: 'street-hall', at });

  it.each([
    ['2000-01-01T00:00:00Z', () => letIn],
    ['2063-01-01T00:00:00Z', now],
  ])('is no time that cannot be: %s', async (told, at) => {
    await gateway.post(opened(told));
    expect(await lastEntry()).toMatchObject({
      kind: 'door-opened',
      at: at(),
      details: { stamped: told, notes: ['opened-without-grant', 'clock-impossible'] },
    });
    expect(await clockAlarms()).toMatchObject([{ active: true, times: 1 }]);
  });

  it('is told by a clock whose offset is known', async () => {
    await gateway.post(gateway.event('heartbeat', { at: asLocal(now()) }));
    await gateway.post(opened(asLocal(from(-600_000))));
    const entry = await lastEntry();
    expect(entry.at).toBe(from(-600_000));
    expect(entry.details.notes).toContain('clock-utc');
  });
});

describe('the time of what a gateway did alone', () => {
  it('is told by a clock whose offset is known', async () => {
    await gateway.post(gateway.event('heartbeat', { at: from(2 * hour) }));
    await gateway.post(read(from(hour), { decided: { verdict: 'grant' } }));
    const entry = await lastEntry();
    expect(entry).toMatchObject({ at: from(-hour), details: { stamped: from(hour) } });
    expect(entry.decision.notes).toContainEqual({ code: 'clock-corrected' });
    const place = await placeOf(test.pool, office.siteId, office.persons[0]?.id ?? '');
    expect(place).toMatchObject({ zone: 'hall', since: new Date(from(-hour)) });
  });
});
