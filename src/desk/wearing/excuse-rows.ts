import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { wearingExcuses } from './tables.ts';

export type ExcuseRow = typeof wearingExcuses.$inferSelect;

export async function findExcuse(
  db: Database,
  siteId: string,
  excuseId: string,
): Promise<ExcuseRow | undefined> {
  const { excuseId: id, untilSeq } = wearingExcuses;
  const [row] = await db
    .select()
    .from(wearingExcuses)
    .where(and(eq(wearingExcuses.siteId, siteId), eq(id, excuseId), isNull(untilSeq)));
  return row;
}

/** The excuse that holds for a person now; undefined = they have to wear their card. */
export async function findRunningExcuse(
  db: Database,
  siteId: string,
  personId: string,
  now: Date,
): Promise<ExcuseRow | undefined> {
  const { items } = await listExcuses(db, siteId, { limit: 1, person: personId, running: true }, now);
  return items[0];
}

export type ExcuseQuery = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly person?: string | undefined;
  readonly running?: boolean | undefined;
};

/** The excuses of a site in the order they were given. */
export async function listExcuses(
  db: Database,
  siteId: string,
  { limit, after, person, running }: ExcuseQuery,
  now: Date,
): Promise<Page<ExcuseRow>> {
  const { excuseId, personId, untilSeq, validFrom, validUntil } = wearingExcuses;
  const rows = await db
    .select()
    .from(wearingExcuses)
    .where(
      and(
        eq(wearingExcuses.siteId, siteId),
        isNull(untilSeq),
        after === undefined ? undefined : gt(excuseId, after),
        person === undefined ? undefined : eq(personId, person),
        running === true ? and(lte(validFrom, now), gt(validUntil, now)) : undefined,
      ),
    )
    .orderBy(asc(excuseId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.excuseId);
}
