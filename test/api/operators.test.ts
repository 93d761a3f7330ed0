import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseToken } from '../../src/authority/minted-token.ts';
import type { Principal } from '../../src/authority/principal.ts';
import { databaseOf } from '../../src/db/pool.ts';
import { type DemoOffice, makeDemoOffice } from '../../src/demo/make-demo-office.ts';
import { confirmPrincipal } from '../../src/operators/principals/confirm-principal.ts';
import { findPrincipal } from '../../src/operators/principals/find-principal.ts';
import { endRole } from '../../src/operators/roles/end-role.ts';
import { giveRole } from '../../src/operators/roles/give-role.ts';
import { createToken, type TokenHolder } from '../../src/operators/tokens/create-token.ts';
import { revokeToken } from '../../src/operators/tokens/revoke-token.ts';
import { takePersonStep } from '../../src/people/persons/take-person-step.ts';
import { prepareWithdrawal } from '../../src/visitors/review/prepare-withdrawal.ts';
import { createSite } from '../../src/zones/sites/create-site.ts';
import { fromTerminal } from '../support/from-terminal.ts';
import { aMachine, aToken, startTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let office: DemoOffice;
let admin: string;
let nth = 0;
let adminId: string;
beforeAll(async () => {
  test = await startTestApp();
  office = await makeDemoOffice(test.deps);
  adminId = office.people.general[7]?.personId ?? '';
  admin = await aToken(test, { type: 'person', id: adminId });
});
afterAll(() => test.close());

function mint(holder: TokenHolder, days = 90) {
  return createToken(test.deps, fromTerminal(), {
    holder,
    days,
    mintedBy: { osUser: 'ops', host: 'desk-1' },
  });
}

function person(nth: number): string {
  return office.people.policy[nth]?.personId ?? '';
}

/** As whom a request with this token would be let in now. */
async function principalOfToken(token: string): Promise<Principal> {
  const presented = parseToken(token, 'token');
  const principal = presented && (await findPrincipal(databaseOf(test.pool), presented, test.clock.now()));
  if (principal === undefined || typeof principal === 'string') throw new Error('nobody');
  return principal;
}

describe('tokens', () => {
  it('name a registered person in office, a gateway of the plan or a machine, for a year at most', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await mint({ type: 'person', id: nobody })).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    });
    expect(await mint({ type: 'person', id: 'not an id' })).toMatchObject({ ok: false });
    expect(await mint({ type: 'gateway', id: 'gw-9f', siteId: office.siteId })).toMatchObject({ ok: false });
    expect(await mint({ type: 'gateway', id: 'gw-1f', siteId: 'x' })).toMatchObject({ ok: false });
    expect(await mint({ type: 'machine', id: 'Not A Name' })).toMatchObject({ ok: false });
    expect(await mint({ type: 'machine', id: 'import' }, 366)).toMatchObject({ ok: false });
    expect(await mint({ type: 'machine', id: 'import' }, 365)).toMatchObject({ ok: true });
  });

  it('are two at most for a gateway, also when three are minted at once', async () => {
    const holder = { type: 'gateway', id: 'gw-2f', siteId: office.siteId } as const;
    const made = await Promise.all([mint(holder), mint(holder), mint(holder)]);
    expect(made.map(({ ok }) => ok).toSorted()).toEqual([false, true, true]);
  });

  it('are minted with an entry that says which login on which machine, and no secret', async () => {
    const made = await mint({ type: 'machine', id: 'probe' });
    if (!made.ok) throw new Error(made.refusal.code);
    const { tokenId, token } = made.value;
    const { rows } = await test.pool.query(
      `select text from entries where kind = 'token-created' and text::json -> 'subject' ->> 'token' = $1`,
      [tokenId],
    );
    expect(JSON.parse(rows[0].text)).toMatchObject({
      subject: { token: tokenId },
      details: { holder: 'probe', osUser: 'ops', host: 'desk-1' },
    });
    expect(rows[0].text).not.toContain(token.slice(20));
    const listed = await test.ask(admin, { url: '/api/v1/tokens?limit=200' });
    expect(listed.body.items.find(({ id }: { id: string }) => id === tokenId)).toMatchObject({
      holder: 'probe',
    });
    expect(JSON.stringify(listed.body)).not.toContain(token.slice(20));
  });

  it('are dead once their revocation is acknowledged, and cannot be revoked twice', async () => {
    const token = await aMachine(test, 'reader', [{ role: 'auditor' }]);
    expect((await test.ask(token, { url: '/api/v1/sites' })).status).toBe(200);
    const revoke = {
      url: `/api/v1/tokens/${token.slice(3, 19)}/revoke`,
      method: 'POST',
      payload: { reason: '紛失' },
    } as const;
    expect((await test.ask(admin, revoke)).status).toBe(200);
    expect((await test.ask(token, { url: '/api/v1/sites' })).status).toBe(401);
    expect(await test.ask(admin, revoke)).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict' },
    });
  });
});

