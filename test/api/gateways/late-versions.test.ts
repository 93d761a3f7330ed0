import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway, aGatewayOf, type TestGateway } from '../../support/a-gateway.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { asOwner } from '../../support/as-owner.ts';
import { changePlan } from '../../support/change-plan.ts';
import { aLineTo, type DatabaseLine } from '../../support/database-line.ts';
import { startInstance } from '../../support/live-instance.ts';
import { postTo } from '../../support/post-to.ts';
import { aClock, startTestApp, type TestApp } from '../../support/test-app.ts';

const morning = new Date('2026-04-06T00:00:00.000Z');
const at = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);

let line: DatabaseLine;
let test: TestApp;
let office: Office;
let gateway: TestGateway;

beforeAll(async () => {
  test = await startTestApp(aClock(morning), async (url) => {
    line = await aLineTo(url);
    return line.url;
  });
  office = await anOffice(test.deps);
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterAll(async () => {
  await test.close();
  await line.close();
});

const late = (minutes: number) =>
  gateway.read(office.persons[0]?.number ?? '', 'hall-office-to-office', {
    decided: { verdict: 'grant' },
    at: at(minutes).toISOString(),
  });

/** How often the batches of a post waited for the database, on the connection that holds the head. */
async function flightsOf(minutes: readonly number[]): Promise<number> {
  const before = line.roundTrips();
  const { status, body } = await gateway.post(...minutes.map(late));
  expect([status, body.results.length]).toEqual([200, minutes.length]);
  return line.roundTrips() - before;
}

/** Puts a plan in force in which the office bears this name. */
function renameOffice(name: string): Promise<void> {
  return changePlan(test, office.siteId, (plan) => ({
    ...plan,
    zones: plan.zones.map((zone) => (zone.id === 'office' ? { ...zone, name } : zone)),
  }));
}

describe('a backlog that reaches over many versions of the plan', () => {
  const versions = 40;

  beforeAll(async () => {
    for (let version = 1; version <= versions; version += 1) {
      test.clock.set(at(version));
      await renameOffice(`執務室 第${version}版`);
    }
    // The first batch after a change reads the rules. Nothing live comes, which would make batches as small as 20 ms take.
    await flightsOf([0.5]);
  });

  it('asks nothing about the versions while it holds the head', async () => {
    const ofOneVersion = await flightsOf(Array.from({ length: versions }, () => versions + 0.5));
    const ofAll = await flightsOf(Array.from({ length: versions }, (_, index) => index + 0.5));
    // It goes in batches of no more than 16 versions.
    expect(ofAll).toBe(ofOneVersion * Math.ceil(versions / 16));
  });

  it('weighs each read by the version that held then', async () => {
    const entries = await entriesOf(test.pool, office.siteId);
    const changes = entries.filter(({ kind }) => kind === 'plan-changed').map(({ seq }) => seq);
    const used = entries.slice(-versions).map(({ text }) => JSON.parse(text).decision.rules.site);
    expect(used).toEqual(changes.slice(-versions - 1, -1));
  });

  it('quarantines the reads of a version that cannot be read back, and harms no other', async () => {
    const spoil = `update plan_elements set body = '{}' where site_id = $1 and kind = 'zone' and element_id = 'office'
      and from_seq = (select min(from_seq) from plan_elements where site_id = $1 and until_seq is not null and from_seq > 3)`;
    expect(await asOwner(test, spoil, [office.siteId])).toBe(1);
    // Another instance has not kept the version.
    const other = await startInstance(test);
    const post = (payload: unknown) =>
      postTo(
        other.url.replace('ws', 'http').replace('/api/v1', ''),
        office.tokens.get('gateway') ?? '',
        payload,
      );
    const there = aGateway(post, test.clock.now);
    gateway = there;
    const { body } = await there.post(...[1.5, 2.5, 3.5].map(late));
    await other.close();
    expect(body.results.map(({ status }: { status: string }) => status).toSorted()).toEqual([
      'quarantined',
      'stored',
      'stored',
    ]);
  });
});
