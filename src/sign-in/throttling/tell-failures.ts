import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { type Database, databaseOf } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { signInAccounts } from '../accounts/tables.ts';
import { signInTries } from './tables.ts';

/** Each account is told of once in so long, and once more when its failures become many. */
const everyMs = 10 * 60_000;
/** So many in a row for one account are no slips. */
const many = 4;
/** So many at once for login ids that are nobody's are none either. */
const manyOfNobody = 20;

/**
 * Tells the log of sign-ins that failed: one entry an account, and one for all login ids that are nobody's, once an interval. Many of one raise an
 * alarm at every site. Where another instance tells of a lane it is left to that one.
 */
export async function tellFailures(deps: ActDeps): Promise<void> {
  const now = deps.clock.now();
  const { untold, toldAt, failures } = signInTries;
  const isDue = and(
    gt(untold, 0),
    or(isNull(toldAt), lte(toldAt, new Date(now.getTime() - everyMs)), eq(failures, many)),
  );
  const [due] = await databaseOf(deps.pool)
    .select({ lane: signInTries.lane })
    .from(signInTries)
    .where(isDue)
    .limit(1);
  if (due === undefined) return;
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const rows = await tx.db.select().from(signInTries).where(isDue).for('update', { skipLocked: true });
    const told = groupBy(rows, ({ loginId }) => loginId ?? '');
    const persons = await personsOf(tx.db, [...told.keys()]);
    const alarming = new Set(
      [...told].filter(([loginId, ofOne]) => areMany(loginId, ofOne)).map(([id]) => id),
    );
    const sites = alarming.size > 0 ? await takeEveryHead(tx) : [];
    if (alarming.size === 0) await tx.takeHeads([ministryLogId]);
    for (const [loginId, ofOne] of told) {
      const person = persons.get(loginId);
      const subject = person === undefined ? {} : { subject: { person } };
      const details = { failures: sumOf(ofOne) };
      const touched = alarming.has(loginId) ? sites : [];
      tx.recordMinistry({ kind: 'sign-ins-failed', ...subject, details }, touched, () => [guessed]);
    }
    const lanes = rows.map(({ lane }) => lane);
    await tx.db.update(signInTries).set({ untold: 0, toldAt: now }).where(inArray(signInTries.lane, lanes));
    return ok(undefined);
  });
}

const guessed: AlarmEffect = { type: 'alarm', kind: 'secrets-guessed', active: true };

type TryRow = typeof signInTries.$inferSelect;

function sumOf(rows: readonly TryRow[]): number {
  return rows.reduce((sum, { untold }) => sum + untold, 0);
}

/** Whether these failures, of one account or (without one) of nobody's, are an alarm. */
function areMany(loginId: string, rows: readonly TryRow[]): boolean {
  return loginId === '' ? sumOf(rows) >= manyOfNobody : rows.some(({ failures }) => failures >= many);
}

async function personsOf(db: Database, loginIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ loginId: signInAccounts.loginId, personId: signInAccounts.personId })
    .from(signInAccounts)
    .where(inArray(signInAccounts.loginId, [...loginIds]));
  return new Map(rows.map(({ loginId, personId }) => [loginId, personId]));
}
