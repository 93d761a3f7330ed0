import { roleAssignments } from '../src/authority/tables.ts';
import type { Pool } from '../src/db/pool.ts';
import { newId } from '../src/kernel/ids.ts';
import type { Refusal } from '../src/kernel/problem.ts';
import type { Result } from '../src/kernel/result.ts';
import type { ActContext, ActDeps } from '../src/log/writing/perform-act.ts';
import { findPersonContext } from '../src/operators/principals/find-person-context.ts';
import type { ApplicationTerms } from '../src/people/permissions/application.ts';
import { applyForPermission } from '../src/people/permissions/apply-for-permission.ts';
import { approvePermission } from '../src/people/permissions/approve-permission.ts';
import type { Office } from '../test/support/an-office.ts';
import { asSystem } from '../test/support/as-system.ts';
import { median, percentile, rounded } from './figures.ts';
import { type Held, heldHeads } from './held-heads.ts';

/** Of one application; the site has 3,000. */
const zonesNamed = 40;
/** The first of them warm up and are thrown away. */
const warmUp = 50;

export type HeadsLoad = {
  readonly office: Office;
  readonly zoneIds: readonly string[];
  readonly acts: number;
};

/**
 * How long the head of a large site is held while a permission is applied for and approved, from the answer to its lock to
 * the answer to the commit, in milliseconds; beside it what of this was the commit, which waits for the disk, and one round
 * trip of the same connections (`select 1`).
 */
export async function measureHeads(
  deps: ActDeps,
  { office, zoneIds, acts }: HeadsLoad,
): Promise<Readonly<Record<string, number>>> {
  const { pool, last } = heldHeads(deps.pool);
  const own = { ...deps, pool };
  const { siteId } = office;
  const { officers, applicant, people } = castOf(office);
  const apply: Held[] = [];
  const approve: Held[] = [];
  const trips: number[] = [];
  for (let nth = 0; nth < acts + warmUp; nth += 1) {
    const terms = termsOf(zoneIds, nth);
    const person = people[nth % people.length] ?? applicant;
    const asked = done(await applyForPermission(own, await contextOf(own, applicant), siteId, person, terms));
    apply.push(last());
    const given = done(await approvePermission(own, await contextOf(own, officers[0]), siteId, asked.id));
    approve.push(last());
    if (given.state !== 'approved') throw new Error('not approved by one officer');
    const before = performance.now();
    await pool.query('select 1');
    trips.push(performance.now() - before);
  }
  const counted = (samples: readonly Held[], figure: keyof Held) =>
    samples.slice(warmUp).map((sample) => sample[figure]);
  const held = median(counted(approve, 'heldMs'));
  const selectOne = median(trips.slice(warmUp));
  return {
    approveMs: rounded(held),
    approveP99Ms: rounded(percentile(counted(approve, 'heldMs'), 0.99)),
    approveCommitMs: rounded(median(counted(approve, 'commitMs'))),
    applyMs: rounded(median(counted(apply, 'heldMs'))),
    selectOneMs: rounded(selectOne),
    approveToSelectOne: rounded(held / selectOne),
  };
}

/** The nth application: other zones than the one before, for 90 days. */
function termsOf(zoneIds: readonly string[], nth: number): ApplicationTerms {
  const first = (nth * zonesNamed) % (zoneIds.length - zonesNamed);
  const now = Date.now();
  return {
    zoneIds: zoneIds.slice(first, first + zonesNamed),
    scheduleId: 'always',
    validFrom: new Date(now),
    validUntil: new Date(now + 90 * 86_400_000),
    purpose: '執務',
    duringLockdown: false,
    outsider: null,
  };
}

async function contextOf(deps: ActDeps, personId: string): Promise<ActContext> {
  const context = await findPersonContext(deps, personId, 'bench');
  if (context === undefined) throw new Error('not in office');
  const key = newId<'key'>();
  return { ...context, idempotencyKey: { holder: `person:${personId}`, key, digest: Buffer.from(key) } };
}

/** Makes two of the office's people officers of every zone, long ago. */
export async function appoint(pool: Pool, office: Office, zoneIds: readonly string[]): Promise<void> {
  const given = castOf(office).officers.flatMap((holderId) =>
    zoneIds.map((scope) => ({ holderId, scope, assignmentId: newId<'role-assignment'>() })),
  );
  const row = {
    fromSeq: 1,
    holderType: 'person',
    role: 'zone-officer',
    siteId: office.siteId,
    givenBy: 'bench',
    givenAt: new Date(0),
  };
  for (let start = 0; start < given.length; start += 1_000) {
    const some = given.slice(start, start + 1_000);
    await asSystem(pool, ({ db }) =>
      db.insert(roleAssignments).values(some.map((one) => ({ ...row, ...one }))),
    );
  }
}

/** Who of the office plays which part. */
function castOf({ persons }: Office) {
  const [first, second, applicant, ...people] = persons.map(({ id }) => id);
  if (first === undefined || second === undefined || applicant === undefined) throw new Error('nobody there');
  return { officers: [first, second] as const, applicant, people };
}

function done<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
