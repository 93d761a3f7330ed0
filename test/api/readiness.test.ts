import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aGatewayOf, type TestGateway } from '../support/a-gateway.ts';
import { anOffice, type Office } from '../support/an-office.ts';
import { asOwner } from '../support/as-owner.ts';
import { holdHead } from '../support/held-head.ts';
import { planWithGateways, readerOf } from '../support/many-gateways.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: Office;
let gateway: TestGateway;
let reader: string;
beforeEach(async () => {
  test = await startTestApp();
  office = await anOffice(test.deps, { plan: planWithGateways(1), staff: 3 });
  const [[id, token] = ['', '']] = [...office.tokens];
  gateway = aGatewayOf(test, token);
  reader = readerOf(id);
});
afterEach(() => test.close());

function pass(milliseconds: number): void {
  test.clock.set(new Date(test.clock.now().getTime() + milliseconds));
}

async function readiness(): Promise<readonly [status: number, decisions: string]> {
  const { status, body } = await test.ask(undefined, { url: '/readyz' });
  return [status, body.checks.find(({ name }: { name: string }) => name === 'decisions').state];
}

describe('readiness', () => {
  it('goes the way of a decision: a head that somebody keeps is a service that cannot decide', async () => {
    const held = await holdHead(test, office.siteId);
    expect(await readiness()).toEqual([503, 'failed']);
    await held.release();
    expect(await readiness()).toEqual([503, 'failed']); // the answer of this second
    pass(1_000);
    expect(await readiness()).toEqual([200, 'ok']);
  });

  it('writes as a decision does: a database that only reads is no database', async () => {
    await asOwner(test, 'revoke update on heads from sekisho_batch');
    expect(await readiness()).toEqual([503, 'failed']);
    await asOwner(test, 'grant update on heads to sekisho_batch');
    pass(1_000);
    expect(await readiness()).toEqual([200, 'ok']);
  });

  it('leaves nothing behind', async () => {
    const head = () => test.pool.query('select * from heads').then(({ rows }) => rows);
    const before = await head();
    expect(await readiness()).toEqual([200, 'ok']);
    expect(await head()).toEqual(before);
  });

  it('counts a failed batch against the instance until one is committed', async () => {
    await asOwner(test, 'revoke insert on entries from sekisho_batch');
    expect((await gateway.post(gateway.read('10000', reader))).status).toBe(500);
    expect(await readiness()).toEqual([503, 'failed']);
    await asOwner(test, 'grant insert on entries to sekisho_batch');
    expect((await gateway.post(gateway.read('10000', reader))).status).toBe(200);
    pass(1_000);
    expect(await readiness()).toEqual([200, 'ok']);
  });

  it('lets the next one be tried after a while, for nobody is sent to an instance that is not ready', async () => {
    await asOwner(test, 'revoke insert on entries from sekisho_batch');
    expect((await gateway.post(gateway.read('10000', reader))).status).toBe(500);
    pass(29_000);
    expect(await readiness()).toEqual([503, 'failed']);
    pass(1_000);
    expect(await readiness()).toEqual([200, 'ok']);
  });
});
