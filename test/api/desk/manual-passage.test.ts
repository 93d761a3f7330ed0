import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import type { TestGateway } from '../../support/a-gateway.ts';
import { aGuardedOffice } from '../../support/a-guarded-office.ts';
import { lastEntryOf, type Office } from '../../support/an-office.ts';
import { expectAsReplayed } from '../../support/stored-state.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let guard: string;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const noon = new Date('2026-04-06T03:00:00.000Z');
beforeEach(async () => {
  test.clock.set(noon);
  ({ office, gateway, guard } = await aGuardedOffice(test));
});

const get = async (path: string) =>
  (await test.ask(guard, { url: `/api/v1/sites/${office.siteId}/${path}` })).body;
const record = (over: object) =>
  test.ask(guard, {
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/manual-passages`,
    payload: { door: 'street-hall', to: 'hall', at: '2026-04-06T02:00:00Z', words: '停電中', ...over },
  });
const first = () => office.persons[0];

describe('a passage from paper', () => {
  it('has both times and whoever wrote it, and moves those who went through, as far as anybody knows', async () => {
    const made = await record({ persons: [first()?.id, office.persons[1]?.id] });
    expect(made.status).toBe(201);
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      kind: 'manual-passage',
      at: '2026-04-06T02:00:00.000Z',
      recordedAt: noon.toISOString(),
      actor: { id: 'guards' },
      subject: { door: 'street-hall', from: 'street', to: 'hall' },
      details: { origin: 'paper', persons: 2, count: 0 },
    });
    expect((await get('presence?zone=hall')).items).toHaveLength(2);
    expect((await get('presence?zone=hall')).items[0]).toMatchObject({
      certainty: 'assumed',
      since: '2026-04-06T02:00:00.000Z',
    });
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('says where somebody was meanwhile, if they were read later', async () => {
    await gateway.post(gateway.read(first()?.number ?? '', 'hall-office-to-office'));
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    await record({ persons: [first()?.id] });
    expect((await get('presence')).items).toMatchObject([{ zone: 'office', certainty: 'confirmed' }]);
    const history = await get(`persons/${first()?.id}/history?from=2026-04-06&until=2026-04-07`);
    expect(history.items.map(({ zone }: { zone: string }) => zone)).toEqual(['hall', 'office']);
  });

  it('leaves what is pending at a door to whoever stands there', async () => {
    await gateway.post(gateway.read(first()?.number ?? '', 'hall-office-to-office'));
    await record({ persons: [first()?.id] });
    await expectAsReplayed(test.pool, office.siteId);
    await gateway.post(gateway.event('door-opened', { door: 'hall-office' }));
    expect((await get('presence')).items).toMatchObject([{ zone: 'office', certainty: 'confirmed' }]);
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('counts people whom nobody named, in and out again', async () => {
    await record({ count: 7 });
    await record({ count: 2 });
    await record({ door: 'hall-office', to: 'office', count: 4 });
    const counted = async () =>
      Object.fromEntries(
        (await get('roll-call')).zones.map(({ zone, declared }: { zone: string; declared: number }) => [
          zone,
          declared,
        ]),
      );
    expect(await counted()).toEqual({ street: 0, hall: 5, office: 4, server: 0 });
    await record({ door: 'street-hall', to: 'street', count: 9 });
    expect(await counted()).toEqual({ street: 0, hall: 0, office: 4, server: 0 });
    await expectAsReplayed(test.pool, office.siteId);
  });

  it('is refused with everything that is wrong with it', async () => {
    const { status, body } = await record({
      to: 'server',
      at: '2026-04-06T03:00:01Z',
      persons: [newId<'person'>()],
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ at }: { at: string }) => at)).toEqual(['/to', '/at', '/persons/0']);
    expect((await record({})).body.errors).toMatchObject([{ at: '/count' }]);
    expect((await record({ door: 'window', count: 1 })).body.errors).toMatchObject([{ at: '/door' }]);
  });
});
