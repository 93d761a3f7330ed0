import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { buildApp } from '../../../src/app.ts';
import { buildPool, type Pool } from '../../../src/db/pool.ts';
import { permitLifecycle } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOfficerOf } from '../../support/people-house.ts';

let house: PermitHouse;
let there: Awaited<ReturnType<typeof buildApp>>;
let pools: readonly Pool[];
/** Two who may decide, and the one who applies for themselves although they might. */
let officers: readonly [Officer, Officer, Officer];
const morning = new Date('2026-04-06T00:00:00.000Z');

beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(morning);
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
  const applicant = await anOfficer(house.test, [
    { role: 'zone-officer', siteId: house.site, scope: 'office' },
    { role: 'reception', siteId: house.site },
  ]);
  officers = [house.zoneOfficer, await anOfficerOf(house, 'office'), applicant];
  await house.place(house.host.id, 'office');
  const ignore = () => undefined;
  const { databaseUrl, deps } = house.test;
  const pool = buildPool({ url: databaseUrl, size: 6, name: 'sekisho there', onIdleError: ignore });
  const batchPool = buildBatchPool(databaseUrl, ignore);
  pools = [pool, batchPool];
  there = await buildApp({ ...deps, pool, batchPool });
});
afterAll(async () => {
  await there.close();
  for (const pool of pools) await pool.end();
  await house.test.close();
});

type Instance = 'here' | 'there';

async function act(at: Instance, { token }: Officer, path: string, payload?: object) {
  const app = at === 'here' ? house.test.app : there;
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/sites/${house.site}/${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function apply(): Promise<string> {
  const [, , applicant] = officers;
  const { body } = await act('here', applicant, 'photography', {
    persons: [applicant.id],
    zones: ['office'],
    from: '2026-04-06T09:00:00+09:00',
    until: '2026-04-06T12:00:00+09:00',
    purpose: '記録',
    terms: { parts: ['image'], devices: ['camera'], responsible: house.host.id },
  });
  return body.id;
}

const reason = { reason: '例' };
/** Every step somebody may try, with what it sends. */
const steps = {
  approve: undefined,
  return: reason,
  reject: reason,
  revoke: reason,
  withdraw: undefined,
  start: undefined,
  close: { report: '済み' },
  report: { report: '済み' },
  extend: { until: '2026-04-07T12:00:00+09:00', reason: '例' },
} as const;
const stepNames = [
  'approve',
  'approve',
  'start',
  'close',
  'return',
  'reject',
  'revoke',
  'withdraw',
  'report',
  'extend',
] as const;

const anyTry = fc.record({
  step: fc.constantFrom(...stepNames),
  by: fc.constantFrom(0, 1, 2),
  at: fc.constantFrom<Instance[]>('here', 'there'),
});
/** Acts of one round are tried at the same time. */
const anyLife = fc.array(fc.array(anyTry, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 8 });

describe('the life of a permit, on two instances', () => {
  it('goes along the table, a version an entry, and is decided by nobody concerned', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async (rounds) => {
        const id = await apply();
        let stopped = false;
        for (const round of rounds) {
          const answers = await Promise.all(
            round.map(async ({ step, by, at }) => {
              const { status } = await act(at, officers[by], `permits/${id}/${step}`, steps[step]);
              return { step, by, status };
            }),
          );
          for (const { step, by, status } of answers) {
            expect([200, 403, 409, 422]).toContain(status);
            // I8
            if (by === 2 && (step === 'approve' || step === 'extend')) expect(status).not.toBe(200);
            // I5
            if (stopped && step === 'start') expect(status).toBe(409);
          }
          stopped ||= answers.some(({ step, status }) => step === 'revoke' && status === 200);
        }
        await expectAlongTheTable(id);
      }),
      { numRuns: 25 },
    );
  });

  it('is approved once by two who approve at once, with one entry', async () => {
    const id = await apply();
    const [one, other] = officers;
    const answers = await Promise.all([
      act('here', one, `permits/${id}/approve`),
      act('there', other, `permits/${id}/approve`),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await kindsOf(id)).toEqual(['permit-requested', 'permit-approved']);
  });
});

async function kindsOf(id: string): Promise<readonly string[]> {
  const entries = await entriesOf(house.test.pool, house.site);
  return entries.filter(({ text }) => JSON.parse(text).subject?.permit === id).map(({ kind }) => kind);
}

/** The entries of a permit that lead to another state, and to which. */
const stateOfEntry: Readonly<Record<string, string>> = {
  'permit-requested': 'requested',
  'permit-approved': 'approved',
  'permit-returned': 'returned',
  'permit-rejected': 'rejected',
  'permit-withdrawn': 'withdrawn',
  'permit-started': 'in-use',
  'permit-closed': 'closed',
  'permit-revoked': 'revoked',
};

async function expectAlongTheTable(id: string): Promise<void> {
  const { body } = await house.permit(officers[2].token, id);
  const states: readonly string[] = body.history.map(({ state }: { state: string }) => state).toReversed();
  const kinds = await kindsOf(id);
  // I11
  expect(kinds).toHaveLength(states.length);
  const lifecycle: Readonly<Record<string, Readonly<Record<string, string>>>> = permitLifecycle;
  for (const [index, state] of states.entries()) {
    const kind = kinds[index] ?? '';
    expect(stateOfEntry[kind] ?? state).toBe(state);
    const before = states[index - 1];
    if (before !== undefined) expect(Object.values(lifecycle[before] ?? {})).toContain(state);
  }
}
