import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway, aGatewayOf, codesOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, lastEntryOf, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { startInstance } from '../../support/live-instance.ts';
import { postTo } from '../../support/post-to.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

const nine = new Date('2026-04-06T00:00:00.000Z');
const at = (seconds: number) => new Date(nine.getTime() + seconds * 1_000);

let test: TestApp;
let office: Office;
let gateway: TestGateway;

beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps);
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
  const endsAMinuteLater = 'update standing_permissions set valid_until = $2 where site_id = $1';
  await asOwner(test, endsAMinuteLater, [office.siteId, at(60)]);
});
afterAll(() => test.close());

const read = (from: TestGateway) => from.read(office.persons[0]?.number ?? '', 'hall-office-to-office');

describe('a permission that has ended by the time of the log', () => {
  it('opens nothing where the clock was set back since', async () => {
    expect((await gateway.post(read(gateway))).body.results[0]).toMatchObject({ verdict: 'grant' });
    test.clock.set(at(61));
    const ended = await gateway.post(read(gateway));
    expect(codesOf(ended.body.results[0])).toContain('permission-expired');
    test.clock.set(at(30));
    const again = await gateway.post(read(gateway));
    expect(codesOf(again.body.results[0])).toContain('permission-expired');
    expect(await lastEntryOf(test.pool, office.siteId)).toMatchObject({
      recordedAt: at(61).toISOString(),
    });
  });

  it('opens nothing at an instance that is 90 s behind', async () => {
    const behind = await startInstance({ ...test, clock: { ...test.clock, now: () => at(61 - 90) } });
    const address = behind.url.replace('ws', 'http').replace('/api/v1', '');
    const there = aGateway(
      (payload) => postTo(address, office.tokens.get('gateway') ?? '', payload),
      test.clock.now,
    );
    const answer = await there.post(read(there));
    await behind.close();
    expect(codesOf(answer.body.results[0])).toContain('permission-expired');
  });
});
