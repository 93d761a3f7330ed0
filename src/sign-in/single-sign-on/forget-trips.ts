import { lte } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { providerTrips } from './tables.ts';

/** Forgets ways to a provider from which nobody came back in time. */
export async function forgetTrips(db: Database, now: Date): Promise<void> {
  await db.delete(providerTrips).where(lte(providerTrips.expiresAt, now));
}
