import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { deputies } from './tables.ts';

export type DeputyRow = typeof deputies.$inferSelect;

/** Who deputises for each of these hosts at a moment; whether they are in office is another question. */
export async function loadDeputies(
  db: Database,
  siteId: string,
  hostIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (hostIds.length === 0) return new Map();
  const rows = await db
    .select({ hostId: deputies.hostId, personId: deputies.personId })
    .from(deputies)
    .where(and(eq(deputies.siteId, siteId), inArray(deputies.hostId, [...hostIds]), isInForce(at)));
  const byHost = new Map<string, Set<string>>();
  for (const { hostId, personId } of rows) {
    byHost.set(hostId, (byHost.get(hostId) ?? new Set<string>()).add(personId));
  }
  return byHost;
}

/** The hosts for whom somebody deputises at a moment; whether those are in office is another question. */
export async function loadDeputised(
  db: Database,
  siteId: string,
  personId: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await deputisedBy(db, siteId, personId, at);
  return rows.map(({ hostId }) => hostId);
}

/** The same for an act, before the site's head: nobody ends one of them until the act is over. */
export async function holdDeputised(
  { db }: Tx,
  siteId: string,
  personId: string,
  at: Date,
): Promise<readonly string[]> {
  const rows = await deputisedBy(db, siteId, personId, at).orderBy(asc(deputies.deputyId)).for('share');
  return rows.map(({ hostId }) => hostId);
}

function deputisedBy(db: Database, siteId: string, personId: string, at: Date) {
  return db
    .select({ hostId: deputies.hostId })
    .from(deputies)
    .where(and(eq(deputies.siteId, siteId), eq(deputies.personId, personId), isInForce(at)));
}

/** Locks the current row of a deputy: every act on it does so before it takes the site's head. */
export async function lockDeputy(
  { db }: Tx,
  siteId: string,
  deputyId: string,
): Promise<DeputyRow | undefined> {
  const [row] = await db.select().from(deputies).where(isCurrent(siteId, deputyId)).for('update');
  return row;
}

/** Ends a deputy from `seq` of the site's log on; what they reviewed stands. */
export async function endDeputyRow({ db }: Tx, { siteId, deputyId }: DeputyRow, seq: number): Promise<void> {
  await db.update(deputies).set({ untilSeq: seq }).where(isCurrent(siteId, deputyId));
}

/** The deputies of a site that are named and not over, in the order they were named; `concerning`: those of, or for, a person. */
export async function listDeputies(
  db: Database,
  siteId: string,
  {
    limit,
    after,
    concerning,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly concerning: string | undefined;
  },
  now: Date,
): Promise<Page<DeputyRow>> {
  const rows = await db
    .select()
    .from(deputies)
    .where(
      and(
        eq(deputies.siteId, siteId),
        isNull(deputies.untilSeq),
        gt(deputies.validUntil, now),
        after === undefined ? undefined : gt(deputies.deputyId, after),
        concerning === undefined
          ? undefined
          : or(eq(deputies.hostId, concerning), eq(deputies.personId, concerning)),
      ),
    )
    .orderBy(asc(deputies.deputyId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.deputyId);
}

function isInForce(at: Date) {
  return and(isNull(deputies.untilSeq), lte(deputies.validFrom, at), gt(deputies.validUntil, at));
}

function isCurrent(siteId: string, deputyId: string) {
  return and(eq(deputies.siteId, siteId), eq(deputies.deputyId, deputyId), isNull(deputies.untilSeq));
}
