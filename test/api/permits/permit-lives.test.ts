import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBatchPool } from '../../../src/access/batch/lanes/build-batch-pool.ts';
import { buildPool, type Pool } from '../../../src/db/pool.ts';
import { permitLifecycle } from '../../../src/permits/lifecycle/permit-lifecycle.ts';
import { type PermitHouse, startPermitHouse } from '../../support/a-permit-house.ts';
import { entriesOf } from '../../support/an-office.ts';
import { anOfficer, type Officer } from '../../support/an-officer.ts';
import { anOfficerOf } from '../../support/people-house.ts';
import type { TestAnswer } from '../../support/test-app.ts';
import { untilAnswered } from '../../support/until-answered.ts';
import { buildWatchedApp } from '../../support/watched-app.ts';

let house: PermitHouse;
let there: Awaited<ReturnType<typeof buildWatchedApp>>;
let pools: readonly Pool[];
/** Two who may decide, and the one who applies for themselves although they might. */
let officers: readonly [Officer, Officer, Officer];
/** 昭和の日 begins where the first life ends; the fourth to sixth are lived in the holidays of May, one of them on each. */
const firstMorning = Date.parse('2026-04-28T09:00:00+09:00');
const hour = 3_600_000;

/** A life begins every other day, holidays or none, and is applied for until midnight; the clock of the log never goes back. */
let lives = 0;
const nextDay = () => {
  const morning = firstMorning + 48 * hour * lives;
  lives += 1;
  const midnight = morning + 15 * hour;
  return { morning, midnight, moments: [morning, midnight - 1, midnight] as const };
};
const written = (ms: number) => new Date(ms).toISOString();

beforeAll(async () => {
  house = await startPermitHouse();
  house.test.clock.set(new Date(firstMorning));
  await house.determine('t2r14', 2, [{ value: 'permission' }]);
  const applicant = await anOfficer(house.test, [
    { role: 'zone-officer', siteId: house.site, scope: 'office' },
    { role: 'reception', siteId: house.site },
  ]);
  officers = [house.zoneOfficer, await anOfficerOf(house, 'office'), applicant];
  await house.place(house.host.id, 'office');
  const ignore = () => undefined;
  const { databaseUrl, batchUrl, deps } = house.test;
  const pool = buildPool({ url: databaseUrl, size: 6, name: 'sekisho there', onIdleError: ignore });
  const batchPool = buildBatchPool(batchUrl, ignore);
  pools = [pool, batchPool];
  there = await buildWatchedApp({ ...deps, pool, batchPool });
});
afterAll(async () => {
  await there.close();
  for (const pool of pools) await pool.end();
  await house.test.close();
});

type Instance = 'here' | 'there';

/** Asks an instance below its site, again where it is too busy for now. */
function ask(at: Instance, { token }: Officer, request: InjectOptions): Promise<TestAnswer> {
  const app = at === 'here' ? house.test.app : there;
  const url = `/api/v1/sites/${house.site}/${request.url}`;
  const headers = { authorization: `Bearer ${token}` };
  return untilAnswered(async () => {
    const answer = await app.inject({ ...request, url, headers });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  });
}

const act = (at: Instance, officer: Officer, url: string, payload?: object) =>
  ask(at, officer, { method: 'POST', url, ...(payload === undefined ? {} : { payload }) });

async function apply({ morning, midnight }: ReturnType<typeof nextDay>): Promise<string> {
  const [, , applicant] = officers;
  house.test.clock.set(new Date(morning));
  const { body } = await act('here', applicant, 'photography', {
    persons: [applicant.id],
    zones: ['office'],
    from: written(morning),
    until: written(midnight),
    purpose: '記録',
    terms: { parts: ['image'], devices: ['camera'], responsible: house.host.id },
  });
  return body.id;
}

const reason = { reason: '例' };
/** Every step somebody may try, with what it sends. */
const stepsUntil = (noon: string) => ({
  approve: undefined,
  return: reason,
  reject: reason,
  revoke: reason,
  withdraw: undefined,
  start: undefined,
  close: { report: '済み' },
  report: { report: '済み' },
  extend: { until: noon, reason: '例' },
});
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

/** What no party to a permit does (I8). */
const decides: readonly (typeof stepNames)[number][] = ['approve', 'return', 'reject', 'extend'];

const anyTry = fc.record({
  step: fc.constantFrom(...stepNames),
  by: fc.constantFrom(0, 1, 2),
  at: fc.constantFrom<Instance[]>('here', 'there'),
});
/** Acts of one round are tried at the same time; rounds come in the order of their moments: morning, before midnight, midnight. */
const anyRound = fc.record({
  moment: fc.constantFrom<(0 | 1 | 2)[]>(0, 0, 1, 2),
  tries: fc.array(anyTry, { minLength: 1, maxLength: 3 }),
});
const anyLife = fc.record({
  /** How far it had come without trouble. */
  begun: fc.constantFrom<(readonly ['approve', 'start'] | readonly ['approve'] | readonly [])[]>(
    [],
    ['approve'],
    ['approve', 'start'],
  ),
  rounds: fc
    .array(anyRound, { minLength: 2, maxLength: 6 })
    .map((rounds) => rounds.toSorted((one, other) => one.moment - other.moment)),
});