describe('roles', () => {
  const term = { until: '2027-03-01T00:00:00Z', duty: '異動の処理' };
  const give = (payload: object) =>
    test.ask(admin, { url: '/api/v1/role-assignments', method: 'POST', payload });

  it('are never given to oneself (I8)', async () => {
    expect(await give({ holder: { type: 'person', id: adminId }, role: 'auditor' })).toMatchObject({
      status: 403,
      body: { type: '/problems/self-approval' },
    });
  });

  it("given to a machine that bears the id of a person are not the person's (I8)", async () => {
    await give({ holder: { type: 'machine', id: adminId }, role: 'auditor' });
    const events = { url: `/api/v1/sites/${office.siteId}/events` };
    expect((await test.ask(admin, events)).status).toBe(403);
  });

  it('hold from the answer on and end with the next', async () => {
    const token = await aToken(test, { type: 'person', id: person(20) });
    const tokens = { url: '/api/v1/tokens' };
    expect((await test.ask(token, tokens)).status).toBe(403);
    const given = await give({ holder: { type: 'person', id: person(20) }, role: 'auditor' });
    expect(given.status).toBe(201);
    expect((await test.ask(token, tokens)).status).toBe(200);
    expect((await give({ holder: { type: 'person', id: person(20) }, role: 'auditor' })).status).toBe(409);
    const end = {
      url: `/api/v1/role-assignments/${given.body.id}/end`,
      method: 'POST',
      payload: { reason: '異動' },
    } as const;
    expect((await test.ask(admin, end)).status).toBe(200);
    expect((await test.ask(token, tokens)).status).toBe(403);
    expect((await test.ask(admin, end)).status).toBe(404);
  });

  it('of one site reach neither another nor the ministry', async () => {
    const local = await aMachine(test, 'local-admin', [{ role: 'rights-admin', siteId: office.siteId }]);
    const site = await createSite(test.deps, fromTerminal(), { name: '別館' });
    if (!site.ok) throw new Error(site.refusal.code);
    const holder = { type: 'person', id: person(22) };
    const asLocal = (path: string, payload: object) =>
      test.ask(local, { url: `/api/v1/${path}`, method: 'POST', payload });
    for (const where of [{}, { siteId: site.value.id }]) {
      const answer = await asLocal('role-assignments', { holder, role: 'guard', ...where });
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/forbidden' } });
    }
    const own = await asLocal('role-assignments', { holder, role: 'guard', siteId: office.siteId });
    expect(own.status).toBe(201);
    const wide = await give({ holder, role: 'auditor' });
    const reason = { reason: '異動' };
    expect((await asLocal(`role-assignments/${wide.body.id}/end`, reason)).status).toBe(403);
    expect((await asLocal(`role-assignments/${own.body.id}/end`, reason)).status).toBe(200);
    const stranger = await mint({ type: 'machine', id: 'wide' });
    if (!stranger.ok) throw new Error(stranger.refusal.code);
    expect((await asLocal(`tokens/${stranger.value.tokenId}/revoke`, reason)).status).toBe(403);
    expect((await asLocal(`persons/${person(22)}/suspend`, reason)).status).toBe(403);
  });

  it.each<[string, (id: string, token: string, role: string) => Promise<unknown>, string]>([
    [
      'whose token was revoked',
      (_, token) => revokeToken(test.deps, fromTerminal(), { tokenId: token.slice(3, 19), reason: '紛失' }),
      'unauthenticated',
    ],
    [
      'who was suspended',
      (id) => takePersonStep({ ...test.deps, prepareWithdrawal }, fromTerminal(), id, 'suspend', '調査'),
      'unauthenticated',
    ],
    [
      'whose role was ended',
      (_id, _token, assignmentId) => endRole(test.deps, fromTerminal(), { assignmentId, reason: '異動' }),
      'forbidden',
    ],
  ])('let nobody act %s after the request was let in', async (_, stop, code) => {
    const id = person(30 + nth++);
    const given = await give({ holder: { type: 'person', id }, role: 'rights-admin', ...term });
    const token = await aToken(test, { type: 'person', id });
    const principal = await principalOfToken(token);
    await stop(id, token, given.body.id);
    const act = { holder: { type: 'person', id: person(29) }, role: 'ciso' } as const;
    const context = { principal, requestId: 'late', confirm: confirmPrincipal };
    const late = await giveRole(test.deps, context, act);
    expect(late).toMatchObject({ ok: false, refusal: { code } });
    const held = await test.ask(admin, { url: `/api/v1/role-assignments?holder=${person(29)}` });
    expect(held.body.items).toEqual([]);
  });

  it('of one site are held to it by the acts themselves, whoever calls them', async () => {
    const token = await aMachine(test, 'near-admin', [{ role: 'rights-admin', siteId: office.siteId }]);
    const principal = await principalOfToken(token);
    const context = { principal, requestId: 'near', confirm: confirmPrincipal };
    const holder = { type: 'person', id: person(23) } as const;
    const wide = await give({ holder, role: 'auditor' });
    const stranger = await mint({ type: 'machine', id: 'far' });
    if (!stranger.ok) throw new Error(stranger.refusal.code);
    const before = await test.pool.query('select seq from heads order by site_id');
    const refusals = await Promise.all([
      giveRole(test.deps, context, { holder, role: 'guard' }),
      endRole(test.deps, context, { assignmentId: wide.body.id, reason: '異動' }),
      revokeToken(test.deps, context, { tokenId: stranger.value.tokenId, reason: '紛失' }),
    ]);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        refusal: { code: 'forbidden', detail: expect.stringMatching('自分の庁舎の外には及びません') },
      });
    }
    expect((await test.pool.query('select seq from heads order by site_id')).rows).toEqual(before.rows);
  });

  it('of the ministry that ends after a request was let in leaves only the reach that remains', async () => {
    const id = person(24);
    const holder = { type: 'person', id } as const;
    const near = { siteId: office.siteId } as const;
    await give({ holder, role: 'rights-admin', ...near, ...term });
    const wide = await give({ holder, role: 'rights-admin', ...term });
    const token = await aToken(test, holder);
    const context = {
      principal: await principalOfToken(token),
      requestId: 'late',
      confirm: confirmPrincipal,
    };
    const auditor = await give({ holder: { type: 'person', id: person(25) }, role: 'auditor' });
    await endRole(test.deps, fromTerminal(), { assignmentId: wide.body.id, reason: '異動' });
    const end = { assignmentId: auditor.body.id, reason: '異動' };
    expect(await endRole(test.deps, context, end)).toMatchObject({ refusal: { code: 'forbidden' } });
    const again = { ...context, principal: await principalOfToken(token) };
    expect(await endRole(test.deps, again, end)).toMatchObject({ refusal: { code: 'forbidden' } });
    const guard = await give({ holder: { type: 'person', id: person(25) }, role: 'guard', ...near });
    const own = { assignmentId: guard.body.id, reason: '異動' };
    expect(await endRole(test.deps, again, own)).toMatchObject({ ok: true });
  });

  it.each([
    ['a zone role without its zone', { role: 'zone-officer' }],
    ['a zone that is not in the plan', { role: 'zone-officer', scope: 'attic' }],
    ['a role that is not given', { role: 'host' }],
    ['a scope the role has not', { role: 'auditor', scope: 'lobby' }],
    ['an unknown field', { role: 'auditor', colour: 'red' }],
  ])('refuse %s, and nothing is stored', async (_, terms) => {
    const before = await test.ask(admin, { url: `/api/v1/role-assignments?holder=${person(21)}` });
    const { status } = await give({
      holder: { type: 'person', id: person(21) },
      siteId: office.siteId,
      ...terms,
    });
    expect([400, 422]).toContain(status);
    const after = await test.ask(admin, { url: `/api/v1/role-assignments?holder=${person(21)}` });
    expect(after.body).toEqual(before.body);
  });
});

