import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import { apiTokens, sessions } from '../../operators/tables.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { instantOf } from '../../zones/hours/instant-of.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { consoles } from './tables.ts';

/** A console that is kept at every hour and at the last midnight was kept by nobody. */
export type UnheldConsole = {
  readonly siteId: string;
  readonly consoleId: string;
  readonly name: string;
  /** That midnight, by the clocks of its site. */
  readonly at: Date;
};

/** Finds those of every site. Whose shift was over by then did not keep it, though their screen still read. */
export async function loadUnheldConsoles(db: Database, now: Date): Promise<readonly UnheldConsole[]> {
  const kept = await db
    .select()
    .from(consoles)
    .where(and(eq(consoles.isKeptAtNight, true), isNull(consoles.retiredAt)))
    .orderBy(consoles.siteId, consoles.name);
  const unheld: UnheldConsole[] = [];
  for (const { siteId, consoleId, name, registeredAt } of kept) {
    const timeZone = await loadTimeZone(db, siteId);
    const at = new Date(instantOf(dayAt(now, timeZone), '00:00', timeZone));
    if (registeredAt <= at && !(await wasHeld(db, consoleId, at)))
      unheld.push({ siteId, consoleId, name, at });
  }
  return unheld;
}

async function wasHeld(db: Database, consoleId: string, at: Date): Promise<boolean> {
  const [holder] = await db
    .select({ tokenId: sessions.tokenId })
    .from(sessions)
    .innerJoin(apiTokens, eq(apiTokens.tokenId, sessions.tokenId))
    .where(
      and(
        eq(sessions.consoleId, consoleId),
        lte(apiTokens.createdAt, at),
        or(isNull(apiTokens.revokedAt), gt(apiTokens.revokedAt, at)),
        gt(sql`coalesce(${sessions.shiftUntil}, ${apiTokens.expiresAt})`, at.toISOString()),
      ),
    )
    .limit(1);
  return holder !== undefined;
}
