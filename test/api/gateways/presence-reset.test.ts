import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { aMinistry, type Ministry, putPlan } from '../../support/a-ministry.ts';
import { aDoor, aReader } from '../../support/a-plan.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const hard = (from: string, to: string) => [
  { from, to, passback: { mode: 'hard' as const } },
  { from: to, to: from, passback: { mode: 'off' as const } },
];

let test: TestApp;
let ministry: Ministry;
let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  test = await startTestApp();
  ministry = await aMinistry(test);
  office = await anOffice(test.deps, { plan: planResetAt(undefined), staff: 4 });
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(() => test.close());

function planResetAt(presenceResetAt: string | undefined) {
  const { plan } = ministry;
  const entrance = aDoor('street', 'hall', {
    control: 'gate',
    glass: 'see-through',
    contact: false,
    directions: hard('street', 'hall'),
  });
  return {
    ...plan,
    site: { ...plan.site, ...(presenceResetAt === undefined ? {} : { presenceResetAt }) },
    doors: plan.doors.map((door) => (door.id === entrance.id ? entrance : door)),
    // An entrance nobody is read out of would not ask where they are.
    readers: [...plan.readers, aReader('street-hall', 'street')],
  };
}

async function resetAt(time: string | undefined): Promise<void> {
  const url = `/api/v1/sites/${office.siteId}/plan`;
  const { headers } = await test.ask(ministry.officer.token, { method: 'GET', url });
  const seen = Number(/\d+/.exec(String(headers.etag))?.[0]);
  const answer = await putPlan(test, ministry.officer.token, office.siteId, planResetAt(time), seen);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

const enter = async (index: number) =>
  (await gateway.post(gateway.read(office.persons[index]?.number ?? '', 'street-hall-to-hall'))).body
    .results[0];
const resets = async () =>
  (await entriesOf(test.pool, office.siteId))
    .filter(({ kind }) => kind === 'presence-reset')
    .map(({ text }) => JSON.parse(text));
const setClock = (text: string) => test.clock.set(new Date(text));

/** Every second some instance looks for what is due at sites where nothing happens. */
async function resetsReach(count: number) {
  while ((await resets()).length < count) await sleep(20);
  return resets();
}

describe('a site whose places become unknown every day at 03:00', () => {
  it('forgets them at 03:00 in Tokyo, though nobody reads a card', async () => {
    await resetAt('03:00');
    expect(await enter(0)).toMatchObject({ verdict: 'grant' });
    expect(await enter(1)).toMatchObject({ verdict: 'grant' });
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    expect(codesOf(await enter(0))).toContain('passback');
    setClock('2026-04-06T17:59:59.999Z');
    await gateway.post(gateway.event('exit-request', { door: 'street-hall' }));
    expect(await resets()).toEqual([]);
    setClock('2026-04-06T18:00:03.000Z');
    const [reset] = await resetsReach(1);
    expect(reset).toMatchObject({ at: '2026-04-06T18:00:00.000Z', recordedAt: '2026-04-06T18:00:03.000Z' });
    expect(
      reset.effects.map(({ person, zone }: { person: string; zone: null }) => ({ person, zone })),
    ).toEqual(
      expect.arrayContaining([0, 1].map((index) => ({ person: office.persons[index]?.id, zone: null }))),
    );
    expect(reset.effects).toHaveLength(2);
  });

  it('lets them in again the next morning, and forgets them again the day after', async () => {
    setClock('2026-04-07T00:00:00.000Z');
    expect(await enter(0)).toMatchObject({ verdict: 'grant' });
    setClock('2026-04-07T18:00:00.000Z');
    await gateway.post(gateway.event('exit-request', { door: 'street-hall' }));
    const [, second] = await resetsReach(2);
    expect(second).toMatchObject({ at: '2026-04-07T18:00:00.000Z' });
    expect(second.effects).toHaveLength(1);
  });

  it('says nothing on a day when nobody was there, and goes on', async () => {
    setClock('2026-04-08T18:00:00.000Z');
    await gateway.post(gateway.event('exit-request', { door: 'street-hall' }));
    setClock('2026-04-09T00:00:00.000Z');
    await enter(2);
    setClock('2026-04-12T20:00:00.000Z');
    const all = await resetsReach(3);
    expect(all.map(({ at }) => at).at(-1)).toBe('2026-04-09T18:00:00.000Z');
  });

  it('settles it before the read that comes first', async () => {
    setClock('2026-04-13T00:00:00.000Z');
    await enter(0);
    setClock('2026-04-14T00:00:00.000Z');
    expect(await enter(0)).toMatchObject({ verdict: 'grant' });
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('keeps to a new hour at once, and stops when the plan no longer asks for it', async () => {
    await resetAt('12:30');
    const before = (await resets()).length;
    setClock('2026-04-14T03:30:00.000Z');
    expect((await resetsReach(before + 1)).at(-1)).toMatchObject({ at: '2026-04-14T03:30:00.000Z' });
    await resetAt(undefined);
    const { rows } = await test.pool.query(
      "select due_at from deadlines where site_id = $1 and kind = 'presence-reset'",
      [office.siteId],
    );
    expect(rows).toEqual([]);
  });
});
