import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { CustodyMode } from '../../log/effects.ts';
import { custody, presence } from '../state/tables.ts';

/** Where a person stands now: zone null = nobody knows. */
export type Standing = {
  readonly zone: string | null;
  readonly since: Date | null;
  /** undefined = in nobody's custody. */
  readonly custody:
    | {
        readonly escort: string;
        readonly mode: CustodyMode;
        readonly isBroken: boolean;
        /** Nobody followed in time, so that the guard was told (`visitor-abandoned`). */
        readonly isAbandoned: boolean;
      }
    | undefined;
};

/** Where each of these persons is, and who escorts them; who was never seen here is not among them. The caller holds the head. */
export async function loadStanding(
  db: Database,
  siteId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  if (personIds.length === 0) return new Map();
  const ids = [...personIds];
  const rows = await db
    .select({
      person: presence.personId,
      zone: presence.zoneId,
      since: presence.since,
      escort: custody.escortId,
      mode: custody.mode,
      brokenSince: custody.brokenSince,
      brokenUntil: custody.brokenUntil,
    })
    .from(presence)
    .leftJoin(custody, and(eq(custody.siteId, siteId), eq(custody.visitorId, presence.personId)))
    .where(and(eq(presence.siteId, siteId), inArray(presence.personId, ids)));
  return new Map(
    rows.map(({ person, zone, since, escort, mode, brokenSince, brokenUntil }) => [
      person,
      {
        zone,
        since,
        custody:
          escort === null || mode === null
            ? undefined
            : {
                escort,
                mode: mode === 'declared' ? 'declared' : 'read',
                isBroken: brokenSince !== null,
                isAbandoned: brokenSince !== null && brokenUntil === null,
              },
      },
    ]),
  );
}
