import Fastify from 'fastify';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setProblemHandler } from '../../src/api/faults/set-problem-handler.ts';
import { beginAs } from '../../src/db/begin-as.ts';
import { inTransaction, type Tx } from '../../src/db/in-transaction.ts';
import { buildPool } from '../../src/db/pool.ts';
import { systemActor } from '../../src/kernel/actor.ts';
import { takeHeads } from '../../src/log/writing/take-heads.ts';
import { aSite } from '../support/a-site.ts';
import { aLineTo } from '../support/database-line.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let sites: readonly [string, string];
beforeAll(async () => {
  test = await startTestApp();
  sites = [await aSite(test), await aSite(test)];
});
afterAll(() => test.close());

const context = { actor: systemActor, requestId: 'test' };

/** Takes two heads one after the other, in this order; `between` comes between them. */
function takeBoth(order: readonly string[], between: () => Promise<void>): Promise<'done'> {
  return inTransaction(test.pool, context, async ({ client }: Tx) => {
    const [first = '', second = ''] = order;
    await takeHeads(client, [first]).heads;
    await between();
    await takeHeads(client, [second]).heads;
    return 'done' as const;
  });
}

/** Lets whoever comes wait until both have come; whoever comes later goes on. */
function aMeetingOfTwo(): () => Promise<void> {
  let meet: () => void = () => undefined;
  let come = 0;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  return () => {
    come += 1;
    if (come === 2) meet();
    return met;
  };
}

/** Who the database knows to act on this connection, and what it calls the connection to whoever looks at its sessions. */
async function actorsKnown(client: PoolClient): Promise<unknown> {
  const { rows } = await client.query(
    `select current_setting('sekisho.actor', true) as actor, current_setting('sekisho.request', true) as request,
      application_name as named from pg_stat_activity where pid = pg_backend_pid()`,
  );
  return rows[0];
}

describe('a transaction (METI 59-2, AT-703)', () => {
  it('tells the database who acts and for which request, and is seen to, until it ends', async () => {
    const actor = { type: 'person', id: '01990000-0000-7000-8000-000000000001' } as const;
    const pool = buildPool({ url: test.databaseUrl, size: 1, name: 'sekisho', onIdleError: () => undefined });
    const during = await inTransaction(pool, { actor, requestId: 'r-1' }, ({ client }) =>
      actorsKnown(client),
    );
    expect(during).toEqual({
      actor: `person:${actor.id}`,
      request: 'r-1',
      named: `sekisho person:${actor.id}`,
    });
    const client = await pool.connect();
    expect(await actorsKnown(client)).toEqual({ actor: '', request: '', named: 'sekisho' });
    client.release();
    await pool.end();
  });

  it('of a batch tells who of the gateways spoke, whatever they are called', async () => {
    const client = await test.pool.connect();
    await beginAs(client, [
      { type: 'machine', id: "o'gate" },
      { type: 'machine', id: 'gate-2' },
    ]);
    expect(await actorsKnown(client)).toMatchObject({ actor: "machine:o'gate machine:gate-2" });
    await client.query('rollback');
    client.release();
  });
});

describe('a deadlock', () => {
  it('is tried again: both are done, one after the other', async () => {
    const between = aMeetingOfTwo();
    const [one, other] = sites;
    const both = [takeBoth([one, other], between), takeBoth([other, one], between)];
    expect(await Promise.all(both)).toEqual(['done', 'done']);
  });

  it('that comes again each time is 503, as is a lock that somebody keeps', async () => {
    const app = Fastify();
    setProblemHandler(app);
    let tries = 0;
    app.get<{ Params: { state: string } }>('/fails/:state', ({ params }) =>
      inTransaction(test.pool, context, async ({ client }) => {
        tries += 1;
        await client.query(`do $$ begin raise exception sqlstate '${params.state}'; end $$`);
      }),
    );
    for (const [state, tried] of [
      ['40P01', 3],
      ['55P03', 1],
    ] as const) {
      tries = 0;
      const answer = await app.inject(`/fails/${state}`);
      expect([answer.statusCode, answer.json().type, answer.headers['retry-after'], tries]).toEqual([
        503,
        '/problems/overloaded',
        '1',
        tried,
      ]);
    }
    await app.close();
  });
});

describe('a database that says nothing any more', () => {
  it('is not asked to roll back: whoever waits has waited once', async () => {
    const line = await aLineTo(test.databaseUrl);
    const pool = buildPool({ url: line.url, size: 2, name: 'frozen', onIdleError: () => undefined });
    pool.options.query_timeout = 300;
    const asked: string[] = [];
    const frozen = inTransaction(pool, context, async ({ client }) => {
      const { query } = client;
      client.query = ((...all: Parameters<typeof query>) => {
        asked.push(String(all[0]));
        return query.apply(client, all);
      }) as typeof query;
      line.freeze();
      await client.query('select 1');
    });
    await expect(frozen).rejects.toThrow(/timeout/i);
    expect(asked).toEqual(['select 1']);
    expect(pool.totalCount).toBe(0);
    await line.close();
    await pool.end();
  });
});
