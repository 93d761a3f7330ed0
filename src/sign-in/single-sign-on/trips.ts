import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { providerTrips } from './tables.ts';
import { tripHash } from './trip-secrets.ts';

/** Whoever goes to a provider has as long to come back. */
export const tripLastsMs = 10 * 60_000;

/** A way to a provider that somebody began, and for what. */
export type Trip = Pick<
  typeof providerTrips.$inferSelect,
  'tokenId' | 'consoleSecret' | 'notice' | 'returnTo'
>;

/** Begins a way to a provider; answers the secret by which its traveller is known again. */
export async function beginTrip(db: Database, trip: Trip, now: Date): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + tripLastsMs);
  await db.insert(providerTrips).values({ ...trip, hash: tripHash(secret), expiresAt });
  return secret;
}

/** Ends it, so that nobody comes back twice; undefined where it was not begun, or too long ago. */
export async function endTrip(db: Database, secret: string, now: Date): Promise<Trip | undefined> {
  const [trip] = await db
    .delete(providerTrips)
    .where(eq(providerTrips.hash, tripHash(secret)))
    .returning();
  return trip !== undefined && now < trip.expiresAt ? trip : undefined;
}
