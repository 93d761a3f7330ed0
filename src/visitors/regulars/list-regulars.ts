import { and, desc, eq, gte, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { NameColumns } from '../../db/name-columns.ts';
import type { Database } from '../../db/pool.ts';
import { addDays, type Calendar, dayKind, weekdayOf } from '../../zones/hours/calendar.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import { arrivalStatesHere } from '../registry/arrival-lifecycle.ts';
import { identityNames } from '../registry/identity-names.ts';
import { arrivals, visitorIdentities } from '../registry/tables.ts';
import { judgeRegular, type RegularReason } from './judge-regular.ts';

/** Somebody who came so often that a card of their own is due: one name with one affiliation. */
export type Regular = {
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly days: number;
  readonly lastDay: string;
  readonly reasons: readonly RegularReason[];
};

/** Whoever is told of more has other work to do first. */
const mostRegulars = 200;

/** Who comes to a site so often that they should hold a card, those who came on most days first. */
export async function listRegulars(
  db: Database,
  siteId: string,
  regulars: VisitorSettings['regulars'],
  { today, calendar }: { readonly today: string; readonly calendar: Calendar },
): Promise<readonly Regular[]> {
  const isOff = (day: string) => {
    const { holiday, yearEnd } = dayKind(day, calendar);
    return holiday || yearEnd || weekdayOf(day) > 5;
  };
  const days = sql<string[]>`array_agg(distinct ${arrivals.day}::text order by ${arrivals.day}::text)`;
  // A row of days may be a third days off.
  const fewest = Math.min(
    regulars.visitsAYear + 1,
    4 * regulars.daysAWeek,
    Math.ceil(regulars.daysInARow / 3),
  );
  const [name, affiliation] = [keyOf(identityNames.name), keyOf(identityNames.affiliation)];
  const rows = await db
    .select({
      name: sql<string | null>`max(${visitorIdentities.name})`,
      affiliation: sql<string | null>`max(${visitorIdentities.affiliation})`,
      days,
    })
    .from(arrivals)
    .innerJoin(
      visitorIdentities,
      and(eq(visitorIdentities.siteId, arrivals.siteId), eq(visitorIdentities.memberId, arrivals.memberId)),
    )
    .where(
      and(
        eq(arrivals.siteId, siteId),
        isNull(arrivals.untilSeq),
        inArray(arrivals.state, [...arrivalStatesHere, 'checked-out']),
        gte(arrivals.day, addDays(today, -365)),
        isNotNull(visitorIdentities.nameKey),
      ),
    )
    .groupBy(name, affiliation)
    .having(sql`count(distinct ${arrivals.day}) >= ${fewest}`)
    .orderBy(desc(sql`count(distinct ${arrivals.day})`), name);
  return rows
    .map(({ days: came, ...who }) => ({
      ...who,
      days: came.length,
      lastDay: came.at(-1) ?? '',
      reasons: judgeRegular(came, regulars, { today, isOff }),
    }))
    .filter(({ reasons }) => reasons.length > 0)
    .slice(0, mostRegulars);
}

/** What somebody is found by, also in a row of programs before. */
function keyOf({ search, older }: NameColumns): SQL {
  return sql`coalesce(${search}, ${older})`;
}
