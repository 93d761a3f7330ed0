import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { sitesOfOrganisation } from '../plan/sites-of-organisation.ts';
import { planElements } from '../plan/tables.ts';
import type { KnownNames } from '../regulation/judge-clauses.ts';
import { listPurposes } from './list-purposes.ts';

/** What clauses of an organisation's determinations may name: its purposes, and the schedules of the sites where it has zones. */
export async function findKnownNames(db: Database, organisation: string): Promise<KnownNames> {
  const listed = await listPurposes(db, organisation);
  const ownSites = sitesOfOrganisation(db, organisation);
  const schedules = await db
    .selectDistinct({ code: planElements.elementId })
    .from(planElements)
    .where(
      and(
        eq(planElements.kind, 'schedule'),
        isNull(planElements.untilSeq),
        inArray(planElements.siteId, ownSites),
      ),
    );
  return {
    purposes: new Set(listed.map(({ code }) => code)),
    schedules: new Set(schedules.map(({ code }) => code)),
  };
}
