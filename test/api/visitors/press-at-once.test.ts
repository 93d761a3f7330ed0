import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool, type Pool } from '../../../src/db/pool.ts';
import { type PressHouse, startPressHouse } from '../../support/a-press-house.ts';
import { given } from '../../support/a-reception.ts';
import type { Officer } from '../../support/an-officer.ts';
import { holdHead } from '../../support/held-head.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let house: PressHouse;
let there: Awaited<ReturnType<typeof buildWatchedApp>>;
let pools: readonly Pool[];
const day = '2026-04-07';
const beforehand = new Date('2026-04-06T09:00:00+09:00');
const atTheEvent = new Date('2026-04-07T14:00:00+09:00');

beforeAll(async () => {
  house = await startPressHouse();
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

type Act = () => Promise<{ readonly status: number; readonly body: string }>;

/** An act at one of two instances on the same database. */
function post(app: 'here' | 'there', { token }: Officer, path: string, payload: object): Act {
  return async () => {
    const answer = await (app === 'here' ? house.test.app : there).inject({
      method: 'POST',
      url: `/api/v1${house.url(path)}`,
      headers: { authorization: `Bearer ${token}` },
      payload,
    });
    return { status: answer.statusCode, body: answer.body };
  };
}

/** Has one act wait for the site's head, and the other come while it does. */
async function oneAfterTheOther(first: Act, second: Act) {
  const head = await holdHead(house.test, house.site);
  const former = first();
  await head.untilWaiting(former);
  const latter = second();
  await head.untilWaiting(former, latter);
  await head.release();
  return Promise.all([former, latter]);
}

const endOf = (app: 'here' | 'there', layer: string, id: string) =>
  post(app, house.decider, `/press-${layer}/${id}/end`, { reason: '虚偽の申請' });
const registration = (app: 'here' | 'there', visit: string, persons: readonly string[]) =>
  post(app, house.host, `/visits/${visit}/press-registrations`, {
    lines: persons.map((person) => ({ person })),
  });
const checkIn = (app: 'here' | 'there', visit: string, member: string) =>
  post(app, house.reception, `/visits/${visit}/check-in`, { day, desk: 'front', members: [given(member)] });

/** Who may come, or go further in, by an accreditation that has ended. */
async function wronglyOpen(): Promise<readonly unknown[]> {
  const { rows } = await house.test.pool.query(
    `select r.member_id
     from press_registrations r
     join press_persons p using (site_id, press_person_id)
     join press_organisations o using (site_id, press_organisation_id)
     left join arrivals a on a.site_id = r.site_id and a.member_id = r.member_id and a.until_seq is null
       and a.state = 'announced'
     left join admissions d on d.site_id = r.site_id and d.member_id = r.member_id and d.until_seq is null
       and d.open and d.ends_at > least(p.ended_at, o.ended_at)
     where r.site_id = $1 and 'ended' in (p.state, o.state) and (a.member_id is not null or d.member_id is not null)`,
    [house.site],
  );
  return rows;
}

let nth = 0;
/** An organisation with one person, and an event of tomorrow. */
async function prepared() {
  house.test.clock.set(beforehand);
  nth += 1;
  const organisation = await house.anOrganisation(`競合新聞${nth}`);
  const [person = ''] = await house.personsOf(organisation, ['競 合']);
  return { organisation, person, visit: await house.anEvent() };
}

/** The same, registered and reviewed; it is the time of the event. */
async function awaited() {
  const one = await prepared();
  const { body } = await house.register(one.visit, [{ person: one.person }]);
  const [{ member }] = body.members;
  const { destinations } = (await house.get(house.host.token, house.visitUrl(`/${one.visit}`))).body;
  const review = { examined: ['who', 'why', 'zones'], members: [member], zones: ['office'] };
  const path = house.visitUrl(`/${one.visit}/destinations/${destinations[0].id}/review`);
  expect((await house.post(house.host.token, path, review)).status).toBe(200);
  house.test.clock.set(atTheEvent);
  return { ...one, member };
}

const layers = [
  ['an organisation', (one: Awaited<ReturnType<typeof prepared>>) => ['organisations', one.organisation]],
  ['a person', (one: Awaited<ReturnType<typeof prepared>>) => ['persons', one.person]],
] as const;

describe.each(layers)('the end of %s at one instance, at another at the same time', (_, layerOf) => {
  it('finds a registration that came first, and closes it', async () => {
    const one = await prepared();
    const [layer = '', id = ''] = layerOf(one);
    const [registered, ended] = await oneAfterTheOther(
      registration('there', one.visit, [one.person]),
      endOf('here', layer, id),
    );
    expect([registered.status, ended.status]).toEqual([201, 200]);
    expect(await wronglyOpen()).toEqual([]);
  });

  it('is found by a registration that comes after', async () => {
    const one = await prepared();
    const [layer = '', id = ''] = layerOf(one);
    const [ended, registered] = await oneAfterTheOther(
      endOf('here', layer, id),
      registration('there', one.visit, [one.person]),
    );
    expect([ended.status, registered.status]).toEqual([200, 422]);
    expect(registered.body).toContain('終わっています');
    expect(await wronglyOpen()).toEqual([]);
  });

  it('shuts the doors on whoever was checked in first', async () => {
    const one = await awaited();
    const [layer = '', id = ''] = layerOf(one);
    const [taken, ended] = await oneAfterTheOther(
      checkIn('there', one.visit, one.member),
      endOf('here', layer, id),
    );
    expect(JSON.parse(taken.body).members).toMatchObject([{ done: true }]);
    expect(ended.status).toBe(200);
    expect(await wronglyOpen()).toEqual([]);
  });

  it('is told at the desk to whoever comes after', async () => {
    const one = await awaited();
    const [layer = '', id = ''] = layerOf(one);
    const [ended, taken] = await oneAfterTheOther(
      endOf('here', layer, id),
      checkIn('there', one.visit, one.member),
    );
    expect(ended.status).toBe(200);
    expect(JSON.parse(taken.body).members).toMatchObject([{ done: false, lacks: [{ code: 'press-ended' }] }]);
    expect(await wronglyOpen()).toEqual([]);
  });
});

describe('many acts at once on two instances', () => {
  it('never leave anybody expected by what has ended, and none waits for another for ever', async () => {
    for (let round = 0; round < 4; round += 1) {
      house.test.clock.set(beforehand);
      const [one, other] = [await prepared(), await prepared()];
      const more = await house.personsOf(other.organisation, ['同 時', '同 刻']);
      const both = [one.person, other.person, ...more];
      const answers = await Promise.all(
        [
          registration('here', one.visit, both),
          registration('there', other.visit, both.toReversed()),
          endOf('there', 'organisations', one.organisation),
          registration('there', one.visit, [other.person]),
          endOf('here', 'organisations', other.organisation),
          endOf('there', 'persons', more[0] ?? ''),
        ].map((act) => act()),
      );
      expect(answers.filter(({ status }) => ![200, 201, 422].includes(status))).toEqual([]);
      expect(await wronglyOpen()).toEqual([]);
    }
  });
});
