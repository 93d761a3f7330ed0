import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { roleAssignments } from '../../authority/tables.ts';
import type { Stretch } from '../../consoles/register/load-holdings.ts';
import { loadUnheldConsoles } from '../../consoles/register/load-unheld-consoles.ts';
import { type Database, databaseOf, type Pool } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { apiTokens, tokenUses } from '../../operators/tables.ts';
import { loadCardsOut } from '../../people/registry/load-cards-out.ts';
import { loadNamesakes } from '../../people/registry/load-namesakes.ts';
import { loadStopped } from '../../people/registry/load-stopped.ts';
import { signInAccounts } from '../../sign-in/accounts/tables.ts';
import { listReviews } from '../reviews/list-reviews.ts';
import { quarterAt } from '../reviews/quarter.ts';
import { isOfTheMinistry, superiorOf } from '../reviews/review-area.ts';
import type {
  Credential,
  LeavingAccount,
  OverdueReview,
  RightsFacts,
  RoleGiven,
} from './judge-rights-findings.ts';

/**
 * Reads every role ever given, the tokens and login ids that still let somebody in, the consoles that nobody kept at a midnight of the last
 * month, the reviews that are overdue, and what is to be asked of persons.
 */
export async function loadRightsFacts(pool: Pool, now: Date): Promise<RightsFacts> {
  const db = databaseOf(pool);
  const [roles, tokens, accounts, leaving, unheldConsoles, overdueReviews, cardsOut, namesakes] =
    await Promise.all([
      loadRolesGiven(db),
      loadTokens(db, now),
      loadAccounts(db),
      loadLeaving(db),
      loadUnheldConsoles(db, lastMonth(now)),
      loadOverdueReviews(pool, now),
      loadCardsOut(db),
      loadNamesakes(db),
    ]);
  return { now, roles, tokens, accounts, leaving, unheldConsoles, overdueReviews, cardsOut, namesakes };
}

/** Up to the midnight that is now; what was before is asked for by a period. */
function lastMonth(now: Date): Stretch {
  return { from: new Date(now.getTime() - 30 * dayMs), until: new Date(now.getTime() + 1) };
}

async function loadOverdueReviews(pool: Pool, now: Date): Promise<readonly OverdueReview[]> {
  const { name: quarter, dueAt } = quarterAt(now);
  const reviews = await listReviews(pool, now);
  return reviews
    .filter(({ isOverdue }) => isOverdue)
    .map((review) => {
      const { siteId, zoneId } = isOfTheMinistry(review) ? { siteId: null, zoneId: null } : review;
      return { quarter, dueAt, risenTo: superiorOf(review), siteId, zoneId };
    });
}

async function loadRolesGiven(db: Database): Promise<readonly RoleGiven[]> {
  const rows = await db.select().from(roleAssignments).orderBy(roleAssignments.assignmentId);
  const persons = rows.flatMap(({ holderType, holderId }) => (holderType === 'person' ? [holderId] : []));
  const stopped = await loadStopped(db, [...new Set(persons)]);
  return rows.map(({ assignmentId, holderId, validFrom, validUntil, untilSeq, ...row }) => ({
    ...row,
    id: assignmentId,
    holder: holderId,
    from: validFrom,
    until: validUntil,
    ended: untilSeq !== null,
    inOffice: row.holderType !== 'person' || !stopped.has(holderId),
  }));
}

/** Sessions end by themselves; the token of a gateway is missed with the gateway. */
function loadTokens(db: Database, now: Date): Promise<readonly Credential[]> {
  const { tokenId, holderId, createdAt, kind, revokedAt, expiresAt } = apiTokens;
  return db
    .select({ id: tokenId, holder: holderId, madeAt: createdAt, usedAt: tokenUses.usedAt })
    .from(apiTokens)
    .leftJoin(tokenUses, eq(tokenUses.tokenId, tokenId))
    .where(and(eq(kind, 'token'), isNull(revokedAt), gt(expiresAt, now)))
    .orderBy(tokenId);
}

function loadAccounts(db: Database): Promise<readonly Credential[]> {
  const { loginId, personId, issuedAt, signedInAt, endedAt } = signInAccounts;
  return db
    .select({ id: loginId, holder: personId, madeAt: issuedAt, usedAt: signedInAt })
    .from(signInAccounts)
    .where(isNull(endedAt))
    .orderBy(loginId);
}

function loadLeaving(db: Database): Promise<readonly LeavingAccount[]> {
  const { loginId, personId, endedAt, endsAt } = signInAccounts;
  return db
    .select({ id: loginId, holder: personId, endsAt })
    .from(signInAccounts)
    .where(and(isNull(endedAt), isNotNull(endsAt)))
    .orderBy(loginId);
}
