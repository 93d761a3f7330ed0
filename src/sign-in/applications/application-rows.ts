import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ApplicationState } from './application-lifecycle.ts';
import { signInApplications } from './tables.ts';

export type ApplicationRow = typeof signInApplications.$inferSelect;

export async function findApplication(
  db: Database,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  const [row] = await db.select().from(signInApplications).where(is(applicationId));
  return row;
}

/** The same, held to the end of the act and before any head: of two who decide at once, one waits and comes too late. */
export async function lockApplication(
  db: Database,
  applicationId: string,
): Promise<ApplicationRow | undefined> {
  const [row] = await db.select().from(signInApplications).where(is(applicationId)).for('update');
  return row;
}

/** Writes who took which step. The caller holds the application. */
export async function saveApplication(
  db: Database,
  { applicationId }: Pick<ApplicationRow, 'applicationId'>,
  change: Partial<Pick<ApplicationRow, 'state' | 'decidedBy' | 'decidedAt'>>,
): Promise<void> {
  await db.update(signInApplications).set(change).where(is(applicationId));
}

/** Whether somebody applied already for this login id or this person, and it is not over. */
export async function isAppliedFor(
  db: Database,
  { loginId, personId }: Pick<ApplicationRow, 'loginId' | 'personId'>,
): Promise<boolean> {
  const { state } = signInApplications;
  const standing = await db
    .select({ id: signInApplications.applicationId })
    .from(signInApplications)
    .where(
      and(
        inArray(state, ['requested', 'approved']),
        or(eq(signInApplications.loginId, loginId), eq(signInApplications.personId, personId)),
      ),
    )
    .limit(1);
  return standing.length > 0;
}

export type ApplicationQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly state?: ApplicationState | undefined;
  /** Only what this person applied for. */
  readonly appliedBy?: string | undefined;
};

/** Applications in the order in which they came. */
export async function listApplications(
  db: Database,
  { limit, after, state, appliedBy }: ApplicationQuery,
): Promise<Page<ApplicationRow>> {
  const { applicationId } = signInApplications;
  const rows = await db
    .select()
    .from(signInApplications)
    .where(
      and(
        after === undefined ? undefined : gt(applicationId, after),
        state === undefined ? undefined : eq(signInApplications.state, state),
        appliedBy === undefined ? undefined : eq(signInApplications.appliedBy, appliedBy),
      ),
    )
    .orderBy(asc(applicationId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.applicationId);
}

function is(applicationId: string) {
  return eq(signInApplications.applicationId, applicationId);
}
