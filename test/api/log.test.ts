import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../src/access/batch/lanes/build-batch-pool.ts';
import { saveActEffects } from '../../src/access/state/save-act-effects.ts';
import { serverOptions } from '../../src/cli/starting/server-options.ts';
import { buildPool } from '../../src/db/pool.ts';
import { buildHints } from '../../src/log/hints.ts';
import { aConfig } from '../support/a-config.ts';
import { aLog } from '../support/a-log.ts';
import { aSite } from '../support/a-site.ts';
import { asOwner } from '../support/as-owner.ts';
import { follow, hello } from '../support/follower.ts';
import { aClock, aMachine, startTestApp, type TestApp } from '../support/test-app.ts';
import { buildWatchedApp } from '../support/watched-app.ts';

const log = aLog({ level: 'trace' });
const options = serverOptions(aConfig('.'), log.log);
let test: TestApp;
let token: string;
beforeAll(async () => {
  test = await startTestApp(aClock(), undefined, options);
  token = await aMachine(test, 'clerk', [{ role: 'general-officer' }]);
});
afterAll(() => test.close());

/** What follows the public id; it may hold `_` itself. */
const secretOf = (minted: string) => minted.replace(/^sk_[0-9a-f]{16}_/, '');
const cookie = 'sid=cookie-of-somebody';
const name = '山田 花子';
const register = (id: string, payload: object | string = { name, kind: 'section' }) =>
  test.ask(token, {
    url: '/api/v1/organisations?q=hidden-in-the-query',
    method: 'POST',
    payload,
    headers: { 'x-request-id': id, cookie, 'content-type': 'application/json' },
  });

describe('the id of a request', () => {
  const taken = ['7f3c', 'Root=1-67891233-abcdef012345678912345678', 'a'.repeat(128)];
  it.each(taken)('is the one the client gave it: %s', async (id) => {
    const { headers, body } = await test.ask(undefined, { url: '/nowhere', headers: { 'x-request-id': id } });
    expect([headers['x-request-id'], body.instance]).toEqual([id, id]);
  });

  it.each(['', 'a b', 'a\tb', '{"level":"fatal"}', 'é', 'a'.repeat(129), 'a"b', '<b>'])(
    'is a new one where theirs has not the form: %s',
    async (id) => {
      const { headers, body } = await test.ask(undefined, {
        url: '/nowhere',
        headers: { 'x-request-id': id },
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(body.instance).toBe(headers['x-request-id']);
    },
  );

  it('stands in the answer that opens a stream', async () => {
    const url = (await test.app.listen({ host: '127.0.0.1', port: 0 })).replace('http', 'ws');
    const guard = await aMachine(test, 'wall', [{ role: 'guard' }]);
    const wall = follow(`${url}/api/v1`, await aSite(test), {
      token: guard,
      headers: { 'x-request-id': 'wall-1' },
    });
    const opened = new Promise((resolve) =>
      wall.socket.once('upgrade', ({ headers }) => resolve(headers['x-request-id'])),
    );
    await hello(wall);
    expect(await opened).toBe('wall-1');
    wall.socket.close();
  });
});

describe('the log of errors that happen', () => {
  it('has the id of the request in every line about one, and nothing secret in any', async () => {
    await asOwner(test, 'alter table organisations rename to gone');
    expect((await register('id-of-a-fault')).status).toBe(500);
    await asOwner(test, 'alter table gone rename to organisations');
    await asOwner(test, `alter table organisations add constraint no_name check (name <> '${name}')`);
    expect((await register('id-of-a-refusal')).status).toBe(500);
    expect((await register('id-of-half-a-body', `{"name":"${name}`)).status).toBe(400);
    expect((await register('id-of-a-shape', { name, kind: name })).status).toBe(400);
    const stranger = `${token.slice(0, -4)}AAAA`;
    for (let tries = 0; tries < 3; tries += 1) {
      expect((await test.ask(stranger, { url: '/api/v1/organisations' })).status).toBe(401);
    }
    const visitor = await aMachine(test, 'visitor', [{ role: 'auditor' }]);
    const refused = { url: '/api/v1/persons', method: 'POST', payload: { kind: 'staff', name } } as const;
    const headers = { cookie, 'x-request-id': 'id-of-a-403' };
    expect((await test.ask(visitor, { ...refused, headers })).status).toBe(403);

    const about = new Map(log.lines().map(({ requestId, msg }) => [requestId, msg]));
    expect(about.get('id-of-a-fault')).toBe('request failed');
    expect(about.get('id-of-a-refusal')).toBe('request failed');
    expect(about.get('id-of-a-403')).toBe('access refused');
    for (const line of log.lines()) {
      if (/request|access refused/.test(line.msg)) expect(line.requestId).toEqual(expect.any(String));
    }
    for (const one of [
      ...[token, stranger, visitor].map(secretOf),
      cookie,
      name,
      '花子',
      'hidden-in-the-query',
    ])
      expect(log.text()).not.toContain(one);
  });

  it('names no password of a database that does not answer', async () => {
    const lost = aLog();
    const url = 'postgres://app:hunter2-of-app@127.0.0.1:1/sekisho';
    const onIdleError = (err: unknown) => lost.log.error({ err });
    const pool = buildPool({ url, size: 2, name: 'lost', onIdleError });
    const batchPool = buildBatchPool(url, onIdleError);
    const hints = buildHints(pool, onIdleError);
    const clock = { now: () => new Date() };
    const deps = { pool, clock, hints, saveEffects: saveActEffects, batchPool };
    const app = await buildWatchedApp({ ...deps, server: serverOptions(aConfig('.'), lost.log) });
    const authorization = `Bearer ${token}`;
    const answer = await app.inject({
      url: '/api/v1/organisations',
      headers: { authorization, 'x-request-id': 'lost-1' },
    });
    expect(answer.statusCode).toBe(503);
    expect(lost.lines()).toContainEqual(
      expect.objectContaining({
        requestId: 'lost-1',
        err: expect.objectContaining({ cause: expect.objectContaining({ code: 'ECONNREFUSED' }) }),
      }),
    );
    await app.close();
    await hints.close();
    await Promise.all([pool.end(), batchPool.end()]);
    expect(lost.text()).not.toMatch(/hunter2/);
    expect(lost.text()).not.toContain(secretOf(token));
  });
});
