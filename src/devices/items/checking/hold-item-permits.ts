import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/in-transaction.ts';
import { permitStatesInForce } from '../../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../../permits/registry/tables.ts';
import { parseItemTerms } from '../applying/item-terms.ts';
import type { ItemPermit } from './item-permit.ts';

/**
 * The permits in force that name one of these items, and the one that was shown, held so to the end of the act: a revocation waits
 * for it, or is seen (I5).
 */
export async function holdItemPermits(
  { db }: Tx,
  siteId: string,
  itemIds: readonly string[],
  shown: string | undefined,
): Promise<readonly ItemPermit[]> {
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'system-item'),
        isNull(permits.untilSeq),
        inArray(permits.state, [...permitStatesInForce]),
        or(
          sql`jsonb_exists_any(${permits.terms} -> 'items', ${sql.param([...itemIds])}::text[])`,
          shown === undefined ? undefined : eq(permits.permitId, shown),
        ),
      ),
    )
    .orderBy(asc(permits.permitId))
    .for('update');
  return rows.flatMap((row) => {
    const terms = parseItemTerms(row.terms);
    return terms === undefined ? [] : [{ row, terms }];
  });
}
