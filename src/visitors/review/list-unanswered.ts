import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { dayMs } from '../../kernel/day-ms.ts';
import { groupBy } from '../../kernel/group-by.ts';
import { loadArrivalsHere } from '../registry/arrival-rows.ts';
import { isAwaited } from '../registry/is-awaited.ts';
import { destinations, visits } from '../registry/tables.ts';
import { callAgain, type NextCall } from './call-again.ts';
import { loadContacts } from './load-contacts.ts';
import { unansweredCalls } from './tables.ts';

/** A destination where somebody waits for its host (`isAwaited`), who did not answer. */
export type UnansweredDestination = {
  readonly visitId: string;
  readonly destinationId: string;
  readonly hostId: string;
  readonly calls: readonly { readonly called: string; readonly extension: string; readonly at: Date }[];
  readonly next: NextCall;
};

/** Whom the desk has called in vain within the last day and still needs an answer of, the longest waiting first. */
export async function listUnanswered(
  db: Database,
  siteId: string,
  { minutes, now }: { readonly minutes: number; readonly now: Date },
): Promise<readonly UnansweredDestination[]> {
  const since = new Date(now.getTime() - dayMs);
  const calls = await db
    .select()
    .from(unansweredCalls)
    .where(and(eq(unansweredCalls.siteId, siteId), gt(unansweredCalls.at, since)))
    .orderBy(asc(unansweredCalls.at));
  if (calls.length === 0) return [];
  const byDestination = groupBy(calls, ({ destinationId }) => destinationId);
  const { destinationId, visitId, hostId, review, memberIds } = destinations;
  const called = await db
    .select({ destinationId, visitId, hostId, review, memberIds })
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
        eq(visits.state, 'planned'),
      ),
    );
  const here = await loadArrivalsHere(db, siteId, [...new Set(called.map((one) => one.visitId))]);
  const waiting = called.filter((one) =>
    isAwaited(
      one,
      here.filter((arrival) => arrival.visitId === one.visitId),
    ),
  );
  const hosts = waiting.map((one) => one.hostId);
  const contacts = await loadContacts(db, siteId, hosts, now);
  const listed = waiting.flatMap((one): UnansweredDestination[] => {
    const made = (byDestination.get(one.destinationId) ?? []).map(({ calledId, extension, at }) => ({
      called: calledId,
      extension,
      at,
    }));
    const who = contacts.get(one.hostId);
    const next = who && callAgain(made, who, minutes);
    if (next === undefined) return [];
    return [
      {
        visitId: one.visitId,
        destinationId: one.destinationId,
        hostId: one.hostId,
        calls: made,
        next,
      },
    ];
  });
  return listed.toSorted((one, other) => one.next.at.getTime() - other.next.at.getTime());
}
