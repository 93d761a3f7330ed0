import { and, asc, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { type ArrivalState, arrivalStatesHere } from './arrival-lifecycle.ts';
import type { ArrivalRow } from './arrival-rows.ts';
import { waitsSince } from './back-in.ts';
import { arrivals, destinations } from './tables.ts';

/** A place in the list of a day: its time, then its member. */
export type ArrivalCursor = { readonly time: Date; readonly memberId: string };

export type ArrivalsAsked = {
  readonly day: string;
  /** Members whom the list has under the day they are here since, whichever it is. */
  readonly stillHere: readonly string[];
  readonly state?: ArrivalState | undefined;
  /** 迎え待ち: those who are in and whom nobody has come for, who waits longest first. */
  readonly waiting: boolean;
  /** Only those for which this holds: see `arrivalsMatching`. */
  readonly matching?: SQL | undefined;
  readonly after?: ArrivalCursor | undefined;
  /** Only who is reviewed throughout, or only who is not. */
  readonly reviewed?: boolean | undefined;
  readonly limit: number;
};

/** The 来庁 of a day, and of who is still here, by their planned beginning, or who waits by the time they came in. */
export async function listArrivals(
  db: Database,
  siteId: string,
  { day, stillHere, state, waiting, reviewed, matching, after, limit }: ArrivalsAsked,
): Promise<Page<ArrivalRow>> {
  const time = waiting ? cameIn : sql<Date>`${arrivals.startsAt}`;
  const beyond: SQL | undefined =
    after && or(gt(time, after.time), and(eq(time, after.time), gt(arrivals.memberId, after.memberId)));
  const rows = await db
    .select()
    .from(arrivals)
    .where(
      and(
        eq(arrivals.siteId, siteId),
        or(
          eq(arrivals.day, day),
          and(inArray(arrivals.memberId, [...stillHere]), inArray(arrivals.state, [...arrivalStatesHere])),
        ),
        isNull(arrivals.untilSeq),
        state === undefined ? undefined : eq(arrivals.state, state),
        waiting ? and(eq(arrivals.state, 'checked-in'), isNull(arrivals.metAt)) : undefined,
        reviewed === undefined ? undefined : sql`${reviewedThroughout(db)} = ${reviewed}`,
        matching,
        beyond,
      ),
    )
    .orderBy(asc(time), asc(arrivals.memberId))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) =>
    arrivalCursorText({
      time: (waiting ? waitsSince(row) : null) ?? row.startsAt,
      memberId: row.memberId,
    }),
  );
}

/** The same of a row of `arrivals` as `waitsSince` says of one who waits. */
const cameIn = sql<Date>`coalesce(${arrivals.backInAt}, ${arrivals.checkedInAt})`;

/** The same of a row of `arrivals` as `isReviewedThroughout` says of one. */
function reviewedThroughout(db: Database) {
  const { siteId, visitId, untilSeq, memberIds, review, reviewedMemberIds, reviewedDays } = destinations;
  const { memberId, day } = arrivals;
  const isReviewed = sql`${review} is not null and ${memberId} = any(${reviewedMemberIds}) and ${day} = any(${reviewedDays})`;
  return db
    .select({ all: sql`coalesce(bool_and(${isReviewed}), false)` })
    .from(destinations)
    .where(
      and(
        eq(siteId, arrivals.siteId),
        eq(visitId, arrivals.visitId),
        isNull(untilSeq),
        sql`(cardinality(${memberIds}) = 0 or ${memberId} = any(${memberIds}))`,
      ),
    );
}

export function arrivalCursorText({ time, memberId }: ArrivalCursor): string {
  return `${time.toISOString()}~${memberId}`;
}
