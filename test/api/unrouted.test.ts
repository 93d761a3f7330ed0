import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildLogger } from '../../src/cli/starting/build-logger.ts';
import { aClock, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let port: number;
const logged: string[] = [];
beforeAll(async () => {
  const to = { write: (line: string) => logged.push(line) };
  const loggerInstance = buildLogger({ level: 'warn', as: 'json', colours: false, to });
  test = await startTestApp(aClock(), undefined, { loggerInstance });
  port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => test.close());

/** Sends bytes as they are and reads the answer until the other side closes. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

const closing = 'Host: x\r\nConnection: close\r\n\r\n';

describe('what reaches no route', () => {
  it('is waited for ten seconds, the head no longer than the body: else node never gives a slow body up', () => {
    expect(test.app.server).toMatchObject({ requestTimeout: 10_000, headersTimeout: 10_000 });
  });

  it.each([
    ['a path that is no UTF-8', `GET /api/v1/tokens/%ff/revoke HTTP/1.1\r\n${closing}`, 400, 'bad-request'],
    [
      'a name of a path that is too long',
      `POST /api/v1/tokens/${'x'.repeat(500)}/revoke HTTP/1.1\r\n${closing}`,
      400,
      'bad-request',
    ],
    ['what is not HTTP', '\u0000\u0001\r\n\r\n', 400, 'bad-request'],
    ['a method nobody knows', `FOO /healthz HTTP/1.1\r\n${closing}`, 400, 'bad-request'],
    ['a URL of 64 KB', `GET /${'a'.repeat(65_536)} HTTP/1.1\r\n${closing}`, 431, 'headers-too-large'],
    ['an expectation nobody knows', `GET /nowhere HTTP/1.1\r\nExpect: more\r\n${closing}`, 404, 'not-found'],
  ])('answers %s with a problem', async (_, bytes, status, code) => {
    const [head = '', body = ''] = (await exchange(bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ type: `/problems/${code}`, status });
    expect(head).toContain(`x-request-id: ${JSON.parse(body).instance}`);
    expect(JSON.parse(body).title).toMatch(/[ぁ-ん]/);
  });

  it('is counted by why, and told of in the log once a minute however much of it comes', async () => {
    const malformed = 'no HTTP\r\n\r\n';
    const lines = () => logged.map((line) => JSON.parse(line)).filter(({ counts }) => counts !== undefined);
    const counted = async (reason: string) => {
      test.clock.set(new Date(test.clock.now().getTime() + 60_000));
      const { body } = await test.app.inject('/metrics');
      return Number(new RegExp(`sekisho_http_unread_total\\{reason="${reason}"\\} (\\d+)`).exec(body)?.[1]);
    };
    const before = await counted('bad-request');
    await expect.poll(() => lines().length).toBeGreaterThan(0);
    const told = lines().length;
    for (let n = 0; n < 20; n += 1) await exchange(malformed);
    expect(await counted('bad-request')).toBe(before + 20);
    await expect.poll(() => lines().length).toBe(told + 1);
    expect(lines().at(-1)).toMatchObject({
      counts: { 'bad-request': 20 },
      lastFrom: '127.0.0.1',
      level: 'warn',
    });
    expect(await counted('url')).toBe(2);
    expect(await counted('headers-too-large')).toBe(1);
    expect(await counted('tls-handshake')).toBe(0);
  });
});
