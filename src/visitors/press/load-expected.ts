import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { pressPersons, pressRegistrations } from '../accreditation/tables.ts';
import { arrivalStatesHere } from '../registry/arrival-lifecycle.ts';
import type { ArrivalRow } from '../registry/arrival-rows.ts';
import { arrivals } from '../registry/tables.ts';

/** Which accreditation: that of an organisation with everybody of it, or of one person. */
export type Accredited = { readonly layer: 'organisation' | 'person'; readonly id: string };

/** The 来庁 of whoever is registered by an accreditation and is still to come, or here; of visits ascending. */
export async function loadExpected(
  db: Database,
  siteId: string,
  { layer, id }: Accredited,
): Promise<readonly ArrivalRow[]> {
  const rows = await db
    .select({ arrival: arrivals })
    .from(arrivals)
    .innerJoin(
      pressRegistrations,
      and(eq(pressRegistrations.siteId, arrivals.siteId), eq(pressRegistrations.memberId, arrivals.memberId)),
    )
    .innerJoin(
      pressPersons,
      and(
        eq(pressPersons.siteId, pressRegistrations.siteId),
        eq(pressPersons.pressPersonId, pressRegistrations.pressPersonId),
      ),
    )
    .where(
      and(
        eq(arrivals.siteId, siteId),
        isNull(arrivals.untilSeq),
        inArray(arrivals.state, ['announced', ...arrivalStatesHere]),
        eq(layer === 'organisation' ? pressPersons.pressOrganisationId : pressPersons.pressPersonId, id),
      ),
    )
    .orderBy(asc(arrivals.visitId), asc(arrivals.memberId), asc(arrivals.day));
  return rows.map(({ arrival }) => arrival);
}
