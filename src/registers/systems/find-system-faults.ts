import type { Database } from '../../db/pool.ts';
import type { FieldError } from '../../kernel/problem.ts';
import { loadActiveStaff } from '../../people/registry/load-active-staff.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import type { SystemGrades } from '../../zones/regulation/registered-system.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { findSystemByNumber } from './system-rows.ts';
import type { SystemPlace } from './tables.ts';

/** What is registered of an information system. */
export type SystemDraft = SystemGrades & {
  readonly name: string;
  readonly databaseNumber: string | null;
  readonly organisationId: string;
  readonly officerId: string;
  readonly places: readonly SystemPlace[];
};

/** Every fault of an entry, at its field: who does not exist, a zone no plan has, a number another system bears. */
export async function findSystemFaults(
  db: Database,
  { databaseNumber, organisationId, officerId, places }: SystemDraft,
  systemId?: string,
): Promise<readonly FieldError[]> {
  const errors: FieldError[] = [];
  if (!(await isOrganisation(db, organisationId))) {
    errors.push({ at: '/organisationId', message: 'この組織は登録されていません' });
  }
  if (!(await loadActiveStaff(db, [officerId])).has(officerId)) {
    errors.push({ at: '/officerId', message: '在職する行政事務従事者ではありません' });
  }
  const bearer = databaseNumber === null ? undefined : await findSystemByNumber(db, databaseNumber);
  if (bearer !== undefined && bearer.systemId !== systemId) {
    errors.push({ at: '/databaseNumber', message: `この番号は「${bearer.name}」のものです` });
  }
  for (const site of new Set(places.map((place) => place.site))) {
    const asked = places.filter((place) => place.site === site).map(({ zone }) => zone);
    const zones = await findZones(db, site, asked);
    for (const [index, place] of places.entries()) {
      if (place.site === site && !zones.has(place.zone)) {
        errors.push({ at: `/places/${index}`, message: 'この区域は図面にありません' });
      }
    }
  }
  return errors;
}
