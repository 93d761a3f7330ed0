import type { Zone } from './site-plan.ts';

/** As which class a zone is kept: one whose class is 未決定 as one of class 3. */
export function keptAs({ class: zoneClass }: Pick<Zone, 'class'>): number {
  return zoneClass ?? 3;
}
