import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { destinations, visits } from '../registry/tables.ts';
import { callAgain, type NextCall } from './call-again.ts';
import { loadDeputies } from './deputy-rows.ts';
import { unansweredCalls } from './tables.ts';

/** A destination that is not reviewed and whose host did not answer. */
export type UnansweredDestination = {
  readonly visitId: string;
  readonly destinationId: string;
  readonly hostId: string;
  readonly calls: readonly { readonly called: string; readonly extension: string; readonly at: Date }[];
  readonly next: NextCall;
};

/** Whom the desk has called in vain within the last day and still needs a 審査 of, the longest waiting first. */
export async function listUnanswered(
  db: Database,
  siteId: string,
  { minutes, now }: { readonly minutes: number; readonly now: Date },
): Promise<readonly UnansweredDestination[]> {
  const since = new Date(now.getTime() - 86_400_000);
  const calls = await db
    .select()
    .from(unansweredCalls)
    .where(and(eq(unansweredCalls.siteId, siteId), gt(unansweredCalls.at, since)))
    .orderBy(asc(unansweredCalls.at));
  if (calls.length === 0) return [];
  const byDestination = groupBy(calls, ({ destinationId }) => destinationId);
  const { destinationId, visitId, hostId } = destinations;
  const waiting = await db
    .select({ destinationId, visitId, hostId })
    .from(destinations)
    .innerJoin(
      visits,
      and(eq(visits.siteId, destinations.siteId), eq(visits.visitId, visitId), isNull(visits.untilSeq)),
    )
    .where(
      and(
        eq(destinations.siteId, siteId),
        inArray(destinationId, [...byDestination.keys()]),
        isNull(destinations.untilSeq),
        isNull(destinations.review),
        eq(visits.state, 'planned'),
      ),
    );
  const hosts = waiting.map((one) => one.hostId);
  const deputies = await loadDeputies(db, siteId, hosts, now);
  const listed = waiting.flatMap((one): UnansweredDestination[] => {
    const made = (byDestination.get(one.destinationId) ?? []).map(({ calledId, extension, at }) => ({
      called: calledId,
      extension,
      at,
    }));
    const who = { hostId: one.hostId, deputies: deputies.get(one.hostId) ?? new Set<string>() };
    const next = callAgain(made, who, minutes);
    return next === undefined ? [] : [{ ...one, calls: made, next }];
  });
  return listed.toSorted((one, other) => one.next.at.getTime() - other.next.at.getTime());
}
