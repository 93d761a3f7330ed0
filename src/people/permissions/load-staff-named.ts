import type { Database } from '../../db/pool.ts';
import { loadActiveStaff } from '../registry/load-active-staff.ts';
import type { Application } from './application.ts';

/** Which of the persons whose word an application rests on, host and who confirmed the identity, are 行政事務従事者 in office. */
export async function loadStaffNamed(
  db: Database,
  { outsider }: Pick<Application, 'outsider'>,
): Promise<ReadonlySet<string>> {
  return loadActiveStaff(db, outsider === null ? [] : [outsider.host, outsider.identity.by]);
}
