import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../../../db/pool.ts';
import { deliveries } from '../../../deliveries/registry/tables.ts';
import type { NamedAlone } from './named-alone.ts';

/** To whom outside of the ministry information was given, by the delivery. */
export async function loadReceivers(db: Database, site: string): Promise<readonly NamedAlone[]> {
  const { siteId, deliveryId: id, receiver, carrier, takenAt: at, untilSeq } = deliveries;
  const rows = await db
    .select({ id, receiver, carrier, at })
    .from(deliveries)
    .where(and(eq(siteId, site), isNull(untilSeq), sql`${receiver} ? 'name'`));
  return rows.flatMap(({ receiver: to, carrier: firm, ...row }) =>
    to === null || !('name' in to)
      ? []
      : [
          {
            ...{ ...row, name: to.name, affiliation: null, day: null },
            told: [`提供先：${to.name}`, ...(firm === null ? [] : [`受渡業者：${firm}`]), `番号：${row.id}`],
          },
        ],
  );
}
