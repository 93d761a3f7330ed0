import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGateway } from '../support/a-gateway.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { accountOf, nothingWrong } from '../support/counted-once.ts';
import { planWithGateways, readerOf } from '../support/many-gateways.ts';
import { meanwhile } from '../support/meanwhile.ts';
import { postTo } from '../support/post-to.ts';
import { aReplayingGateway } from '../support/replaying-gateway.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { aWallClock } from '../support/wall-clock.ts';

/** The first answer may have been lost: the repeat then says that it counted. */
const counted = expect.stringMatching(/^(stored|duplicate)$/);

let test: TestApp;
let office: Office;
let watch: pg.Client;
let frozen: ServiceProcess;
let other: ServiceProcess;
beforeAll(async () => {
  test = await startTestApp(aWallClock());
  office = await anOffice(test.deps, { plan: planWithGateways(9), staff: 32 });
  watch = new pg.Client({ connectionString: test.ownerUrl });
  await watch.connect();
  [frozen, other] = await Promise.all([startServiceProcess(test), startServiceProcess(test)]);
});
afterAll(async () => {
  frozen.process.kill('SIGCONT');
  await Promise.all([frozen.end('SIGKILL'), other.end('SIGKILL'), watch.end()]);
  await test.close();
});

/** Sessions of a batch that wait for their instance while they hold the head. */
async function sessionsInHand(): Promise<number> {
  const { rows } = await watch.query<{ count: number }>(
    `select count(*) from pg_stat_activity a
      where datname = current_database() and application_name = 'sekisho batch' and state = 'idle in transaction'
        and exists (select 1 from pg_locks l where l.pid = a.pid and l.relation = 'heads'::regclass
          and l.mode = 'RowShareLock')`,
  );
  return rows[0]?.count ?? 0;
}

/** Stops the process again and again until it is caught between taking the head and its commit. */
async function freezeWithHeadInHand(): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    frozen.process.kill('SIGSTOP');
    if ((await sessionsInHand()) > 0) {
      await sleep(20); // what it had sent is done by now: is it still in the transaction?
      if ((await sessionsInHand()) > 0) return;
    }
    frozen.process.kill('SIGCONT');
    await sleep(tries % 7);
  }
}

describe('an instance stopped with the head in hand', () => {
  it('holds up another one until PostgreSQL ends its session after 2 s, and doubles nothing when it goes on', async () => {
    const numbers = office.persons.map(({ number }) => number);
    const [last = ['', ''], ...rest] = [...office.tokens].reverse();
    let address = frozen.address;
    const gateways = rest.map(([id, token]) =>
      aReplayingGateway(id, numbers, (payload) => postTo(address, token, payload)),
    );
    const [id, token] = last;
    const unharmed = aGateway(
      (payload) => postTo(other.address, token, payload),
      () => new Date(),
    );
    expect((await unharmed.post(unharmed.event('heartbeat'))).status).toBe(200);
    const { rows } = await test.batchPool.query('show idle_in_transaction_session_timeout');
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '2s' }]);

    const turns = gateways.map((gateway) => () => gateway.work(2));
    await meanwhile(turns, async () => {
      await freezeWithHeadInHand();
      const read = unharmed.read('10000', readerOf(id));
      const answer = await untilAnswered(() => unharmed.post(read));
      expect(answer.body.results).toMatchObject([{ status: counted, verdict: 'grant' }]);
      expect(await sessionsInHand()).toBe(0);
      address = other.address;
      await gateways[0]?.workUntilAnswered(1);
      frozen.process.kill('SIGCONT');
    });
    expect(frozen.complaints()).toBe('');
    address = frozen.address;
    for (const gateway of gateways) {
      await gateway.workUntilAnswered(1);
      await gateway.repeatAll();
      expect(gateway.acknowledged.size).toBe(gateway.sent.size);
    }
    const account = await accountOf(test.pool, office.siteId, gateways);
    expect({ ...account, phantom: account.phantom.filter((key) => !key.startsWith(`${id} `)) }).toEqual(
      nothingWrong,
    );
  });
});

describe('an instance stopped in an act', () => {
  it('holds up the doors of another one no longer than a batch would', async () => {
    const guard = await aMachine(test, 'guard', [{ role: 'guard' }]);
    const [[id, token] = ['', '']] = [...office.tokens];
    const gateway = aGateway(
      (payload) => postTo(other.address, token, payload),
      () => new Date(),
    );
    // The act waits for this row with the head in hand.
    const holder = new pg.Client({ connectionString: test.ownerUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query(
      "insert into conditions (site_id, condition, place, since, since_seq) values ($1, 'lockdown', 'office', now(), 1)",
      [office.siteId],
    );
    const lockdown = fetch(`${frozen.address}/api/v1/sites/${office.siteId}/lockdowns`, {
      method: 'POST',
      headers: { authorization: `Bearer ${guard}`, 'content-type': 'application/json' },
      body: JSON.stringify({ zone: 'office', reason: '不審者' }),
    });
    await untilActWaits();
    frozen.process.kill('SIGSTOP');
    await holder.end();
    const event = gateway.read('10001', readerOf(id));
    const read = await untilAnswered(() => gateway.post(event));
    expect(read).toMatchObject({ status: 200, body: { results: [{ status: counted, verdict: 'grant' }] } });
    frozen.process.kill('SIGCONT');
    expect((await lockdown).status).toBe(503);
  });
});

/** Until an act of one of the instances waits for a row. */
async function untilActWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await watch.query(
      "select from pg_stat_activity where application_name like 'sekisho child%' and wait_event_type = 'Lock'",
    );
    if (rowCount === 1) return;
  }
}
