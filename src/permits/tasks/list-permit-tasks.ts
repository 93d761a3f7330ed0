import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Principal } from '../../authority/principal.ts';
import type { RecordsSeen } from '../../authority/records-seen.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { holdsAt } from '../deciding/holds-at.ts';
import type { Holds } from '../deciding/judge-consent.ts';
import { loadDeputyRights, type OfficerDeputyRow } from '../deputies/officer-deputy-rows.ts';
import type { PermitKind } from '../kinds/permit-kinds.ts';
import { permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import { concernedIn } from '../registry/concerned-in.ts';
import type { PermitRow } from '../registry/permit-rows.ts';
import { permits } from '../registry/tables.ts';
import { isPermitSeen } from '../seeing/is-permit-seen.ts';
import type { OpenMatter } from '../using/open-matters.ts';
import { judgePermitTasks, type PermitTask } from './judge-permit-tasks.ts';
import { judgeWhoseTask } from './judge-whose-task.ts';

/** A permit somebody has something to do about, and what; `mine` = it is the viewer's. */
export type PermitWithTasks = {
  readonly permit: PermitRow;
  readonly tasks: readonly (PermitTask & { readonly mine: boolean })[];
};

export type PermitTaskQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  /** Only what is the viewer's. */
  readonly mine?: boolean | undefined;
};

/** How many permits are read at once: whose a task is only the program can tell. */
const slab = 500;

/** The tasks on permits of a site, in the order applied for; those on permits that are `seen`. `open`: what the kinds find open of them. */
export async function listPermitTasks(
  db: Database,
  siteId: string,
  { limit, after, mine }: PermitTaskQuery,
  viewer: Principal,
  seen: RecordsSeen,
  now: Date,
  open: readonly OpenMatter[],
): Promise<Page<PermitWithTasks>> {
  const holds = holdsAt(viewer, siteId);
  const { id } = viewer.actor;
  const rights = viewer.actor.type === 'person' ? await loadDeputyRights(db, siteId, id, now) : [];
  const found: PermitWithTasks[] = [];
  let from = after;
  for (;;) {
    const rows = await readSlab(db, siteId, from, now, [...new Set(open.map(({ permit }) => permit))]);
    for (const permit of rows.filter((row) => isPermitSeen(row, seen))) {
      const ofIt = open.filter((matter) => matter.permit === permit.permitId);
      const tasks = judgePermitTasks(permit, now, ofIt)
        .map((task) => ({
          ...task,
          mine: judgeWhoseTask(task, {
            ...{ id, holds },
            parties: concernedIn(permit),
            standsIn: standsInFor(rights, permit.kind),
          }),
        }))
        .filter((task) => task.mine || mine !== true);
      if (tasks.length > 0) found.push({ permit, tasks });
    }
    from = rows.at(-1)?.permitId;
    if (rows.length < slab || found.length > limit) break;
  }
  return pageOf(found, limit, (last) => last.permit.permitId);
}

function standsInFor(rights: readonly OfficerDeputyRow[], kind: PermitKind): Holds {
  return (role, { scope }) =>
    rights.some(
      (right) =>
        right.role === role &&
        (right.kinds.length === 0 || right.kinds.includes(kind)) &&
        (scope === undefined || right.scope === null || right.scope === scope),
    );
}

function readSlab(
  db: Database,
  siteId: string,
  after: string | undefined,
  now: Date,
  open: readonly string[],
): Promise<readonly PermitRow[]> {
  return db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(permits.untilSeq),
        after === undefined ? undefined : gt(permits.permitId, after),
        or(
          and(inArray(permits.state, ['requested', 'returned']), gt(permits.validUntil, now)),
          and(eq(permits.state, 'in-use'), lte(permits.validUntil, now)),
          isUnreported(now),
          isNotNull(permits.afterwards),
          inArray(permits.permitId, [...open]),
        ),
      ),
    )
    .orderBy(asc(permits.permitId))
    .limit(slab);
}

function isUnreported(now: Date): SQL | undefined {
  return and(
    inArray(permits.state, [...permitStatesInForce, 'closed', 'revoked']),
    isNotNull(permits.reportDue),
    lte(permits.reportDue, now),
    isNull(permits.reportedAt),
  );
}
