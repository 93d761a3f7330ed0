import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { CustodyMode } from '../../log/entry/effects.ts';
import type { Custody } from './site-state.ts';
import { custody, presence } from './tables.ts';

/** Where a person stands now: zone null = nobody knows. */
export type Standing = {
  readonly zone: string | null;
  readonly since: Date | null;
  /** undefined = in nobody's custody. */
  readonly custody:
    | {
        readonly escort: string;
        readonly mode: CustodyMode;
        /** Since when the two are apart; `until` undefined = nobody followed in time, so that the guard was told (`visitor-abandoned`). */
        readonly broken: Custody['broken'];
      }
    | undefined;
  /** The guard was told that they are here past the hours of visitors (`visitor-overdue`), and it is not over. */
  readonly isOverdue: boolean;
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
      isOverdue: sql<boolean>`exists (
        select from alarms a where a.site_id = ${presence.siteId} and a.person_id = ${presence.personId}
          and a.kind = 'visitor-overdue' and a.active and a.state <> 'resolved')`,
    })
    .from(presence)
    .leftJoin(custody, and(eq(custody.siteId, siteId), eq(custody.visitorId, presence.personId)))
    .where(and(eq(presence.siteId, siteId), inArray(presence.personId, ids)));
  return new Map(
    rows.map(({ person, zone, since, escort, mode, brokenSince, brokenUntil, isOverdue }) => [
      person,
      {
        zone,
        since,
        isOverdue,
        custody:
          escort === null || mode === null
            ? undefined
            : {
                escort,
                mode: mode === 'declared' ? 'declared' : 'read',
                broken:
                  brokenSince === null ? undefined : { since: brokenSince, until: brokenUntil ?? undefined },
              },
      },
    ]),
  );
}
