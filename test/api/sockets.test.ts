import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSite } from '../support/a-site.ts';
import { gatewayToken } from '../support/an-office.ts';
import { aMachine, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let port: number;
let site: string;
let guard: string;
let gateway: string;
beforeAll(async () => {
  test = await startTestApp();
  site = await aSite(test);
  guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
  gateway = await gatewayToken(test.deps, site, 'gateway');
  port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => test.close());

/** A socket of the service on which these bytes were sent, and nothing is read yet. */
function opened(bytes: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, () => resolve(socket)));
    socket.once('error', reject);
  });
}

/** Reads what comes until the service closes the socket. */
async function exchange(bytes: string): Promise<string> {
  const socket = await opened(bytes);
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return said;
}

const key = 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const version = 'sec-websocket-version: 13\r\n';
const offer = (...headers: readonly string[]) =>
  `host: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n${headers.join('')}\r\n`;
/** Answered like any other request, which keeps its connection unless it says otherwise. */
const offerOnce = (...headers: readonly string[]) =>
  `host: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n${headers.join('')}\r\n`;
const live = () => `/api/v1/sites/${site}/live`;
const asGuard = () => `authorization: Bearer ${guard}\r\n`;

const refused: readonly (readonly [string, () => string, number, string])[] = [
  ['a path nobody serves', () => `GET /nowhere HTTP/1.1\r\n${offerOnce(key, version)}`, 404, 'not-found'],
  ['a path that cannot be read', () => `GET /%ff HTTP/1.1\r\n${offer(key, version)}`, 400, 'bad-request'],
  [
    'a stream without a token',
    () => `GET ${live()} HTTP/1.1\r\n${offer(key, version)}`,
    401,
    'unauthenticated',
  ],
  [
    'a stream by another method',
    () => `POST ${live()} HTTP/1.1\r\n${offerOnce(key, version, asGuard())}`,
    405,
    'method-not-allowed',
  ],
  [
    'a stream without a key',
    () => `GET ${live()} HTTP/1.1\r\n${offerOnce(version, asGuard())}`,
    426,
    'upgrade-required',
  ],
  [
    'a stream of another version',
    () => `GET ${live()} HTTP/1.1\r\n${offerOnce(key, 'sec-websocket-version: 7\r\n', asGuard())}`,
    426,
    'upgrade-required',
  ],
  [
    'a stream with a protocol that is none',
    () =>
      `GET ${live()} HTTP/1.1\r\n${offerOnce(key, version, 'sec-websocket-protocol: a b\r\n', asGuard())}`,
    426,
    'upgrade-required',
  ],
  [
    'a stream with a protocol twice',
    () =>
      `GET ${live()} HTTP/1.1\r\n${offerOnce(key, version, 'sec-websocket-protocol: a, a\r\n', asGuard())}`,
    426,
    'upgrade-required',
  ],
  ['a tunnel', () => 'CONNECT example.jp:443 HTTP/1.1\r\nhost: example.jp:443\r\n\r\n', 404, 'not-found'],
  ['a tunnel to nothing', () => 'CONNECT /nothing HTTP/1.1\r\nhost: x\r\n\r\n', 404, 'not-found'],
];

