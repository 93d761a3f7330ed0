import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepDue } from '../../src/access/batch/lanes/sweep-due.ts';
import { commands } from '../../src/cli/commands.ts';
import { withDatabase } from '../../src/cli/database/with-database.ts';
import { runCommandLine } from '../../src/cli/run-command-line.ts';
import { buildPool, type Pool } from '../../src/db/pool.ts';
import { programLevel } from '../../src/db/program-level.ts';
import { ProgramOutdated } from '../../src/db/program-outdated.ts';
import { loadSegments } from '../../src/live/reading/load-segments.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { logEnd } from '../support/a-site.ts';
import { aTerminal } from '../support/a-terminal.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { follow, hello } from '../support/follower.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { holdBy, holdHead } from '../support/held-head.ts';
import { type LiveInstance, startInstance } from '../support/live-instance.ts';
import { postTo } from '../support/post-to.ts';
import { aMachine, startTestApp, type TestAnswer, type TestApp } from '../support/test-app.ts';

/** A release that adds what this program does not know. */
const nextLevel = programLevel + 1;
const raise = 'select raise_program_floor($1)';
const tooOld = { status: 503, body: { type: '/problems/program-outdated' } };
const reader = 'hall-office-to-office';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let desk: string;
let guard: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 20 });
  desk = await aMachine(test, 'card-desk', [{ role: 'rights-admin' }]);
  guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
});
afterAll(() => test.close());
beforeEach(async () => {
  gateway = aGatewayOf(test, office.tokens.get('gateway'));
});
afterEach(() => asOwner(test, 'update program_floor set level = $1', [programLevel]));

const person = (index: number) => {
  const one = office.persons[index];
  if (one === undefined) throw new Error('the office has too few persons');
  return one;
};
const read = (index: number) => gateway.read(person(index).number, reader);
const raiseFloor = () => asOwner(test, raise, [nextLevel]);
const recorded = async () => (await entriesOf(test.pool, office.siteId)).length;
const reportLost = (cardId: string) =>
  test.ask(desk, {
    method: 'POST',
    url: `/api/v1/cards/${cardId}/report-lost`,
    payload: { reason: '紛失の届け出' },
  });

/** An instance of the next release over the same database, for as long as `work` takes. */
async function besideTheNext<Value>(work: (newer: LiveInstance) => Promise<Value>): Promise<Value> {
  const newer = await startInstance(test, { tickMs: 25 }, { program: nextLevel });
  try {
    return await work(newer);
  } finally {
    await newer.close();
  }
}

const sweptBy = (pool: Pool) =>
  sweepDue(pool, { runDue: () => Promise.resolve(), databaseAnswered: () => undefined }, test.clock);
const httpOf = ({ url }: LiveInstance) => url.replace('ws', 'http').replace('/api/v1', '');
const postNext = (newer: LiveInstance, events: readonly unknown[]): Promise<TestAnswer> =>
  postTo(httpOf(newer), office.tokens.get('gateway') ?? '', { epoch: gateway.epoch, events });

