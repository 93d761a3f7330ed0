import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Action, authorization } from '../../src/authority/authorization.ts';
import { type Role, roles } from '../../src/authority/roles.ts';
import { newId } from '../../src/kernel/ids.ts';
import { revokeToken } from '../../src/operators/revoke-token.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { ownOrigin } from '../support/a-session.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aSessionOfRole, aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

type Operation = {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly url: string;
  readonly action: Action;
};

let test: TestApp;
let operations: readonly Operation[];
let publicPaths: readonly string[];
let waysIn: readonly string[];
let siteId: string;
let elsewhere: string;

beforeAll(async () => {
  test = await startTestApp();
  siteId = await aSite();
  elsewhere = await aSite();
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  const all = Object.entries(Object(body.paths)).flatMap(([path, methods]) =>
    Object.entries(Object(methods)).map(([method, operation]) => ({
      path,
      method,
      action: Object(operation)['x-action'],
    })),
  );
  const anybody = all.filter(({ action }) => action === undefined);
  publicPaths = anybody.map(({ path }) => path);
  waysIn = anybody.filter(({ method }) => method === 'post').map(({ path }) => path);
  operations = all
    .filter(({ action }) => action !== undefined)
    .map(({ path, method, action }) => ({
      name: `${method} ${path}`,
      method: Object(method.toUpperCase()).valueOf(),
      url: path.replace('{site}', siteId).replaceAll(/\{\w+\}/g, () => newId<'nobody'>()),
      action,
    }));
});
afterAll(() => test.close());

async function aSite(): Promise<string> {
  const made = await createSite(test.deps, fromTerminal(), { name: '庁舎' });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.id;
}

async function answer(
  token: string | undefined,
  { method, url }: Operation,
  remoteAddress = '127.0.0.1',
  headers: Readonly<Record<string, string>> = {},
) {
  const { status, body } = await test.ask(token, {
    method,
    url,
    remoteAddress,
    headers,
    ...(method === 'GET' ? {} : { payload: { no: 'such field' } }),
  });
  return { status, code: String(body?.type ?? '').replace('/problems/', '') };
}

const heldInEveryWay = roles.flatMap((role) => [
  [role, 'for the ministry'] as const,
  [role, 'at the site'] as const,
]);

/** Several at once: each is refused for its body at the latest, so that none changes what another finds. */
async function ofEveryOperation(
  check: (operation: Operation) => Promise<void>,
  of = operations,
): Promise<void> {
  const left = of.values();
  const turn = async () => {
    for (const operation of left) await check(operation);
  };
  await Promise.all(Array.from({ length: 5 }, turn));
}

function isOfTheStaff(action: Action): boolean {
  return authorization[action].roles.some((role) => role === 'host');
}

type Answer = Awaited<ReturnType<typeof answer>>;

function expectAsItsRowSays(
  { name, action }: Operation,
  { status, code }: Answer,
  isAllowed: (named: readonly Role[], scope: (typeof authorization)[Action]['scope']) => boolean,
): void {
  const { scope, roles: named } = authorization[action];
  const said = `${name}: ${status} ${code}`;
  if (isAllowed(named, scope)) expect([401, 403], said).not.toContain(status);
  else expect(`${status} ${code}`, said).toBe('403 forbidden');
}

describe('every operation of the API', () => {
  it('has a row in the one table, and only health, counters, documents and the way in are public', () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(publicPaths.toSorted()).toEqual([
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
    expect(waysIn.length).toBeGreaterThan(5);
    for (const url of waysIn) {
      for (const origin of ['https://evil.example', 'null']) {
        const lured = { method: 'POST', url, payload: {}, headers: { origin } } as const;
        expect((await test.ask(undefined, lured)).status, `${url} by ${origin}`).toBe(403);
      }
    }
  });

  it('answers 401 without a token, with a wrong one and with a revoked one', async () => {
    // Each of another token and from elsewhere: many of one would be asked to wait.
    const wrong = (nth: number) => `sk_${String(nth).padStart(16, '0')}_${'A'.repeat(43)}`;
    const revoked = await aTokenOfRole(test, 'ciso', siteId);
    const gone = await revokeToken(test.deps, fromTerminal(), {
      tokenId: revoked.slice(3, 19),
      reason: '紛失',
    });
    expect(gone.ok).toBe(true);
    for (const [nth, operation] of operations.entries()) {
      expect((await answer(undefined, operation)).status, operation.name).toBe(401);
      expect((await answer(wrong(nth), operation, `192.0.2.${nth}`)).status, operation.name).toBe(401);
      expect((await answer(revoked, operation)).status, operation.name).toBe(401);
    }
  });

  it.each(heldInEveryWay)(
    'lets %s, held %s and shown by a token, do what its row says and nothing else',
    async (role, held) => {
      const token = await aTokenOfRole(test, role, siteId, held);
      // Being on the staff is nobody's gift, and no gateway is the ministry's.
      const wide = role === 'host' || (held === 'for the ministry' && role !== 'gateway');
      await ofEveryOperation(async (operation) =>
        expectAsItsRowSays(
          operation,
          await answer(token, operation),
          (named, scope) => named.includes(role) && (wide || scope !== 'ministry'),
        ),
      );
    },
  );

  it.each(heldInEveryWay.filter(([role]) => role !== 'gateway'))(
    'T-15: lets %s, held %s and shown by a session, do what its row says and nothing else',
    async (role, held) => {
      const headers = { cookie: await aSessionOfRole(test, role, siteId, held), origin: ownOrigin };
      const wide = role === 'host' || held === 'for the ministry';
      // What everybody on the staff may do is asked of one who is no more than that.
      const asked = operations.filter(({ action }) => role === 'host' || !isOfTheStaff(action));
      await ofEveryOperation(
        async (operation) =>
          expectAsItsRowSays(
            operation,
            await answer(undefined, operation, '127.0.0.1', headers),
            (named, scope) => named.includes(role) && (wide || scope !== 'ministry'),
          ),
        asked,
      );
    },
  );

  it('is not found at a site that is not there', async () => {
    const token = await aTokenOfRole(test, 'general-officer', siteId, 'for the ministry');
    const allowed = operations.filter(
      ({ action }) =>
        authorization[action].scope === 'site' &&
        authorization[action].roles.some((role) => role === 'general-officer'),
    );
    expect(allowed.length).toBeGreaterThan(5);
    for (const operation of allowed) {
      const url = operation.url.replace(siteId, newId<'site'>());
      const { status, code } = await answer(token, { ...operation, url });
      expect(`${status} ${code}`, operation.name).toBe('404 not-found');
    }
  });

  it('hides a site from those who hold a role elsewhere only', async () => {
    const token = await aTokenOfRole(test, 'guard', elsewhere);
    const ofSite = operations.filter(({ action }) => authorization[action].scope === 'site');
    expect(ofSite.length).toBeGreaterThan(5);
    for (const operation of ofSite) {
      const { status, code } = await answer(token, operation);
      expect(`${status} ${code}`, operation.name).toBe('404 not-found');
    }
  });
});
