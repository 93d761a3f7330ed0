import type { MayStill } from '../../authority/may-still.ts';
import { databaseOf, type Pool } from '../../db/pool.ts';
import { findAssignees } from './gap-task-rows.ts';

export type VacancyDeps = { readonly pool: Pool; readonly mayStill: MayStill };

/** Who was given a task of a site and may not do it any more: they left, were stopped, or lost every role by which they could (離任・異動). */
export async function findVacant(
  { pool, mayStill }: VacancyDeps,
  siteId: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const db = databaseOf(pool);
  const vacant = new Set<string>();
  for (const person of await findAssignees(db, siteId)) {
    if (!(await mayStill(db, person, 'gap-tasks.finish', siteId, now))) vacant.add(person);
  }
  return vacant;
}