/** Whether the applicant may photograph now, as an instance tells it. */
async function allowedBy(at: Instance) {
  const url = `photography/allowed?person=${officers[2].id}&zone=office`;
  const { status, body } = await ask(at, house.guard, { url });
  expect(status).toBe(200);
  return body;
}

/** What has to be told of a permit that stands so, where nothing else is in force. */
function becauseOf(state: string, isOver: boolean): string {
  if (isOver) return 'not-permitted';
  if (state === 'in-use') return 'permitted';
  return ['approved', 'filed'].includes(state) ? 'not-started' : 'not-permitted';
}

describe('the life of a permit, on two instances', () => {
  it('goes along the table, a version an entry, is decided by nobody concerned, and ends at midnight', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife, async ({ begun, rounds }) => {
        const day = nextDay();
        const steps = stepsUntil(written(day.midnight + 12 * hour));
        const id = await apply(day);
        const tried = async ({ step, by, at }: (typeof rounds)[number]['tries'][number]) => {
          const { status } = await act(at, officers[by], `permits/${id}/${step}`, steps[step]);
          return { step, by, status };
        };
        for (const step of begun) await tried({ step, by: step === 'start' ? 2 : 0, at: 'here' });
        let stopped = false;
        for (const { moment, tries } of rounds) {
          house.test.clock.set(new Date(day.moments[moment]));
          const before = await standing(id);
          const answers = await Promise.all(tries.map(tried));
          const done = answers.filter(({ status }) => status === 200).map(({ step }) => step);
          for (const { step, by, status } of answers) {
            expect([200, 403, 409, 422]).toContain(status);
            // I8
            if (by === 2 && decides.includes(step)) expect(status).not.toBe(200);
            // I5
            if (stopped && step === 'start') expect(status).toBe(409);
          }
          // Nothing is approved or begun of what has ended, whatever day begins then.
          if (before.isOver && !done.includes('extend')) expect(done).not.toContain('start');
          if (before.isOver) expect(done).not.toContain('approve');
          stopped ||= done.includes('revoke');
          const { state, isOver } = await standing(id);
          const [told, toldThere] = await Promise.all([allowedBy('here'), allowedBy('there')]);
          const { because, chain } = told;
          expect(because).toBe(becauseOf(state, isOver));
          if (stopped) expect(because).toBe('not-permitted');
          // I4: the same facts, the same answer, with where it comes from.
          expect(toldThere).toEqual(told);
          expect(chain).toMatchObject([
            { layer: 'regulation' },
            { layer: 'determination', value: 'permission' },
          ]);
        }
        await expectAlongTheTable(id);
      }),
      // What a life leaves in the log is there in the next one, too: it would not shrink.
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('is told stopped by every instance from the answer to its stop on, while it is used', async () => {
    const day = nextDay();
    const id = await apply(day);
    const [officer, , applicant] = officers;
    await act('here', officer, `permits/${id}/approve`);
    await act('there', applicant, `permits/${id}/start`);
    expect(await allowedBy('there')).toMatchObject({ allowed: true });
    let stopped = false;
    const stopping = act('here', house.guard, `permits/${id}/revoke`, reason).then(({ status }) => {
      stopped = true;
      return status;
    });
    for (let after = 0; after < 3; ) {
      const isAfter = stopped;
      const { allowed } = await allowedBy('there');
      if (!isAfter) continue;
      expect(allowed).toBe(false);
      after += 1;
    }
    expect(await stopping).toBe(200);
  });

  it('is approved once by two who approve at once, with one entry', async () => {
    const id = await apply(nextDay());
    const [one, other] = officers;
    const answers = await Promise.all([
      act('here', one, `permits/${id}/approve`),
      act('there', other, `permits/${id}/approve`),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await kindsOf(id)).toEqual(['permit-requested', 'permit-approved']);
  });
});

/** Where a permit stands, and whether its end has come. */
async function standing(id: string): Promise<{ readonly state: string; readonly isOver: boolean }> {
  const { body } = await ask('here', officers[2], { url: `permits/${id}` });
  return { state: body.state, isOver: Date.parse(body.until) <= house.test.clock.now().getTime() };
}

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
  const said = await kindsOf(id);
  const kinds = said.filter((kind) => kind !== 'permit-overdue');
  // Both instances look after what is due; it is said once.
  expect(said.length - kinds.length).toBeLessThan(2);
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
