import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorization } from '../../src/authority/authorization.ts';
import { type Role, roles } from '../../src/authority/roles.ts';
import { newId } from '../../src/kernel/ids.ts';
import { revokeToken } from '../../src/operators/tokens/revoke-token.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { ownOrigin } from '../support/a-session.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { type GuardedOperation, guardedOperations } from '../support/guarded-operations.ts';
import { isNamed } from '../support/is-named.ts';
import { aSessionOfRole, aTokenOfRole } from '../support/role-tokens.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

// What judges every request is walked whole in `every-right.test.ts`; here by tokens and sessions as they are kept.

let test: TestApp;
let operations: readonly GuardedOperation[];
let siteId: string;

beforeAll(async () => {
  test = await startTestApp();
  const made = await createSite(test.deps, fromTerminal(), { name: '庁舎' });
  if (!made.ok) throw new Error(made.refusal.code);
  siteId = made.value.id;
  const { body } = await test.ask(undefined, { url: '/openapi.json' });
  operations = guardedOperations(body).guarded;
});
afterAll(() => test.close());

async function answer(
  token: string | undefined,
  { method, path }: GuardedOperation,
  remoteAddress = '127.0.0.1',
  headers: Readonly<Record<string, string>> = {},
) {
  const { status, body } = await test.ask(token, {
    method,
    url: path.replace('{site}', siteId).replaceAll(/\{\w+\}/g, () => newId<'nobody'>()),
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

/** Of so many operations each holder is asked one, the next holder the next: together every one. */
const every = 16;

function shareOf(role: Role, held: (typeof heldInEveryWay)[number][1]): readonly GuardedOperation[] {
  const nth = heldInEveryWay.findIndex((one) => one[0] === role && one[1] === held);
  return operations.filter((_, index) => index % every === nth % every);
}

/** Several at once: each is refused for its body at the latest, so that none changes what another finds. */
async function ofEach(
  asked: readonly GuardedOperation[],
  check: (operation: GuardedOperation) => Promise<void>,
): Promise<void> {
  const left = asked.values();
  const turn = async () => {
    for (const operation of left) await check(operation);
  };
  await Promise.all(Array.from({ length: 5 }, turn));
}

function expectJudged(
  { name }: GuardedOperation,
  { status, code }: Awaited<ReturnType<typeof answer>>,
  may: boolean,
): void {
  const said = `${name}: ${status} ${code}`;
  if (may) expect([401, 403], said).not.toContain(status);
  else expect(`${status} ${code}`, said).toBe('403 forbidden');
}

describe('every operation of the API', () => {
  it('answers 401 to a wrong token and to a revoked one', async () => {
    // Each of another token and from elsewhere: many of one would be asked to wait.
    const wrong = (nth: number) => `sk_${String(nth).padStart(16, '0')}_${'A'.repeat(43)}`;
    const revoked = await aTokenOfRole(test, 'ciso', siteId);
    const gone = await revokeToken(test.deps, fromTerminal(), {
      tokenId: revoked.slice(3, 19),
      reason: '紛失',
    });
    expect(gone.ok).toBe(true);
    for (const [nth, operation] of operations.entries()) {
      expect((await answer(wrong(nth), operation, `192.0.2.${nth}`)).status, operation.name).toBe(401);
      expect((await answer(revoked, operation)).status, operation.name).toBe(401);
    }
  });

  it.each(heldInEveryWay)(
    'is done for %s, held %s and shown by a token, wherever its row says so, and refused elsewhere',
    async (role, held) => {
      const token = await aTokenOfRole(test, role, siteId, held);
      // Being on the staff is nobody's gift, and no gateway is the ministry's.
      const wide = role === 'host' || (held === 'for the ministry' && role !== 'gateway');
      const may = ({ action }: GuardedOperation) =>
        isNamed(role, action) && (wide || authorization[action].scope !== 'ministry');
      // No act refuses whom its row names; where they hold it is weighed before.
      const named = held === 'for the ministry' ? operations.filter(may) : [];
      await ofEach([...new Set([...named, ...shareOf(role, held)])], async (operation) =>
        expectJudged(operation, await answer(token, operation), may(operation)),
      );
    },
  );

  it.each(heldInEveryWay.filter(([role]) => role !== 'gateway'))(
    'T-15: is done for %s, held %s and shown by a session, where its row says so, and refused elsewhere',
    async (role, held) => {
      const headers = { cookie: await aSessionOfRole(test, role, siteId, held), origin: ownOrigin };
      const wide = role === 'host' || held === 'for the ministry';
      // Whoever signs in is on the staff, too.
      const may = ({ action }: GuardedOperation) =>
        isNamed('host', action) ||
        (isNamed(role, action) && (wide || authorization[action].scope !== 'ministry'));
      await ofEach(shareOf(role, held), async (operation) =>
        expectJudged(operation, await answer(undefined, operation, '127.0.0.1', headers), may(operation)),
      );
    },
  );
});
