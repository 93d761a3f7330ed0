import { and, arrayContains, asc, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { permitStatesInForce } from '../../permits/lifecycle/permit-lifecycle.ts';
import { permits } from '../../permits/registry/tables.ts';
import { isDecidedBySomebody } from '../../permits/using/still-counts.ts';
import { parseDeliveryTerms } from '../applying/delivery-terms.ts';
import type { FirmPermit } from './find-covering.ts';

/** The permits to hand over in a zone that are in force, held so to the end of the act: a revocation waits for it, or is seen (I5). */
export async function holdFirmPermits(
  { db }: Tx,
  siteId: string,
  zoneId: string,
  at: Date,
): Promise<readonly FirmPermit[]> {
  const rows = await db
    .select({
      id: permits.permitId,
      couriers: permits.concernedIds,
      terms: permits.terms,
      consents: permits.consents,
    })
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'delivery'),
        isNull(permits.untilSeq),
        inArray(permits.state, [...permitStatesInForce]),
        lte(permits.validFrom, at),
        gt(permits.validUntil, at),
        arrayContains(permits.zoneIds, [zoneId]),
      ),
    )
    .orderBy(asc(permits.permitId))
    .for('share');
  return rows.flatMap(({ id, couriers, terms, consents }) => {
    const said = parseDeliveryTerms(terms);
    return said === undefined
      ? []
      : [{ id, couriers, terms: said, decided: isDecidedBySomebody({ consents }) }];
  });
}
