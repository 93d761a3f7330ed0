import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayEventSchemas } from '../../src/gateways/gateway-event.ts';
import { readGatewayEvent } from '../../src/gateways/read-gateway-event.ts';
import { newId } from '../../src/kernel/ids.ts';
import { dereferenced } from '../support/dereferenced.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { buildWatchedApp } from '../support/watched-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('health', () => {
  it('is live and ready over a migrated database, and says how durable a commit is', async () => {
    expect(await test.ask(undefined, { url: '/healthz' })).toMatchObject({
      status: 200,
      body: { status: 'live' },
    });
    const { status, body } = await test.ask(undefined, { url: '/readyz' });
    expect(status).toBe(200);
    expect(body.checks.map(({ name }: { name: string }) => name)).toEqual([
      'database',
      'migrations',
      'program',
      'durability',
      'server-version',
      'months',
      'default-partition',
      'decisions',
    ]);
    expect(body.checks.find(({ name }: { name: string }) => name === 'months').state).toBe('ok');
  });

  it('counts requests by the pattern of their route, never by an id', async () => {
    await test.ask(undefined, { url: '/api/v1/tokens/0123456789abcdef/revoke', method: 'POST' });
    const { body } = await test.ask(undefined, { url: '/metrics' });
    expect(body).toContain('route="/api/v1/tokens/:token/revoke"');
    expect(body).not.toContain('0123456789abcdef');
    expect(body).toContain('sekisho_pool_connections{state="open"}');
  });

  it('renders its counts at most once a second', async () => {
    const pass = () => test.clock.set(new Date(test.clock.now().getTime() + 1_000));
    const metrics = () => test.ask(undefined, { url: '/metrics' }).then(({ body }) => body);
    pass();
    const first = await metrics();
    await test.ask(undefined, { url: '/healthz' });
    expect(await metrics()).toBe(first);
    pass();
    expect(await metrics()).not.toBe(first);
  });
});

