import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBusyDay, told } from '../support/a-busy-day.ts';
import { aGateway, type GatewayEvent } from '../support/a-gateway.ts';
import { aDoor, aPlan, aReader } from '../support/a-plan.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { postTo } from '../support/post-to.ts';
import { replayedState, storedState } from '../support/stored-state.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';

const plan = aPlan({
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office'),
    aDoor('office', 'server', {
      openWithinMs: 30_000,
      directions: [
        { from: 'office', to: 'server', passback: { mode: 'soft' } },
        { from: 'server', to: 'office', passback: { mode: 'off' } },
      ],
    }),
  ],
  readers: ['street-hall', 'hall-office', 'office-server'].flatMap((door) =>
    door.split('-').map((to) => aReader(door, to)),
  ),
});
const readers = plan.readers.map(({ id }) => id);
const doors = plan.doors.map(({ id }) => id);

let test: TestApp;
let other: LiveInstance;
beforeAll(async () => {
  test = await startTestApp();
  other = await startInstance(test);
});
afterAll(async () => {
  await other.close();
  await test.close();
});

let offices = 0;
async function anotherOffice(): Promise<Office> {
  offices += 1;
  return anOffice(test.deps, { plan, staff: 9, firstNumber: 10_000 * offices });
}

describe('who is where, and all else the tables say', () => {
  it('equals the replay of the effects, whatever happens, on two instances (I9)', async () => {
    await fc.assert(
      fc.asyncProperty(aBusyDay(20), async (day) => {
        const office = await anotherOffice();
        const token = office.tokens.get('gateway') ?? '';
        const numbers = office.persons.map(({ number }) => number);
        let there = false;
        const gateway = aGateway(
          (payload) =>
            there
              ? postTo(other.url.replace('ws', 'http').replace('/api/v1', ''), token, payload)
              : test.ask(token, { method: 'POST', url: '/api/v1/gateway/events', payload }),
          test.clock.now,
        );
        const posting: Promise<unknown>[] = [];
        for (const post of day) {
          const events: GatewayEvent[] = [];
          for (const thing of post.things) {
            if (thing.type === 'time')
              test.clock.set(new Date(test.clock.now().getTime() + thing.seconds * 1000));
            else events.push(told(gateway, thing, { numbers, readers, doors }, test.clock.now()));
          }
          there = post.there;
          if (events.length === 0) continue;
          // Time passes while some of them wait: whoever is refused for now posts again, as a gateway does.
          const answered = untilAnswered(() => gateway.post(...events));
          posting.push(answered.then(({ status }) => expect(status).toBe(200)));
          if (posting.length % 3 === 0) await Promise.all(posting);
        }
        await Promise.all(posting);
        expect(await storedState(test.pool, office.siteId)).toEqual(
          await replayedState(test.pool, office.siteId),
        );
        expect(await elsewhereByHistory(office.siteId)).toEqual([]);
      }),
      { numRuns: 25, seed: 20260406 },
    );
    const kinds = await kindsSeen();
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'card-read',
        'passage-not-taken',
        'gateway-silent',
        'read-abandoned',
        'fire-signal',
      ]),
    );
  });
});

/** Whose last move, by when it happened, leads elsewhere than the table of places says. */
async function elsewhereByHistory(siteId: string): Promise<readonly unknown[]> {
  const { rows } = await test.pool.query(
    `select p.person_id as person, p.zone_id as zone, p.since, m.zone_id as moved, m.happened_at as at
      from presence p left join lateral (
        select zone_id, happened_at from moves m where m.site_id = p.site_id and m.person_id = p.person_id
        order by happened_at desc, seq desc, ordinal desc limit 1
      ) m on true
      where p.site_id = $1 and (p.zone_id, p.since) is distinct from (m.zone_id, m.happened_at)`,
    [siteId],
  );
  return rows;
}

async function kindsSeen(): Promise<ReadonlySet<string>> {
  const { rows } = await test.pool.query<{ kind: string }>('select distinct kind from entries');
  return new Set(rows.map(({ kind }) => kind));
}
