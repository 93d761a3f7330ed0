import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { permits } from '../../permits/registry/tables.ts';
import { isDecidedBySomebody } from '../../permits/using/still-counts.ts';
import { findUnmet } from '../conditions/judge-conditions.ts';
import type { DevicePermit } from './judge-device-here.ts';
import type { PrivateDeviceRow } from './private-device-rows.ts';
import { parsePrivateDeviceTerms } from './private-device-terms.ts';

/** The permits of a device, whatever has become of them. */
export async function loadDevicePermits(
  db: Database,
  { siteId, label, holderId }: PrivateDeviceRow,
): Promise<readonly DevicePermit[]> {
  const rows = await db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        eq(permits.kind, 'private-device'),
        arrayContains(permits.concernedIds, [holderId]),
        isNull(permits.untilSeq),
      ),
    );
  return rows.flatMap(({ permitId, state, zoneIds, terms, validFrom, validUntil, consents }) => {
    const said = parsePrivateDeviceTerms(terms);
    if (said?.label !== label) return [];
    const { carryIn, use } = said;
    const unmet = findUnmet(said.seen?.answers ?? []).length > 0;
    const [from, until] = [validFrom.getTime(), validUntil.getTime()];
    const decided = isDecidedBySomebody({ consents });
    return [{ id: permitId, state, decided, unmet, zoneIds, from, until, carryIn, use }];
  });
}
