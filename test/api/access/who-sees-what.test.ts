import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeAccess } from '../../../src/authority/judge-access.ts';
import { type Role, roles } from '../../../src/authority/roles.ts';
import { aSite } from '../../support/a-site.ts';
import { aTokenOfRole } from '../../support/role-tokens.ts';
import { aMachine, startTestApp, type TestApp } from '../../support/test-app.ts';

let test: TestApp;
let siteId: string;
const words = '来栖一が刃物を持っている';

beforeAll(async () => {
  test = await startTestApp();
  siteId = await aSite(test);
  const guard = await aTokenOfRole(test, 'guard', siteId);
  for (const zone of [null, 'hall', 'server']) {
    const begun = await test.ask(guard, {
      method: 'POST',
      url: `/api/v1/sites/${siteId}/lockdowns`,
      payload: { zone, reason: words },
    });
    if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
  }
});
afterAll(() => test.close());

/** Written down a second time: whoever changes who sees what says so here too. */
const toldReasons: readonly Role[] = ['guard', 'reception', 'security-officer', 'csirt', 'zone-officer'];
const notToldOfRooms: readonly Role[] = ['host'];

const readers = roles.filter((role) => {
  const principal = {
    actor: { type: 'machine', id: role } as const,
    credential: { kind: 'token', id: role } as const,
    roles: [{ role, siteId: 'site', scope: null }],
  };
  return judgeAccess(principal, 'plan.read', 'site') === 'allowed';
});

describe.each(readers)('%s', (role) => {
  const get = async (path: string) =>
    test.ask(await aTokenOfRole(test, role, siteId), {
      method: 'GET',
      url: `/api/v1/sites/${siteId}${path}`,
    });
  const rooms = !notToldOfRooms.includes(role);
  const reasons = toldReasons.includes(role);

  it(`is ${rooms ? '' : 'not '}shown the server room, nor anything that leads to it`, async () => {
    const { status, body } = await get('/plan');
    expect(status).toBe(200);
    expect(body.zones).toHaveLength(rooms ? 4 : 3);
    expect(JSON.stringify(body).includes('server"')).toBe(rooms);
    expect(JSON.stringify(body).includes('office-server')).toBe(rooms);
    expect(JSON.stringify(body)).toContain('hall-office');
  });

  it(`${rooms ? 'learns' : 'does not learn'} what is required there`, async () => {
    expect((await get('/zones/server/requirements')).status).toBe(rooms ? 200 : 404);
    expect((await get('/zones/office/requirements')).status).toBe(200);
  });

  it(`is told of a lockdown, ${reasons ? 'by whom and why' : 'not by whom nor why'}`, async () => {
    const { body } = await get('/conditions');
    expect(body.items.map(({ zone }: { zone: string | null }) => zone)).toEqual(
      rooms ? [null, 'hall', 'server'] : [null, 'hall'],
    );
    for (const { condition, reason, begunBy } of body.items) {
      expect({ condition, reason }).toEqual({ condition: 'lockdown', reason: reasons ? words : null });
      expect(begunBy).toEqual(reasons ? { type: 'machine', id: expect.stringMatching(/^guard-/) } : null);
    }
    expect(JSON.stringify(body).includes('来栖')).toBe(reasons);
  });
});

describe('a zone-officer of one zone', () => {
  const as = async (scope: string, path: string) => {
    const token = await aMachine(test, `officer-of-${scope}-${path.length}`, [
      { role: 'zone-officer', siteId, scope },
    ]);
    return test.ask(token, { method: 'GET', url: `/api/v1/sites/${siteId}${path}` });
  };

  it('is shown that zone although it is hidden, and no other hidden one', async () => {
    expect(JSON.stringify((await as('server', '/plan')).body)).toContain('office-server');
    expect(JSON.stringify((await as('office', '/plan')).body)).not.toContain('office-server');
  });

  it('is told why that zone is locked down, and not why another is', async () => {
    const told = (answer: { readonly body: { readonly items: { zone: string; reason: string }[] } }) =>
      answer.body.items.find(({ zone }) => zone === 'hall')?.reason;
    expect(told(await as('hall', '/conditions'))).toBe(words);
    expect(told(await as('office', '/conditions'))).toBeNull();
  });
});
