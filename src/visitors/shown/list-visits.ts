import {
  and,
  arrayContains,
  asc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  ne,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { arrivalStatesHere } from '../registry/arrival-lifecycle.ts';
import type { VisitViewer } from '../registry/is-visit-seen.ts';
import { arrivals, destinations, visits } from '../registry/tables.ts';
import type { ShownVisitState } from './shown-visit-state.ts';
import type { Moment } from './visit-body.ts';
import { visitsAmong, withDestination } from './visits-among.ts';

export type VisitQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  /** On which day of the site. */
  readonly day?: string | undefined;
  readonly state?: ShownVisitState | undefined;
  /** Of which 訪問相手. */
  readonly host?: string | undefined;
};

/** The ids of visits as they stand, in the order in which they were planned; those that `viewer` sees. */
export async function listVisits(
  db: Database,
  siteId: string,
  { limit, after, day, state, host }: VisitQuery,
  viewer: VisitViewer,
  moment: Pick<Moment, 'now' | 'today'>,
): Promise<Page<string>> {
  const rows = await db
    .select({ id: visits.visitId })
    .from(visits)
    .where(
      and(
        eq(visits.siteId, siteId),
        isNull(visits.untilSeq),
        after === undefined ? undefined : gt(visits.visitId, after),
        day === undefined ? undefined : arrayContains(visits.days, [day]),
        state === undefined ? undefined : inState(db, state, moment),
        host === undefined ? undefined : withDestination(db, eq(destinations.hostId, host)),
        visitsAmong(db, viewer),
      ),
    )
    .orderBy(asc(visits.visitId))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ id }) => id);
  return { items: page.items.map(({ id }) => id), next: page.next };
}

function withArrival(db: Database, which: SQL | undefined): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(arrivals)
      .where(
        and(
          eq(arrivals.siteId, visits.siteId),
          eq(arrivals.visitId, visits.visitId),
          isNull(arrivals.untilSeq),
          which,
        ),
      ),
  );
}

/** The same as `shownVisitState` says of one visit. */
function inState(
  db: Database,
  state: ShownVisitState,
  { now, today }: Pick<Moment, 'now' | 'today'>,
): SQL | undefined {
  const here = withArrival(db, inArray(arrivals.state, [...arrivalStatesHere]));
  if (state === 'here') return here;
  if (state === 'paused' || state === 'cancelled') return and(eq(visits.state, state), not(here));
  const planned = and(eq(visits.state, 'planned'), not(here));
  const announced = withArrival(db, and(eq(arrivals.state, 'announced'), gt(arrivals.endsAt, now)));
  const awaitsPress = and(isNotNull(visits.press), sql`${today} <= any(${visits.days})`);
  const nobodyListed = not(withArrival(db, ne(arrivals.state, 'cancelled')));
  const expected = or(announced, and(awaitsPress, nobodyListed)) ?? announced;
  if (state === 'expected') return and(planned, expected);
  const came = withArrival(db, eq(arrivals.state, 'checked-out'));
  return and(planned, not(expected), state === 'over' ? came : not(came));
}