describe('a socket that is handed over', () => {
  it.each(refused)(
    'to %s is answered with a problem through the common hooks, and closed',
    async (...one) => {
      const [, bytes, status, code] = one;
      const [head = '', body = ''] = (await exchange(bytes())).split('\r\n\r\n');
      expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(head).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ type: `/problems/${code}` });
      expect(head).toContain(`x-request-id: ${JSON.parse(body).instance}`);
    },
  );

  it('to a route that takes no WebSocket is answered and closed', async () => {
    expect(await exchange(`GET /healthz HTTP/1.1\r\n${offerOnce(key, version)}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

/** What clients send that offer HTTP/2 with everything they ask, as they write it. */
const offers = {
  java: [
    'Connection: Upgrade, HTTP2-Settings',
    'Host: 127.0.0.1',
    'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
    'Upgrade: h2c',
    'User-Agent: Java-http-client/17.0.15',
  ],
  curl: [
    'Host: 127.0.0.1',
    'User-Agent: curl/7.88.1',
    'Accept: */*',
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA',
  ],
  'nginx, which passes on what it was offered': ['Host: 127.0.0.1', 'Upgrade: h2c', 'Connection: upgrade'],
  'who offers what nobody knows': ['Host: 127.0.0.1', 'Connection: upgrade', 'Upgrade: tape/3.1, TLS/1.0'],
  'who offers a WebSocket where there is none': [
    'Host: 127.0.0.1',
    'Connection: upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ],
};

/** Sends each once what was sent before is answered, and tells every status and answer. The last is to close the connection. */
async function conversation(...requests: readonly (readonly string[])[]) {
  const socket = await opened('');
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const statuses = () => [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  const closed = once(socket, 'close');
  for (const [nth, parts] of requests.entries()) {
    for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
    while (statuses().length <= nth) await once(socket, 'data');
  }
  await closed;
  return { statuses: statuses(), said };
}

describe('an offer of another protocol', () => {
  const request = (line: string, headers: readonly string[]) => `${[line, ...headers, '', ''].join('\r\n')}`;
  const last = [request('GET /healthz HTTP/1.1', ['Host: 127.0.0.1', 'Connection: close'])];

  it.each(Object.entries(offers))(
    'of %s is passed over, with a body and on a kept connection',
    async (...one) => {
      const [, headers] = one;
      const body = JSON.stringify({ epoch: '0'.repeat(32), events: [] });
      const ofPost = [...headers, `authorization: Bearer ${gateway}`, 'content-type: application/json'];
      const post = 'POST /api/v1/gateway/events HTTP/1.1';
      const { statuses, said } = await conversation(
        [request('GET /healthz HTTP/1.1', [...headers, 'Content-Length: 0'])],
        [request(post, [...ofPost, `content-length: ${body.length}`]), body],
        [request(post, [...ofPost, `content-length: ${body.length}`]) + body.slice(0, 9), body.slice(9)],
        [
          request(post, [...ofPost, 'transfer-encoding: chunked']),
          `${body.length.toString(16)}\r\n`,
          body,
          '\r\n0\r\n\r\n',
        ],
        [request('GET /nowhere HTTP/1.1', headers)],
        [request('HEAD /healthz HTTP/1.1', headers)],
        last,
      );
      expect(statuses).toEqual([200, 400, 400, 400, 404, 200, 200]);
      // Each body arrived whole: an empty list is all that is wrong with it.
      expect(said.match(/"errors":\[\{"at":"\/events",[^{]*\}\]/g)).toHaveLength(3);
    },
  );

  it('may come with every request of a connection, and nothing grows with them', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const sockets = new Set<Socket>();
    const onConnection = (socket: Socket) => sockets.add(socket);
    test.app.server.on('connection', onConnection);
    const offered = [request('GET /healthz HTTP/1.1', offers.java)];
    const { statuses } = await conversation(...Array.from({ length: 40 }, () => offered), last);
    test.app.server.off('connection', onConnection);
    process.off('warning', onWarning);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(sockets.size).toBe(1);
    expect(warnings).toEqual([]);
  });
});

describe('a document that anybody may ask for', () => {
  it.each(['/openapi.json', '/docs/json', '/docs/yaml', '/api/v1/schemas/site-plan.json'])(
    '%s is one copy for everybody, compressed for whoever takes that, and not sent twice',
    async (url) => {
      const ask = (headers: Readonly<Record<string, string>>) => test.app.inject({ url, headers });
      const [plain, packed] = await Promise.all([ask({}), ask({ 'accept-encoding': 'br, gzip;q=0.5' })]);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 3);
      const again = await ask({ 'if-none-match': String(plain.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect((await ask({ 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined();
    },
  );

  it('is not copied for those who read slowly', async () => {
    const { rawPayload } = await test.app.inject('/openapi.json');
    const pipelined = 'GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(16);
    const before = process.memoryUsage();
    const slow = await Promise.all(Array.from({ length: 50 }, () => opened(pipelined)));
    await Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('readable', resolve))));
    const after = process.memoryUsage();
    const held = after.external + after.heapUsed - before.external - before.heapUsed;
    expect(held).toBeLessThan((50 * 16 * rawPayload.length) / 5);
    for (const socket of slow) socket.destroy();
  });
});

describe('a stop', () => {
  it('ends whatever clients do: half a request, answers unread, a stream that never says goodbye', async () => {
    const half = await opened(
      'POST /api/v1/gateway/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{',
    );
    const halfHead = await opened('GET /healthz HTTP/1.1\r\nhost');
    const unread = await opened('GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(16));
    const stream = await opened(`GET ${live()} HTTP/1.1\r\n${offer(key, version, asGuard())}`);
    await new Promise((resolve) => stream.once('readable', resolve));
    const kept = await opened('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /hea');
    await new Promise((resolve) => kept.once('readable', resolve));
    const closed = test.app.close();
    // What was begun before is answered like every other request, and says that it is the last.
    kept.write('lthz HTTP/1.1\r\nhost: x\r\n\r\n');
    let said = '';
    kept.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await closed;
    for (const socket of [half, halfHead, unread, stream]) socket.destroy();
    const [, last = ''] = said.split('HTTP/1.1 200 OK').slice(1);
    expect(last.toLowerCase()).toContain('connection: close');
    expect(last).toContain('{"status":"live"}');
  });
});
