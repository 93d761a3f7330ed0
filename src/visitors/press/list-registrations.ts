import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { pressOrganisations, pressPersons, pressRegistrations } from '../accreditation/tables.ts';
import { members } from '../registry/tables.ts';

/** Who is registered for an event of the press and on its list still, in the order of registration. */
export async function listRegistrations(
  db: Database,
  siteId: string,
  visitId: string,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<RegisteredPerson>> {
  const rows = await db
    .select({ memberId: pressRegistrations.memberId, person: pressPersons, organisation: pressOrganisations })
    .from(pressRegistrations)
    .innerJoin(
      members,
      and(eq(members.siteId, pressRegistrations.siteId), eq(members.memberId, pressRegistrations.memberId)),
    )
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
    .where(
      and(
        eq(pressRegistrations.siteId, siteId),
        eq(pressRegistrations.visitId, visitId),
        eq(members.listed, true),
        isNull(members.untilSeq),
        after === undefined ? undefined : gt(pressRegistrations.memberId, after),
      ),
    )
    .orderBy(asc(pressRegistrations.memberId))
    .limit(limit + 1);
  return pageOf(rows, limit, (last) => last.memberId);
}

export type RegisteredPerson = {
  readonly memberId: string;
  readonly person: typeof pressPersons.$inferSelect;
  readonly organisation: typeof pressOrganisations.$inferSelect;
};
