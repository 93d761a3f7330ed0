import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAuthorization } from '../../src/api/edge/set-authorization.ts';
import { setSessionCookies } from '../../src/api/set-session-cookies.ts';
import { authorization } from '../../src/authority/authorization.ts';
import { buildFailedTries } from '../../src/authority/failed-tries.ts';
import { mintToken } from '../../src/authority/minted-token.ts';
import type { Credential, Principal } from '../../src/authority/principal.ts';
import { type Role, roles } from '../../src/authority/roles.ts';
import { newId } from '../../src/kernel/ids.ts';
import { aBareApp } from '../support/a-bare-app.ts';
import { type GuardedOperation, guardedOperations } from '../support/guarded-operations.ts';
import { isNamed } from '../support/is-named.ts';
import { theDocument } from '../support/the-document.ts';

const now = new Date('2026-04-06T00:00:00Z');
const clock = { now: () => now };
const [site, other] = [newId<'site'>(), newId<'site'>()];
const ownOrigin = 'http://localhost:80';

let operations: readonly GuardedOperation[];
let open: readonly { readonly method: string; readonly path: string }[];
let service: FastifyInstance;
let gate: FastifyInstance;

beforeAll(async () => {
  ({ guarded: operations, open } = guardedOperations(await theDocument()));
  [service, gate] = await Promise.all([aBareApp(), aGate()]);
});
afterAll(() => Promise.all([service.close(), gate.close()]));

type Headers = NonNullable<InjectOptions['headers']>;

const known = new Map<string, Principal>();

/** What judges every request to the service, before every operation there is. Behind it stands nothing: whoever is let through is answered 200. */
async function aGate(): Promise<FastifyInstance> {
  const app = Fastify();
  await setSessionCookies(app, false);
  await app.register(
    async (api) => {
      setAuthorization(api, {
        findPrincipal: async ({ tokenId }) => known.get(tokenId) ?? 'nobody',
        failedTries: buildFailedTries(clock),
        confirmPrincipal: () => Promise.reject(new Error('nothing is done here')),
        isSite: async (id) => id === site || id === other,
        now: clock.now,
        noteElsewhere: () => undefined,
      });
      for (const { method, path, action } of operations) {
        const url = path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1');
        api.route({ method, url, config: { action }, handler: async () => ({}) });
      }
    },
    { prefix: '/api/v1' },
  );
  return app;
}

/** Who has exactly this role, at the site or for the whole ministry, and how they show it. */
function whoHolds(
  role: Role,
  held: 'for the ministry' | 'at the site',
  kind: Credential['kind'] = 'token',
  siteId: string = site,
): Headers {
  const { token, tokenId } = mintToken();
  // Being on the staff is nobody's gift, and no gateway is the ministry's.
  const at = role !== 'gateway' && (role === 'host' || held === 'for the ministry') ? null : siteId;
  known.set(tokenId, {
    actor: { type: 'person', id: newId<'person'>() },
    credential: { kind, id: tokenId, provedAt: now },
    roles: [{ role, siteId: at, scope: null }],
  });
  return kind === 'token'
    ? { authorization: `Bearer ${token}` }
    : { cookie: `sekisho=${token}`, origin: ownOrigin };
}

const nobody = newId<'nobody'>();

async function answer({ method, path }: GuardedOperation, headers: Headers, at = site) {
  const url = path.replace('{site}', at).replaceAll(/\{\w+\}/g, nobody);
  const { statusCode, body } = await gate.inject({ method, url, headers });
  return `${statusCode} ${String(JSON.parse(body).type ?? '').replace('/problems/', '')}`.trim();
}

const heldInEveryWay = roles.flatMap((role) => [
  [role, 'for the ministry'] as const,
  [role, 'at the site'] as const,
]);

describe('AT-201 2.2.1.2(1)(a), METI 21: every operation of the API', () => {
  it('has a row in the one table, and only health, counters, documents and the way in are public', () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(open.map(({ path }) => path).toSorted()).toEqual([
      // Which console this is, and becoming one.
      '/api/v1/console',
      '/api/v1/console',
      '/api/v1/console/sealed-sign-in',
      '/api/v1/console/sign-in',
      '/api/v1/schemas/site-plan.json',
      '/api/v1/sign-in',
      '/api/v1/sign-in/enrolment',
      '/api/v1/sign-in/notice',
      '/api/v1/sign-in/passkey',
      '/api/v1/sign-in/passkey/options',
      '/api/v1/sign-in/password-reset',
      // What of a sign-in is asked for, and showing it.
      '/api/v1/sign-in/second-factor',
      '/api/v1/sign-in/second-factor',
      '/api/v1/sign-in/second-factor/passkey',
      '/api/v1/sign-in/single-sign-on',
      '/api/v1/sign-in/single-sign-on/return',
      '/healthz',
      '/metrics',
      '/readyz',
    ]);
    for (const { name, action } of operations) expect(authorization, name).toHaveProperty([action]);
  });

  it('opens no way in by a page of another site: whoever it signed in would not know as whom they act', async () => {
    const waysIn = open.filter(({ method }) => method === 'POST');
    expect(waysIn.length).toBeGreaterThan(5);
    for (const { path: url } of waysIn) {
      for (const origin of ['https://evil.example', 'null']) {
        const { statusCode } = await service.inject({
          method: 'POST',
          url,
          payload: {},
          headers: { origin },
        });
        expect(statusCode, `${url} by ${origin}`).toBe(403);
      }
    }
  });

  it('answers 401 to whoever shows nothing', async () => {
    for (const { name, method, path } of operations) {
      const url = path.replaceAll(/\{\w+\}/g, nobody);
      expect((await service.inject({ method, url })).statusCode, name).toBe(401);
    }
  });

  it.each(
    heldInEveryWay.flatMap(([role, held]) => [
      [role, held, 'token'] as const,
      [role, held, 'session'] as const,
    ]),
  )(
    'T-15: lets %s, held %s and shown by a %s, do what its row says and nothing else',
    async (role, held, kind) => {
      const headers = whoHolds(role, held, kind);
      const wide = role === 'host' || (held === 'for the ministry' && role !== 'gateway');
      const wrong: string[] = [];
      for (const operation of operations) {
        const { name, action } = operation;
        const may = isNamed(role, action) && (wide || authorization[action].scope !== 'ministry');
        const answered = await answer(operation, headers);
        if (answered !== (may ? '200' : '403 forbidden')) wrong.push(`${name}: ${answered}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it('is not found at a site that is not there', async () => {
    const headers = whoHolds('general-officer', 'for the ministry');
    const allowed = operations.filter(
      ({ action }) => authorization[action].scope === 'site' && isNamed('general-officer', action),
    );
    expect(allowed.length).toBeGreaterThan(5);
    for (const operation of allowed) {
      expect(await answer(operation, headers, newId<'site'>()), operation.name).toBe('404 not-found');
    }
  });

  it('hides a site from those who hold a role elsewhere only', async () => {
    const headers = whoHolds('guard', 'at the site', 'token', other);
    const ofSite = operations.filter(({ action }) => authorization[action].scope === 'site');
    expect(ofSite.length).toBeGreaterThan(5);
    for (const operation of ofSite) {
      expect(await answer(operation, headers), operation.name).toBe('404 not-found');
    }
  });
});
