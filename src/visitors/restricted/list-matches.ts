import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import type { ArrivalState } from '../registry/arrival-lifecycle.ts';
import { arrivals, visitorIdentities } from '../registry/tables.ts';
import { loadRestricted } from './find-stopped.ts';
import { matchRestricted, type RestrictedMatch } from './match-restricted.ts';
import { restrictedClearances } from './tables.ts';

/** A member of a visit of the day who resembles somebody of the list. */
export type MatchedMember = RestrictedMatch & {
  readonly memberId: string;
  readonly visitId: string;
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly state: ArrivalState;
  /** Who found that it is somebody else; null = the match stands. */
  readonly clearedBy: string | null;
  readonly clearedAt: Date | null;
};

/** Whoever comes, came or is here on a day and resembles a 立入制限対象者, cleared ones too; a page of members in the order of ids. */
export async function listMatches(
  db: Database,
  siteId: string,
  day: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  now: Date,
): Promise<Page<MatchedMember>> {
  const members = await db
    .select({
      memberId: arrivals.memberId,
      visitId: arrivals.visitId,
      state: arrivals.state,
      name: visitorIdentities.name,
      nameKana: visitorIdentities.nameKana,
      affiliation: visitorIdentities.affiliation,
    })
    .from(arrivals)
    .innerJoin(
      visitorIdentities,
      and(eq(visitorIdentities.siteId, arrivals.siteId), eq(visitorIdentities.memberId, arrivals.memberId)),
    )
    .where(
      and(
        eq(arrivals.siteId, siteId),
        eq(arrivals.day, day),
        isNull(arrivals.untilSeq),
        after === undefined ? undefined : gt(arrivals.memberId, after),
      ),
    )
    .orderBy(asc(arrivals.memberId));
  const listed = await loadRestricted(db, siteId, members, now);
  const matched = members
    .map(({ nameKana, ...member }) => ({ member, matches: matchRestricted({ ...member, nameKana }, listed) }))
    .filter(({ matches }) => matches.length > 0);
  const { items, next } = pageOf(matched.slice(0, limit + 1), limit, ({ member }) => member.memberId);
  const cleared = await loadClearances(
    db,
    siteId,
    items.map(({ member }) => member.memberId),
  );
  const rows = items.flatMap(({ member, matches }) =>
    matches.map((match) => {
      const one = cleared.find(
        ({ memberId, restrictedId }) => memberId === member.memberId && restrictedId === match.restrictedId,
      );
      return { ...member, ...match, clearedBy: one?.clearedBy ?? null, clearedAt: one?.clearedAt ?? null };
    }),
  );
  return { items: rows, next };
}

async function loadClearances(db: Database, siteId: string, memberIds: readonly string[]) {
  if (memberIds.length === 0) return [];
  return db
    .select()
    .from(restrictedClearances)
    .where(
      and(eq(restrictedClearances.siteId, siteId), inArray(restrictedClearances.memberId, [...memberIds])),
    );
}