describe('a program whose database comes to ask for a newer one', () => {
  it('answers a card read with 503 from its next batch on, and records nothing (I5)', async () => {
    expect((await gateway.post(read(0))).body.results[0]).toMatchObject({ verdict: 'grant' });
    const event = read(1);
    await raiseFloor();
    const before = await recorded();
    const refused = await gateway.post(event);
    expect(refused).toMatchObject(tooOld);
    expect(refused.headers['retry-after']).toBe('1');
    expect(await recorded()).toBe(before);
    await besideTheNext(async (newer) => {
      const { body } = await postNext(newer, [event]);
      expect(body.results[0]).toMatchObject({ status: 'stored', verdict: 'grant' });
    });
  });

  it('answers an act with 503, whatever it would have said of it, and records nothing', async () => {
    const { cardId } = person(2);
    await raiseFloor();
    const before = await recorded();
    expect(await reportLost(cardId)).toMatchObject(tooOld);
    expect(await reportLost('00000000-0000-7000-8000-000000000000')).toMatchObject(tooOld);
    expect(await recorded()).toBe(before);
    const { rows } = await test.pool.query('select state from cards where card_id = $1', [cardId]);
    expect(rows).toEqual([{ state: 'active' }]);
    await besideTheNext(async (newer) => {
      const answer = await fetch(`${httpOf(newer)}/api/v1/cards/${cardId}/report-lost`, {
        method: 'POST',
        headers: { authorization: `Bearer ${desk}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: '紛失の届け出' }),
      });
      expect(answer.status).toBe(200);
    });
  });

  it('is not ready and says why, while a newer one is', async () => {
    const ready = () => test.ask(undefined, { method: 'GET', url: '/readyz' });
    expect((await ready()).status).toBe(200);
    await raiseFloor();
    // Asked once a second.
    test.clock.set(new Date(test.clock.now().getTime() + 1_000));
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body.checks.find(({ name }: { name: string }) => name === 'program')).toMatchObject({
      state: 'failed',
      says: expect.stringContaining('新しい版に替えてください'),
    });
    await besideTheNext(async (newer) => {
      expect((await fetch(`${httpOf(newer)}/readyz`)).status).toBe(200);
    });
  });

  it('has recorded what it was about when the floor rises: the floor waits for it', async () => {
    const held = await holdHead(test, office.siteId);
    const reading = gateway.post(read(3));
    await held.untilWaiting(reading);
    const raising = raiseFloor();
    await held.untilWaiting(reading, raising);
    await held.release();
    expect((await reading).body.results[0]).toMatchObject({ verdict: 'grant' });
    await raising;
    expect(await gateway.post(read(4))).toMatchObject(tooOld);
  });

  it('refuses what waits while the floor rises: queued events, and an act already begun', async () => {
    const before = await recorded();
    const rising = await holdBy(test, raise, nextLevel, 'commit');
    const posts = [5, 6, 7, 8].map((index) => gateway.post(read(index)));
    const act = reportLost(person(9).cardId);
    const [first = act] = posts;
    await rising.untilWaiting(first, act);
    await rising.release();
    for (const answer of await Promise.all([...posts, act])) expect(answer).toMatchObject(tooOld);
    expect(await recorded()).toBe(before);
  });

  it('refuses an act that has begun and holds neither the person nor a head when the floor rises', async () => {
    const held = await holdBy(
      test,
      'select from persons where person_id = $1 for update',
      person(13).id,
      'rollback',
    );
    const act = test.ask(desk, {
      method: 'POST',
      url: `/api/v1/persons/${person(13).id}/suspend`,
      payload: { reason: '調査中' },
    });
    await held.untilWaiting(act);
    await raiseFloor();
    await held.release();
    expect(await act).toMatchObject(tooOld);
  });

  it('settles nothing that is due any more: that is for a newer one', async () => {
    await gateway.post(gateway.event('heartbeat'));
    await raiseFloor();
    test.clock.set(new Date(test.clock.now().getTime() + 120_000));
    expect(await sweptBy(test.pool)).toEqual([]);
    const newer = buildPool({
      url: test.databaseUrl,
      size: 1,
      name: 'newer',
      program: nextLevel,
      onIdleError: () => undefined,
    });
    expect(await sweptBy(newer)).toEqual([office.siteId]);
    await newer.end();
  });

  it('makes no site any more', async () => {
    await raiseFloor();
    await expect(createSite(test.deps, fromTerminal(), { name: '別館' })).rejects.toThrow(ProgramOutdated);
  });
});

describe('a console of a program that has become too old', () => {
  it('is sent away, and goes on at a newer one where it left off', async () => {
    const older = await startInstance(test);
    const wall = await hello(follow(older.url, office.siteId, { token: guard }));
    const { body } = await gateway.post(read(10));
    await wall.reached(body.results[0].entry);
    await raiseFloor();
    expect(await wall.closed).toBe(4012);
    await expect(follow(older.url, office.siteId, { token: guard }).closed).rejects.toThrow('503');
    await besideTheNext(async (newer) => {
      const next = await postNext(newer, [read(11)]);
      const after = `${wall.epoch()}:${wall.upTo()}`;
      const again = follow(newer.url, office.siteId, { token: guard, after });
      await again.reached(next.body.results[0].entry);
      again.socket.close();
    });
    await older.close();
  });

  it('is shown no entry as an older program would read it', async () => {
    const { head } = await logEnd(test, office.siteId);
    const from = { after: head, since: new Date(0), leaf: undefined };
    await raiseFloor();
    await besideTheNext((newer) => postNext(newer, [read(12)]));
    await expect(loadSegments(test.pool, office.siteId, from, { end: head + 1, atMost: 1 })).rejects.toThrow(
      ProgramOutdated,
    );
    const list = await test.ask(guard, { method: 'GET', url: `/api/v1/sites/${office.siteId}/events` });
    expect(list).toMatchObject(tooOld);
  });
});

describe('a command of a program that has become too old', () => {
  const giveRole = ['role', 'give', 'auditor', '--machine', 'too-late'];
  const given = async () =>
    (await test.pool.query("select from role_assignments where holder_id = 'too-late'")).rowCount;

  it('ends with one sentence, and nothing is done', async () => {
    await raiseFloor();
    const { terminal, said } = aTerminal({ env: { DATABASE_URL: test.databaseUrl } });
    expect(await runCommandLine(commands, terminal, giveRole)).toBe(1);
    expect(said.join()).toContain('新しい版に替えてください');
    expect(await given()).toBe(0);
  });

  it('ends so as well where the floor rises while it works', async () => {
    const { terminal } = aTerminal({ env: { DATABASE_URL: test.databaseUrl } });
    const work = withDatabase(terminal, async (deps) => {
      await raiseFloor();
      await createSite(deps, fromTerminal(), { name: '別館' });
    });
    await expect(work).rejects.toMatchObject({
      name: 'Obstacle',
      words: { en: expect.stringContaining('newer sekisho') },
    });
  });
});
