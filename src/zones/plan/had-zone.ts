import type { Database } from '../../db/pool.ts';
import { hadElement } from './had-element.ts';

/** Whether a site's plan has the zone or ever had it. */
export function hadZone(db: Database, siteId: string, zone: string): Promise<boolean> {
  return hadElement(db, siteId, 'zone', zone);
}
