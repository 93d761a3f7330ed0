import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { sites } from './tables.ts';

export async function findSite(
  db: Database,
  siteId: string,
): Promise<{ readonly name: string; readonly createdAt: Date } | undefined> {
  const { name, createdAt } = sites;
  const [site] = await db.select({ name, createdAt }).from(sites).where(eq(sites.siteId, siteId));
  return site;
}
