import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { accreditedUntil } from './accredited-until.ts';
import { pressOrganisations, pressPersons, pressRegistrations } from './tables.ts';

/**
 * Until when (exclusive) the persons of the press among these members are accredited, themselves and their organisations; other visitors
 * are not in it. Asked with the site's head held it misses no end that was acknowledged (I5).
 */
export async function loadAccreditedUntil(
  db: Database,
  siteId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (memberIds.length === 0) return new Map();
  const term = {
    state: pressPersons.state,
    validUntil: pressPersons.validUntil,
    endedAt: pressPersons.endedAt,
  };
  const { state, validUntil, endedAt } = pressOrganisations;
  const rows = await db
    .select({ memberId: pressRegistrations.memberId, term, organisation: { state, validUntil, endedAt } })
    .from(pressRegistrations)
    .innerJoin(
      pressPersons,
      and(
        eq(pressPersons.siteId, pressRegistrations.siteId),
        eq(pressPersons.pressPersonId, pressRegistrations.pressPersonId),
      ),
    )
    .innerJoin(
      pressOrganisations,
      and(
        eq(pressOrganisations.siteId, pressPersons.siteId),
        eq(pressOrganisations.pressOrganisationId, pressPersons.pressOrganisationId),
      ),
    )
    .where(and(eq(pressRegistrations.siteId, siteId), inArray(pressRegistrations.memberId, [...memberIds])));
  return new Map(
    rows.flatMap(({ memberId, organisation, term: person }) => {
      const until = accreditedUntil([organisation, person]);
      return until === undefined ? [] : [[memberId, until] as const];
    }),
  );
}
