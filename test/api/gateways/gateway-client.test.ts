import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGatewayClient } from '../../../src/gateways/gateway-client.ts';
import { anOffice, entriesOf, type Office } from '../../support/an-office.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';
import { startWeatheredLine } from '../../support/weathered-line.ts';

describe('a gateway client', () => {
  let test: TestApp;
  let office: Office;
  let busy: Server;
  let refusals = 0;

  beforeAll(async () => {
    test = await startTestApp();
    office = await anOffice(test.deps);
    const service = await test.app.listen({ host: '127.0.0.1', port: 0 });
    // Stands before the service and has no room for the first posts.
    busy = await startWeatheredLine(service, () => {
      if (refusals === 0) return undefined;
      refusals -= 1;
      return 'busy';
    });
  });
  afterAll(async () => {
    busy.close();
    await test.close();
  });

  it('comes again when the service is busy, and the event counts once', async () => {
    const { port } = busy.address() as AddressInfo;
    const client = buildGatewayClient({
      url: `http://127.0.0.1:${port}`,
      token: office.tokens.get('gateway') ?? '',
    });
    refusals = 3;
    const answer = await client.post({
      kind: 'exit-request',
      door: 'street-hall',
      at: '2026-04-06T00:00:00Z',
    });
    expect(answer).toMatchObject({ seq: 1, status: 'stored' });
    expect(refusals).toBe(0);
    const entries = await entriesOf(test.pool, office.siteId);
    expect(entries.filter(({ kind }) => kind === 'exit-request')).toHaveLength(1);
  });
});
