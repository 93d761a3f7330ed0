import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool, type Pool } from '../../src/db/pool.ts';
import { programLevel } from '../../src/db/program-level.ts';
import { anOffice, entriesOf, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { buildWatchedApp } from '../support/watched-app.ts';

/** A program one level above this one, over the same database. */
type Newer = { readonly app: FastifyInstance; readonly pools: readonly Pool[] };

let test: TestApp;
let office: Office;
let guard: string;
let newer: Newer;
beforeAll(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { staff: 2 });
  guard = await aMachine(test, 'guard', [{ role: 'guard' }]);
  newer = await startNewer(test);
});
afterAll(async () => {
  await newer.app.close();
  await Promise.all(newer.pools.map((pool) => pool.end()));
  await test.close();
});

async function startNewer({ databaseUrl: url, batchUrl, deps }: TestApp): Promise<Newer> {
  const onIdleError = () => undefined;
  const pool = buildPool({ url, size: 2, name: 'newer', program: programLevel + 1, onIdleError });
  const batchPool = buildBatchPool(batchUrl, onIdleError, { program: programLevel + 1 });
  return { app: await buildWatchedApp({ ...deps, pool, batchPool }), pools: [pool, batchPool] };
}

const epoch = '0'.repeat(31);
let seq = 0;

async function readAt(app: FastifyInstance, number: string) {
  seq += 1;
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/gateway/events',
    headers: { authorization: `Bearer ${office.tokens.get('gateway')}` },
    payload: {
      epoch: `${epoch}1`,
      events: [
        {
          seq,
          kind: 'card-read',
          reader: 'street-hall-to-hall',
          at: test.clock.now().toISOString(),
          card: { format: 'wiegand-26', facility: '1', number },
        },
      ],
    },
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function lockDownAt(app: FastifyInstance) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/sites/${office.siteId}/lockdowns`,
    headers: { authorization: `Bearer ${guard}` },
    payload: { zone: 'server', reason: '不審者' },
  });
  return { status: answer.statusCode, body: answer.json() };
}

const recorded = async () => (await entriesOf(test.pool, office.siteId)).length;
const outdated = { status: 503, body: { type: '/problems/program-outdated' } };

describe('a program below the floor of its database', () => {
  it('decides and acts no more from the next transaction on, and the newer one goes on', async () => {
    expect(await readAt(test.app, '10000')).toMatchObject({ status: 200 });
    await asOwner(test, `update program_floor set level = ${programLevel + 1}`);
    const before = await recorded();

    expect(await readAt(test.app, '10001')).toMatchObject(outdated);
    expect(await lockDownAt(test.app)).toMatchObject(outdated);
    expect(await recorded()).toBe(before);
    const ready = await test.ask(undefined, { url: '/readyz' });
    expect(ready.status).toBe(503);
    expect(ready.body.checks).toContainEqual(expect.objectContaining({ name: 'program', state: 'failed' }));

    expect(await readAt(newer.app, '10001')).toMatchObject({
      status: 200,
      body: { results: [{ status: 'stored', verdict: 'grant' }] },
    });
    expect(await lockDownAt(newer.app)).toMatchObject({ status: 201 });
  });

  it('is never this one on a database of its own release', async () => {
    const fresh = await startTestApp();
    const { rows } = await fresh.pool.query('select level from program_floor');
    await fresh.close();
    expect(rows).toEqual([{ level: expect.any(Number) }]);
    expect(rows[0].level).toBeLessThanOrEqual(programLevel);
  });
});
