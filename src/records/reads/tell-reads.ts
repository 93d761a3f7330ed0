import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { servicePrincipal } from '../../authority/service-principal.ts';
import { databaseOf } from '../../db/pool.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import type { Effect } from '../../log/entry/effects.ts';
import { type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { personalReads } from './tables.ts';

type Read = typeof personalReads.$inferSelect;
type Reader = { readonly type: string; readonly id: string };

/** A read that has not ended by then is told as it is: whoever reads does not decide when it is told. */
const longestMs = 4_200_000;
const hourMs = 3_600_000;
/** So many reads are told in one entry. */
const mostTold = 500;

/**
 * Tells of the reads of personal data since it was last told of any: one entry a site, with how many reads and rows, and with who read what
 * under its digest. Whoever was given more than `bulkRows` rows within an hour is alarmed of, each by who they are.
 */
export async function tellReads(deps: ActDeps, bulkRows: number): Promise<void> {
  const sites = await databaseOf(deps.pool)
    .selectDistinct({ siteId: personalReads.siteId })
    .from(personalReads)
    .where(isDue(deps.clock.now()));
  for (const { siteId } of sites) await tellReadsOf(deps, siteId, bulkRows);
}

async function tellReadsOf(deps: ActDeps, siteId: string, bulkRows: number): Promise<void> {
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const alarms = (await findBulkReaders(tx, siteId, bulkRows)).map(bulkReading);
    const touched = await takeHeadsOf(tx, siteId, alarms.length > 0);
    const reads = await tx.db
      .select()
      .from(personalReads)
      .where(and(eq(personalReads.siteId, siteId), isDue(tx.now)))
      .orderBy(asc(personalReads.readId))
      .limit(mostTold);
    if (reads.length === 0) return ok(undefined);
    const draft = {
      kind: 'personal-data-read',
      details: { reads: reads.length, rows: reads.reduce((sum, { rows }) => sum + (rows ?? 0), 0) },
      personal: { recordClass: 'act', data: { reads: reads.map(told) } },
    } as const;
    const seq =
      siteId === ministryLogId
        ? tx.recordMinistry(draft, touched, () => alarms)
        : tx.record(siteId, { ...draft, effects: alarms });
    await tx.db
      .update(personalReads)
      .set({ toldSeq: seq, query: null })
      .where(
        and(
          eq(personalReads.siteId, siteId),
          inArray(
            personalReads.readId,
            reads.map(({ readId }) => readId),
          ),
        ),
      );
    return ok(undefined);
  });
}

/** What is the ministry's has no guards of its own: a bulk read of it is an alarm at every site. */
async function takeHeadsOf(tx: ActTx, siteId: string, isAlarming: boolean): Promise<readonly string[]> {
  if (siteId === ministryLogId && isAlarming) return takeEveryHead(tx);
  await tx.takeHeads([siteId]);
  return [];
}

/** Who of those whose reads are to be told was given more than `bulkRows` rows within the hour. */
async function findBulkReaders(
  { db, now }: ActTx,
  siteId: string,
  bulkRows: number,
): Promise<readonly Reader[]> {
  const { actorType: type, actorId: id } = personalReads;
  const readers = db
    .select({ id })
    .from(personalReads)
    .where(and(eq(personalReads.siteId, siteId), isDue(now)));
  return db
    .select({ type, id })
    .from(personalReads)
    .where(
      and(
        eq(personalReads.siteId, siteId),
        gte(personalReads.begunAt, new Date(now.getTime() - longestMs)),
        gte(sql`coalesce(ended_at, begun_at)`, new Date(now.getTime() - hourMs)),
        inArray(id, readers),
      ),
    )
    .groupBy(type, id)
    .having(gt(sql`sum(rows)`, bulkRows))
    .orderBy(type, id);
}

/** An alarm of a person is of that person, so that whoever sees it knows whom to ask; a machine is named by the record of reads alone. */
function bulkReading({ type, id }: Reader): Effect {
  return { type: 'alarm', kind: 'bulk-reading', active: true, ...(type === 'person' ? { person: id } : {}) };
}

function isDue(now: Date) {
  const tooLong = lt(personalReads.begunAt, new Date(now.getTime() - longestMs));
  return and(isNull(personalReads.toldSeq), or(isNotNull(personalReads.endedAt), tooLong));
}

function told({ readId, actorType, actorId, what, query, begunAt, rows }: Read) {
  return { read: readId, by: { type: actorType, id: actorId }, what, query, at: begunAt.toISOString(), rows };
}
