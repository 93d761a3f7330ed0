import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { officerDeputies } from './tables.ts';

export type OfficerDeputyRow = typeof officerDeputies.$inferSelect;

/** In whose stead a person decides permits at a moment; whether those still hold their role is another question. */
export function loadDeputyRights(
  db: Database,
  siteId: string,
  personId: string,
  at: Date,
): Promise<readonly OfficerDeputyRow[]> {
  return db
    .select()
    .from(officerDeputies)
    .where(
      and(
        eq(officerDeputies.siteId, siteId),
        eq(officerDeputies.personId, personId),
        isNull(officerDeputies.untilSeq),
        lte(officerDeputies.validFrom, at),
        gt(officerDeputies.validUntil, at),
      ),
    )
    .orderBy(asc(officerDeputies.deputyId));
}

/** Who stood in for an officer at a site at a moment, by the record of the site as far as `seq`. */
export function loadDeputiesAt(
  db: Database,
  siteId: string,
  seq: number,
  at: Date,
): Promise<readonly OfficerDeputyRow[]> {
  const { siteId: site, fromSeq, untilSeq, validFrom, validUntil, deputyId } = officerDeputies;
  const isKnown = and(lte(fromSeq, seq), or(isNull(untilSeq), gt(untilSeq, seq)));
  return db
    .select()
    .from(officerDeputies)
    .where(and(eq(site, siteId), isKnown, lte(validFrom, at), gt(validUntil, at)))
    .orderBy(asc(deputyId));
}

/** Locks the current row of a deputy: every act on it does so before it takes the site's head. */
export async function lockOfficerDeputy(
  { db }: Tx,
  siteId: string,
  deputyId: string,
): Promise<OfficerDeputyRow | undefined> {
  const [row] = await db.select().from(officerDeputies).where(isCurrent(siteId, deputyId)).for('update');
  return row;
}

/** Ends a deputy from `seq` of the site's log on; what they decided stands. */
export async function endOfficerDeputyRow(
  { db }: Tx,
  { siteId, deputyId }: OfficerDeputyRow,
  seq: number,
): Promise<void> {
  await db.update(officerDeputies).set({ untilSeq: seq }).where(isCurrent(siteId, deputyId));
}

export type DeputyQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  /** Those of, or for, this person; undefined = all. */
  readonly concerning: string | undefined;
};

/** The deputies of officers at a site who are named and not over, in the order they were named. */
export async function listOfficerDeputies(
  db: Database,
  siteId: string,
  { limit, after, concerning }: DeputyQuery,
  now: Date,
): Promise<Page<OfficerDeputyRow>> {
  const rows = await db
    .select()
    .from(officerDeputies)
    .where(
      and(
        eq(officerDeputies.siteId, siteId),
        isNull(officerDeputies.untilSeq),
        gt(officerDeputies.validUntil, now),
        after === undefined ? undefined : gt(officerDeputies.deputyId, after),
        concerning === undefined
          ? undefined
          : or(eq(officerDeputies.officerId, concerning), eq(officerDeputies.personId, concerning)),
      ),
    )
    .orderBy(asc(officerDeputies.deputyId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.deputyId);
}

function isCurrent(siteId: string, deputyId: string) {
  return and(
    eq(officerDeputies.siteId, siteId),
    eq(officerDeputies.deputyId, deputyId),
    isNull(officerDeputies.untilSeq),
  );
}
