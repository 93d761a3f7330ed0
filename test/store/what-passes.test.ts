import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterAnHour } from '../support/after-an-hour.ts';
import { asOwner, rowsAsOwner } from '../support/as-owner.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A table whose rows are over by themselves: how old by which column, and a row of it, named by a column of text. */
type Passing = {
  readonly since: string;
  readonly after: number;
  readonly named: string;
  readonly row: () => Readonly<Record<string, unknown>>;
};

const someBytes = () => `\\x${randomBytes(32).toString('hex')}`;
const ofAnEvent = () => ({
  site_id: randomUUID(),
  epoch: randomUUID(),
  gateway_seq: 1,
  digest: someBytes(),
  answer: '{}',
});
const ofAGateway = { since: 'recorded_at', after: 90 * dayMs, named: 'gateway_id' } as const;
const untilItExpires = { since: 'expires_at', after: 0 } as const;

/** By `forget_passing`. */
const forgotten: Readonly<Record<string, Passing>> = {
  receipts: { ...ofAGateway, row: ofAnEvent },
  event_conflicts: { ...ofAGateway, row: ofAnEvent },
  quarantined_events: {
    ...ofAGateway,
    row: () => ({ site_id: randomUUID(), seq: 1, received: '佐藤', fault: 'x' }),
  },
  proposals: {
    ...{ since: 'expires_at', after: 90 * dayMs, named: 'proposed_with' },
    row: () => ({
      ...{ site_id: randomUUID(), proposal_id: randomUUID(), kind: 'plan-change', state: 'open' },
      ...{ draft: {}, weighed: {}, proposed_by: randomUUID(), proposed_at: '2020-01-01T00:00:00Z' },
    }),
  },
  idempotency_keys: {
    ...{ since: 'created_at', after: 7 * dayMs, named: 'key' },
    row: () => ({ holder: 'person:1', digest: someBytes(), answer: '{}' }),
  },
  live_tickets: {
    ...{ since: 'expires_at', after: dayMs, named: 'token_id' },
    row: () => ({ hash: someBytes(), site_id: randomUUID() }),
  },
};

/** By the chores of the sign-in. */
const ofSignIns = {
  sign_in_tries: {
    ...{ since: 'tried_at', after: dayMs, named: 'lane' },
    row: () => ({ failures: 3, waits_until: '2020-01-01T00:00:00Z', untold: 0 }),
  },
  sessions: {
    ...{ since: 'used_at', after: 50 * 60 * minuteMs, named: 'token_id' },
    row: () => ({
      ...{ person_id: randomUUID(), login_id: 'sato', method: 'password', network: '10.0.0.0/24' },
      idle_until: '2020-01-01T00:00:00Z',
    }),
  },
  passkey_challenges: { ...untilItExpires, named: 'challenge', row: () => ({}) },
  sign_in_challenges: {
    ...{ ...untilItExpires, named: 'login_id' },
    row: () => ({ hash: someBytes(), method: 'password', notice: 1, tries: 0 }),
  },
  totp_enrolments: { ...untilItExpires, named: 'login_id', row: () => ({ seed: 'x' }) },
  provider_trips: {
    ...{ ...untilItExpires, named: 'return_to' },
    row: () => ({ hash: someBytes(), notice: 1 }),
  },
} as const satisfies Readonly<Record<string, Passing>>;

const clock = aClock();
let test: TestApp;

beforeAll(async () => {
  test = await startTestApp(clock);
  // What is forgotten is old by the clock of the database, too.
  const { rows } = await test.pool.query<{ now: Date }>('select now() as now');
  clock.set(rows[0]?.now ?? clock.now());
});
afterAll(() => test.close());

/** A row that is as old as its table keeps it, and this much older. */
const insert = (table: string, { since, after, named, row }: Passing, name: string, olderMs: number) =>
  asOwner(test, `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [
    { ...row(), [named]: name, [since]: new Date(clock.now().getTime() - after - olderMs) },
  ]);
const left = async (table: string, { named }: Passing) => {
  const rows = await rowsAsOwner<{ name: string }>(test, `select ${named} as name from ${table}`);
  return rows.map(({ name }) => name);
};

describe('a row that is over by itself', () => {
  it.each(Object.entries({ ...forgotten, ...ofSignIns }))(
    'of %s goes within the hour once it is past its end, and not before',
    async (table, passing) => {
      await insert(table, passing, 'past', 1);
      await insert(table, passing, 'before', -minuteMs);
      await afterAnHour(test.deps);
      expect(await left(table, passing)).toEqual(['before']);
    },
  );

  it('is of every table that the database is to forget', async () => {
    const { rows } = await test.pool.query<{ body: string }>(
      `select prosrc as body from pg_proc where proname = 'forget_passing'`,
    );
    const deleted = [...(rows[0]?.body ?? '').matchAll(/DELETE FROM (\w+)/g)].map(([, table]) => table);
    expect(deleted.toSorted()).toEqual(Object.keys(forgotten).toSorted());
  });

  it('of those who failed to sign in stays until the log was told of it', async () => {
    const { sign_in_tries: tries } = ofSignIns;
    // The log was told a moment ago: it is not told again within the hour.
    const row = () => ({ ...tries.row(), untold: 2, told_at: clock.now() });
    await insert('sign_in_tries', { ...tries, row }, 'untold', 1);
    await afterAnHour(test.deps);
    expect(await left('sign_in_tries', tries)).toContain('untold');
  });
});
