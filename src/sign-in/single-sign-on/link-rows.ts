import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { providerLinks } from './tables.ts';

export type LinkRow = typeof providerLinks.$inferSelect;

/** Whom a provider means by a subject; undefined where nobody linked it. */
export async function findLink(db: Database, issuer: string, subject: string): Promise<LinkRow | undefined> {
  const { issuer: by, subject: as, removedAt } = providerLinks;
  const [row] = await db
    .select()
    .from(providerLinks)
    .where(and(eq(by, issuer), eq(as, subject), isNull(removedAt)));
  return row;
}

/** What an account is linked to. */
export function listLinks(db: Database, loginId: string): Promise<readonly LinkRow[]> {
  return db
    .select()
    .from(providerLinks)
    .where(and(eq(providerLinks.loginId, loginId), isNull(providerLinks.removedAt)));
}
