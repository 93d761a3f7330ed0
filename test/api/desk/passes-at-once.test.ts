import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool, type Pool } from '../../../src/db/pool.ts';
import { aPassDesk, type PassDesk } from '../../support/a-pass.ts';
import { aCard, aColleague, type PeopleHouse, startPeopleHouse } from '../../support/people-house.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let house: PeopleHouse;
let desk: PassDesk;
let there: Awaited<ReturnType<typeof buildWatchedApp>>;
let pools: readonly Pool[];
beforeAll(async () => {
  house = await startPeopleHouse();
  desk = await aPassDesk(house);
  const { databaseUrl, batchUrl, deps } = house.test;
  const ignore = () => undefined;
  const pool = buildPool({ url: databaseUrl, size: 6, name: 'sekisho there', onIdleError: ignore });
  const batchPool = buildBatchPool(batchUrl, ignore);
  pools = [pool, batchPool];
  there = await buildWatchedApp({ ...deps, pool, batchPool });
});
afterAll(async () => {
  await there.close();
  for (const pool of pools) await pool.end();
  await house.test.close();
});

type Act = { readonly pass: string; readonly step: string; readonly payload: object | undefined };

/** By this instance, or by the other one on the same database. */
async function post({ pass, step, payload }: Act, app: 'here' | 'there'): Promise<number> {
  const answer = await (app === 'here' ? house.test.app : there).inject({
    method: 'POST',
    url: `/api/v1/sites/${house.site}/passes/${pass}/${step}`,
    headers: { authorization: `Bearer ${desk.reception.token}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return answer.statusCode;
}

/** The same numbers for every run: a failure can be looked at again. */
function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const dueAt = '2026-04-06T10:00:00.000Z';
const reason = { reason: '返却箱になかった' };

describe('two desks at two instances', () => {
  it('never lend a pass twice, whatever they do to it at once, and every card is as its pass is', async () => {
    const passes = [await desk.add('one-day'), await desk.add('one-day')];
    const people = await Promise.all([1, 2, 3].map(() => aColleague(house)));
    const own = await Promise.all(people.map((person, nth) => aCard(house, person, String(45_000 + nth))));
    const pick = numbers(20_260_406);
    const lent = { granted: 0, refused: 0 };
    for (let round = 0; round < 12; round += 1) {
      const acts = Array.from({ length: 4 }, (): Act => {
        const pass = passes[pick(passes.length)]?.pass ?? '';
        const steps: readonly Act[] = [
          { pass, step: 'lend', payload: { person: people[pick(people.length)], dueAt } },
          { pass, step: 'lend', payload: { person: people[pick(people.length)], dueAt } },
          { pass, step: 'take-back', payload: undefined },
          { pass, step: 'miss', payload: reason },
          { pass, step: 'restore', payload: reason },
        ];
        return steps[pick(steps.length)] ?? { pass, step: 'restore', payload: reason };
      });
      const statuses = await Promise.all(acts.map((act, nth) => post(act, nth % 2 === 0 ? 'here' : 'there')));
      expect(statuses.filter((status) => status !== 200 && status !== 409)).toEqual([]);
      acts.forEach(({ step }, nth) => {
        if (step === 'lend') lent[statuses[nth] === 200 ? 'granted' : 'refused'] += 1;
      });
      await expectWhole(people, own);
    }
    expect(lent.granted).toBeGreaterThan(3);
    expect(lent.refused).toBeGreaterThan(3);
  });
});

/** A pass that is lent or did not come back has one loan, of its holder; no other has any. Its card counts while the pass may be used, a holder's own does not meanwhile. */
async function expectWhole(people: readonly string[], own: readonly string[]): Promise<void> {
  const { rows } = await house.test.pool.query(
    `select p.state, p.holder_id as holder, c.state as card,
        array(select l.holder_id::text from loans l where l.card_id = p.card_id and l.until_seq is null) as loans
      from passes p join cards c on c.card_id = p.card_id and c.until_seq is null
      where p.site_id = $1 and p.until_seq is null`,
    [house.site],
  );
  for (const { state, holder, card, loans } of rows) {
    expect(loans).toEqual(state === 'in-stock' ? [] : [holder]);
    expect(card).toBe(state === 'missing' ? 'suspended' : 'active');
  }
  const holders = rows.filter(({ state }) => state === 'lent').map(({ holder }) => holder);
  expect(new Set(holders).size).toBe(holders.length);
  for (const [nth, person] of people.entries()) {
    const { body } = await house.get(house.admin.token, `/cards/${own[nth]}`);
    expect(body.state).toBe(holders.includes(person) ? 'suspended' : 'active');
  }
}
