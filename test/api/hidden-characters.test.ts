import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { aGatewayOf } from '../support/a-gateway.ts';
import { anOffice } from '../support/an-office.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** RIGHT-TO-LEFT OVERRIDE: what follows is shown the other way round than it is kept. */
const hidden = '\u202E';
/** Its events are read one by one: a fault in one is its own. */
const ownCheck = 'post /api/v1/gateway/events';

let test: TestApp;
let siteId: string;
let operations: readonly {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: string;
  readonly token: string | undefined;
  readonly takesBody: boolean;
}[];

beforeAll(async () => {
  test = await startTestApp();
  const site = await createSite(test.deps, fromTerminal(), { name: '庁舎' });
  if (!site.ok) throw new Error(site.refusal.code);
  siteId = site.value.id;
  const tokens = new Map<string, string>();
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  const found = [];
  for (const [path, methods] of Object.entries(Object(body.paths))) {
    if (!path.startsWith('/api/v1/')) continue;
    for (const [method, operation] of Object.entries(Object(methods))) {
      const { 'x-roles': roles, requestBody } = Object(operation);
      const role = roles?.[0];
      if (role !== undefined && !tokens.has(role))
        tokens.set(role, await aTokenOfRole(test, role, siteId, 'for the ministry'));
      found.push({
        name: `${method} ${path}`,
        method: Object(method.toUpperCase()).valueOf(),
        url: path.replace('{site}', siteId).replaceAll(/\{\w+\}/g, () => newId<'nobody'>()),
        token: tokens.get(role),
        takesBody: requestBody !== undefined,
      });
    }
  }
  operations = found.filter(({ name }) => name !== ownCheck);
});
afterAll(() => test.close());

function refusedAt(at: string) {
  return {
    status: 400,
    body: {
      type: '/problems/bad-request',
      errors: [{ at, message: expect.stringContaining('目に見えない文字') }],
    },
  };
}

describe('a text that says something else than it shows', () => {
  it('is refused in the body of every operation that takes one', async () => {
    const taking = operations.filter(({ takesBody }) => takesBody);
    expect(taking.length).toBeGreaterThan(30);
    for (const { name, method, url, token } of taking) {
      const answer = await test.ask(token, { method, url, payload: { said: [`総務${hidden}課`] } });
      expect(answer, name).toMatchObject(refusedAt('/said/0'));
    }
  });

  it('is refused in the query of every operation, of the live stream too', async () => {
    expect(operations.map(({ name }) => name)).toContain('get /api/v1/sites/{site}/live');
    for (const { name, method, url, token, takesBody } of operations) {
      const payload = takesBody ? { payload: {} } : {};
      const asked = `${url}?said=${encodeURIComponent(hidden)}`;
      expect(await test.ask(token, { method, url: asked, ...payload }), name).toMatchObject(
        refusedAt('/query/said'),
      );
    }
  });

  it('is the fault of its own event, where a gateway sends it', async () => {
    const office = await anOffice(test.deps);
    const { event, post } = aGatewayOf(test, office.tokens.get('gateway'));
    const { status, body } = await post(
      event('door-opened', { door: `office-server${hidden}` }),
      event('door-opened', { door: 'office-server' }),
    );
    expect(status).toBe(200);
    expect(body.results).toMatchObject([{ status: 'quarantined' }, { status: 'stored' }]);
  });
});
