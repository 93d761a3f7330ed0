import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { heldAt } from '../../authority/held-at.ts';
import { roleAssignments } from '../../authority/tables.ts';
import type { Database } from '../../db/pool.ts';
import { permissionStatesInForce } from '../../people/permissions/permission-lifecycle.ts';
import { standingPermissions } from '../../people/permissions/tables.ts';
import { isOfTheMinistry, type ReviewArea } from './review-area.ts';
import type { RightReviewed } from './review-line.ts';
import type { ReviewKey } from './review-rows.ts';
import { rightsReviewDecisions } from './tables.ts';

export type RightsAsked = {
  readonly key: ReviewKey;
  readonly now: Date;
  readonly limit: number;
  readonly after?: string | undefined;
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  /** What is in effect beside what was decided; of a quarter that is over there is no more to decide. */
  readonly isOpen: boolean;
};

type Unlooked = Omit<RightReviewed, 'lastUsedAt'>;

/** The rights of a review in the order of their ids: those in effect, and those that something was decided of. When each was used is not among it. */
export async function loadRights(db: Database, asked: RightsAsked): Promise<readonly Unlooked[]> {
  const roles = await loadRoles(db, asked);
  if (isOfTheMinistry(asked.key)) return roles;
  const permissions = await loadPermissions(db, asked);
  return [...roles, ...permissions]
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, asked.limit);
}

async function loadRoles(db: Database, asked: RightsAsked): Promise<readonly Unlooked[]> {
  const { assignmentId, holderId, role, siteId, scope, givenAt, validFrom, validUntil } = roleAssignments;
  const held = heldAt(asked.now);
  const rows = await db
    .select({
      ...{
        id: assignmentId,
        holder: holderId,
        role,
        siteId,
        scope,
        givenAt,
        from: validFrom,
        until: validUntil,
      },
      ...{ inEffect: sql<boolean>`coalesce(${held}, false)`, ...decided },
    })
    .from(roleAssignments)
    .leftJoin(rightsReviewDecisions, isOf(asked.key, assignmentId))
    .where(and(rolesOf(asked.key), either(asked, held), among(asked, assignmentId)))
    .orderBy(asc(assignmentId))
    .limit(asked.limit);
  return rows.map(({ givenAt: given, from, decision, by, at, ...row }) => ({
    ...row,
    kind: 'role' as const,
    from: from ?? given,
    decided: decidedOf(decision, by, at),
  }));
}

async function loadPermissions(db: Database, asked: RightsAsked): Promise<readonly Unlooked[]> {
  const { permissionId, personId, siteId, validFrom, validUntil, untilSeq } = standingPermissions;
  const inForce = permissionsInForce(asked.now);
  const rows = await db
    .select({
      ...{ id: permissionId, holder: personId, siteId, from: validFrom, until: validUntil },
      ...{ inEffect: sql<boolean>`coalesce(${inForce}, false)`, ...decided },
    })
    .from(standingPermissions)
    .leftJoin(rightsReviewDecisions, isOf(asked.key, permissionId))
    .where(
      and(isNull(untilSeq), permissionsOf(asked.key), either(asked, inForce), among(asked, permissionId)),
    )
    .orderBy(asc(permissionId))
    .limit(asked.limit);
  return rows.map(({ decision, by, at, ...row }) => ({
    ...row,
    ...{ kind: 'permission' as const, role: null, scope: asked.key.zoneId },
    decided: decidedOf(decision, by, at),
  }));
}

/** Which roles a review is of: the clerks of a zone are reviewed by its officer, all others by the ministry. */
function rolesOf(area: ReviewArea): SQL | undefined {
  const { role, siteId, scope } = roleAssignments;
  if (isOfTheMinistry(area)) return ne(role, 'zone-clerk');
  return and(eq(role, 'zone-clerk'), eq(siteId, area.siteId), eq(scope, area.zoneId));
}

function permissionsOf({ siteId, zoneId }: ReviewArea): SQL | undefined {
  return and(eq(standingPermissions.siteId, siteId), sql`${zoneId} = any(${standingPermissions.zoneIds})`);
}

function permissionsInForce(now: Date): SQL | undefined {
  const { state, validFrom, validUntil } = standingPermissions;
  return and(inArray(state, permissionStatesInForce), lte(validFrom, now), gt(validUntil, now));
}

function either({ isOpen }: RightsAsked, inEffect: SQL | undefined): SQL | undefined {
  const wasDecided = isNotNull(rightsReviewDecisions.rightId);
  return isOpen ? or(inEffect, wasDecided) : wasDecided;
}

type IdColumn = typeof roleAssignments.assignmentId | typeof standingPermissions.permissionId;

function among({ ids, after }: RightsAsked, id: IdColumn): SQL | undefined {
  return and(
    ids === undefined ? undefined : inArray(id, [...ids]),
    after === undefined ? undefined : gt(id, after),
  );
}

function isOf({ quarter, siteId, zoneId }: ReviewKey, id: IdColumn): SQL | undefined {
  return and(
    eq(rightsReviewDecisions.quarter, quarter),
    eq(rightsReviewDecisions.siteId, siteId),
    eq(rightsReviewDecisions.zoneId, zoneId),
    eq(rightsReviewDecisions.rightId, id),
  );
}

const decided = {
  decision: rightsReviewDecisions.decision,
  by: rightsReviewDecisions.decidedBy,
  at: rightsReviewDecisions.decidedAt,
};

function decidedOf(
  decision: 'keep' | 'remove' | null,
  by: string | null,
  at: Date | null,
): RightReviewed['decided'] {
  return decision === null || by === null || at === null ? null : { decision, by, at };
}