describe('the edge of the API', () => {
  it('answers an unknown path with a problem and an id that the log also has', async () => {
    const { status, headers, body } = await test.ask(undefined, { url: '/nowhere' });
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatchObject({ type: '/problems/not-found', instance: headers['x-request-id'] });
  });

  it('answers a method the path does not have with 405 and those it has', async () => {
    const { status, headers, body } = await test.ask(undefined, { url: '/api/v1/tokens', method: 'DELETE' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
    expect(body.type).toBe('/problems/method-not-allowed');
  });

  it('names the words of a choice once', async () => {
    const token = await aMachine(test, 'chooser', [{ role: 'general-officer' }]);
    const { status, body } = await test.ask(token, {
      url: '/api/v1/organisations',
      method: 'POST',
      payload: { name: '課', kind: 'shop' },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { at: '/kind', message: '次のいずれかにしてください: ministry, bureau, section, tenant' },
    ]);
    const asked = await test.ask(token, { url: '/api/v1/determinations?state=thought-of' });
    expect(asked.body.errors).toEqual([
      { at: '/query/state', message: '次のいずれかにしてください: proposed, adopted' },
    ]);
    const adopted = await test.ask(token, {
      url: '/api/v1/determinations/adopt',
      method: 'POST',
      payload: { organisation: newId(), basis: '決裁', cells: 'every' },
    });
    expect(adopted.body.errors).toEqual([
      { at: '/cells', message: '次のいずれかにしてください: all, 配列（[ ]）' },
    ]);
  });

  it('answers bodies that cannot be read with problems', async () => {
    const token = await aMachine(test, 'edge', [{ role: 'general-officer' }]);
    const post = (payload: string | Buffer, type = 'application/json') =>
      test.ask(token, {
        url: '/api/v1/organisations',
        method: 'POST',
        payload,
        headers: { 'content-type': type },
      });
    const detail = expect.stringContaining('JSON として読めません');
    const latin = Buffer.from('{"name":"caf\xe9","kind":"section"}', 'latin1');
    for (const unreadable of ['{"name"', '', latin]) {
      const answer = await post(unreadable);
      expect(answer).toMatchObject({ status: 400, body: { type: '/problems/bad-request', detail } });
    }
    for (const type of ['text/xml', 'text/plain']) {
      expect(await post('{}', type)).toMatchObject({
        status: 415,
        body: { type: '/problems/unsupported-media-type' },
      });
    }
    expect(await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).toMatchObject({
      status: 413,
      body: { type: '/problems/body-too-large' },
    });
    expect(await post('{"name":"課","kind":"section","__proto__":{"a":1}}')).toMatchObject({ status: 400 });
  });
});

describe('a demo office', () => {
  it('says so with every answer, and before anybody signs in', async () => {
    const { app, pool, batchPool, deps } = test;
    const demo = await buildWatchedApp({ ...deps, pool, batchPool, isDemo: true });
    for (const url of ['/healthz', '/api/v1/sites', '/nowhere', '/api/v1/sign-in/notice']) {
      expect((await demo.inject({ url })).headers['sekisho-demo'], url).toBe('?1');
      expect((await app.inject({ url })).headers['sekisho-demo'], url).toBeUndefined();
    }
    const { warning } = (await demo.inject({ url: '/api/v1/sign-in/notice' })).json();
    expect(warning).toContain('見本の庁舎');
    await demo.close();
  });
});

describe('a page of another origin', () => {
  it('lets no page of another origin read, send or frame anything', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    for (const url of ['/healthz', '/api/v1/organisations', '/nowhere', '/openapi.json', '/docs/', '/']) {
      const answer = await test.ask(undefined, { url, headers });
      const names = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
      expect(names, url).toEqual([]);
      expect(String(answer.headers['content-security-policy']), url).toContain("frame-ancestors 'none'");
      expect(String(answer.headers['content-security-policy']), url).not.toMatch(/unsafe/);
      expect(answer.headers['x-content-type-options'], url).toBe('nosniff');
      expect(answer.headers['referrer-policy'], url).toBe('no-referrer');
      expect(answer.headers['cross-origin-resource-policy'], url).toBe('same-origin');
    }
    const asked = { ...headers, 'access-control-request-method': 'POST' };
    const preflight = await test.ask(undefined, { method: 'OPTIONS', url: '/api/v1/tokens', headers: asked });
    expect(preflight.status).toBe(405);
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('paths and protocols nobody serves', () => {
  it('are not found below the documentation, whatever they try to be', async () => {
    for (const path of ['%00', '%2e%2e/%2e%2e/package.json', 'a%2fb', 'x%00.html', 'nothing.js']) {
      const answer = await test.ask(undefined, { url: `/docs/static/${path}` });
      expect(answer, path).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    }
  });

  it('are passed over where a request offers to upgrade to something else than a WebSocket', async () => {
    const offer =
      'host: x\r\nconnection: Upgrade, HTTP2-Settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n';
    const body = JSON.stringify({ epoch: '0'.repeat(32), events: [] });
    const answers = await Promise.all([
      exchange(`GET /healthz HTTP/1.1\r\n${offer}\r\n`),
      exchange(
        `POST /api/v1/gateway/events HTTP/1.1\r\n${offer}content-type: application/json\r\n`,
        `content-length: ${body.length}\r\n\r\n`,
        body,
      ),
      exchange('GET /nowhere HTTP/1.1\r\n', `${offer}\r\n`),
    ]);
    expect(answers.map((answer) => answer.match(/HTTP\/1\.1 \d+/g))).toEqual([
      ['HTTP/1.1 200'],
      ['HTTP/1.1 401'],
      ['HTTP/1.1 404'],
    ]);
  });

  it('are refused and closed where the path of an offered WebSocket cannot be read', async () => {
    const answer = await exchange(
      'GET /%ff HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n',
      'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
  });
});

describe('the documentation', () => {
  it('asks for nothing that has a default', async () => {
    const { body } = await test.ask(undefined, { url: '/openapi.json' });
    const { parameters } = dereferenced(body).paths['/api/v1/persons'].get;
    expect(parameters.find(({ name }: { name: string }) => name === 'limit').required).not.toBe(true);
    const plan = await test.ask(undefined, { url: '/api/v1/schemas/site-plan.json' });
    const zone = plan.body.properties.zones.items;
    expect(zone.properties.hidden.default).toBe(false);
    expect(zone.required).toContain('organisation');
    expect(zone.required).not.toContain('hidden');
  });

  it('is an OpenAPI 3.1 document whose every operation is secured and says what may go wrong', async () => {
    const { body } = await test.ask(undefined, { url: '/openapi.json' });
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(Object(methods)).map(([method, operation]) => ({
        path,
        method,
        operation: Object(operation),
      })),
    );
    expect(operations.length).toBeGreaterThan(5);
    for (const { path, operation } of operations) {
      const secured = operation['x-action'] !== undefined;
      expect(operation.security ?? body.security, path).toEqual(secured ? [{ bearer: [] }] : []);
      expect(operation.summary, path).toBeTypeOf('string');
      const failures = Object.keys(operation.responses);
      expect(failures, path).toContain('default');
      if (secured) expect(failures, path).toEqual(expect.arrayContaining(['401', '403']));
    }
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(body.paths['/api/v1/tokens/{token}/revoke'].post['x-clause']).toBe('2.2.1.1(1)(d)');
  });

  it('names the headers that changes and creations read', async () => {
    const { body } = await test.ask(undefined, { url: '/openapi.json' });
    const headersOf = (path: string, method: string) =>
      dereferenced(body).paths[path][method].parameters.filter(
        (parameter: { in: string }) => parameter.in === 'header',
      );
    const { responses } = body.paths['/api/v1/sites/{site}/plan'].put;
    expect(headersOf('/api/v1/sites/{site}/plan', 'put')).toMatchObject([
      { name: 'If-Match', required: true },
    ]);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['412', '428']));
    const change = '/api/v1/sites/{site}/visits/{visit}/change';
    expect(headersOf(change, 'post')).toMatchObject([{ name: 'If-Match', required: true }]);
    expect(Object.keys(body.paths[change].post.responses)).toEqual(expect.arrayContaining(['412', '428']));
    expect(headersOf('/api/v1/persons', 'post')).toMatchObject([
      { name: 'Idempotency-Key', required: false },
    ]);
  });

  it('tells what may come of an operation that takes no body, or a query alone', async () => {
    const { paths } = (await test.ask(undefined, { url: '/openapi.json' })).body;
    const statusesOf = (method: string, path: string) =>
      Object.keys(paths[`/api/v1${path}`][method].responses);
    for (const path of ['/sites/{site}/events', '/sites/{site}/presence'])
      expect(statusesOf('get', path), path).toContain('422');
    const confirm = '/determinations/changes/{proposal}/confirm';
    expect(statusesOf('post', confirm)).toEqual(expect.arrayContaining(['409', '412', '422']));
    expect(statusesOf('post', '/determinations/{determination}/adopt')).toContain('409');
    expect(statusesOf('get', '/sites/{site}/live')).toContain('426');
  });

  it('lets a body be left out that may also be null, and no other', async () => {
    const { paths } = dereferenced((await test.ask(undefined, { url: '/openapi.json' })).body);
    const required = (path: string) => paths[`/api/v1/sites/{site}${path}`].post.requestBody.required;
    expect(required('/permits/{permit}/approve')).toBe(false);
    expect(required('/visits/{visit}/invite')).toBe(false);
    expect(required('/permits/{permit}/close')).toBe(true);
    expect(required('/permits/{permit}/reject')).toBe(true);
  });

  it('shows every kind of a gateway event, with examples that are what they show', async () => {
    const { body } = await test.ask(undefined, { url: '/openapi.json' });
    const { requestBody } = dereferenced(body).paths['/api/v1/gateway/events'].post;
    const kinds = requestBody.content['application/json'].schema.properties.events.items.oneOf;
    expect(kinds).toHaveLength(gatewayEventSchemas.length);
    const examples = kinds.flatMap((kind: { examples?: object[] }) => kind.examples ?? []);
    expect(examples.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['card-read', 'door-opened', 'door-forced', 'read-abandoned', 'heartbeat']),
    );
    for (const example of examples) {
      expect(readGatewayEvent({ ...example })).toMatchObject({ ok: true, value: { faults: undefined } });
    }
  });

  it('is shown by a page that fetches nothing from elsewhere and passes its own content policy', async () => {
    const page = await test.ask(undefined, { url: '/docs' });
    expect(page.status).toBe(200);
    expect(String(page.headers['content-security-policy'])).toContain("default-src 'self'");
    const named = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => String(link));
    expect(named.length).toBeGreaterThan(3);
    for (const link of named) expect(link).not.toMatch(/^(https?:)?\/\//);
    expect(page.body).not.toMatch(/<script(?![^>]*src=)[^>]*>|<style/);
    for (const link of named) {
      const { status } = await test.ask(undefined, { url: new URL(link, 'http://sekisho/docs/').pathname });
      expect(status, link).toBe(200);
    }
  });
});

/** Writes to a socket of the service, and reads what comes until the service closes it. */
async function exchange(...parts: readonly string[]): Promise<string> {
  const address = test.app.server.listening
    ? test.app.listeningOrigin
    : await test.app.listen({ host: '127.0.0.1', port: 0 });
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.once('error', reject).once('end', () => resolve(said));
    for (const part of parts) socket.write(part);
  });
}