describe('what no list and no reason can hold', () => {
  it.each(['x', '%00', '00000000-0000-0000-0000-00000000000', '-1'])(
    'refuses the cursor %j',
    async (after) => {
      for (const list of ['tokens', 'role-assignments']) {
        const { status } = await test.ask(admin, { url: `/api/v1/${list}?after=${after}` });
        expect(status, list).toBe(400);
      }
    },
  );

  it('refuses an Idempotency-Key that no index can hold', async () => {
    const answer = await test.ask(admin, {
      url: '/api/v1/role-assignments',
      method: 'POST',
      payload: { holder: { type: 'machine', id: 'probe' }, role: 'guard' },
      headers: { 'idempotency-key': randomBytes(6000).toString('base64') },
    });
    expect(answer).toMatchObject({ status: 400, body: { type: '/problems/bad-request' } });
  });

  it('refuses hidden characters and a body nested deeper than the stack', async () => {
    const post = (payload: string) =>
      test.ask(admin, {
        url: '/api/v1/role-assignments',
        method: 'POST',
        payload,
        headers: { 'content-type': 'application/json' },
      });
    const holder = '{"holder":{"type":"machine","id":';
    expect((await post(`${holder}"a\\u0000"},"role":"guard"}`)).status).toBe(400);
    expect((await post(`${holder}"a\\u202e"},"role":"guard"}`)).status).toBe(400);
    expect((await post(`${holder}${'['.repeat(2_000)}${']'.repeat(2_000)}},"role":"guard"}`)).status).toBe(
      400,
    );
    expect((await test.ask(admin, { url: '/api/v1/role-assignments?holder=%00' })).status).toBe(400);
  });
});

describe('the demo office', () => {
  it('lets nobody approve their own permission, and has two officers agree on class 3', async () => {
    const { rows } = await test.pool.query(`
      select count(*)::int as own from standing_permissions p, jsonb_array_elements(p.approvals) a
      where (a ->> 'by')::uuid in (p.person_id, p.applicant_id)`);
    expect(rows).toEqual([{ own: 0 }]);
    const class3 = await test.pool.query(`
      select jsonb_array_length(approvals) as officers from standing_permissions where 'server-room' = any(zone_ids)`);
    expect(class3.rows.length).toBe(12);
    expect(new Set(class3.rows.map(({ officers }) => officers))).toEqual(new Set([2]));
  });
});
