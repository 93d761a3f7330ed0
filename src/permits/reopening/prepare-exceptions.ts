import { isDeepStrictEqual } from 'node:util';
import { and, arrayOverlaps, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { RaisedZone } from '../../zones/plan-change/raised-zones.ts';
import type { PrepareExceptions } from '../../zones/plan-change/reopening.ts';
import { leavesAside } from '../kinds/leaves-aside.ts';
import { permitKindNames } from '../kinds/permit-kinds.ts';
import { permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import { lockPermit, type PermitRow, savePermit } from '../registry/permit-rows.ts';
import { permits } from '../registry/tables.ts';
import { judgeReopened } from './judge-reopened.ts';

const kinds = permitKindNames.filter((kind) => leavesAside(kind) !== undefined);

/**
 * Finds the exceptions and openings in force that count no more where zones are raised or put anew (ADR 0044), and brings them back to
 * `requested` in the act that changes the plan. They are few: whole rows are compared under the head.
 */
export const prepareExceptions: PrepareExceptions = async (db, siteId, raised, now) => {
  const candidates = await loadCandidates(db, siteId, raised, now);
  const found = candidates.flatMap((permit) => {
    const zones = judgeReopened(permit, raised);
    return zones.length === 0 ? [] : [{ permit, zones }];
  });
  const seen = candidates.map(versionOf);
  return {
    exceptions: found.map(({ permit, zones }) => ({ permit: permit.permitId, zones })),
    async lock(tx) {
      for (const { permit } of found) await lockPermit(tx, siteId, permit.permitId);
    },
    async save(tx, seq) {
      const standing = await loadCandidates(tx.db, siteId, raised, now);
      if (!isDeepStrictEqual(standing.map(versionOf), seen)) return false;
      for (const { permit, zones } of found) {
        const change = { state: 'requested', consents: [], reason: reasonOf(zones) } as const;
        await savePermit(tx, permit, change, seq);
      }
      return true;
    },
  };
};

/** What leaves a rule aside in one of these zones and has not run out, in the order in which rows are locked. */
async function loadCandidates(
  db: Database,
  siteId: string,
  raised: readonly RaisedZone[],
  now: Date,
): Promise<readonly PermitRow[]> {
  if (raised.length === 0) return [];
  return db
    .select()
    .from(permits)
    .where(
      and(
        eq(permits.siteId, siteId),
        isNull(permits.untilSeq),
        inArray(permits.kind, kinds),
        inArray(permits.state, permitStatesInForce),
        gt(permits.validUntil, now),
        arrayOverlaps(
          permits.zoneIds,
          raised.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(permits.permitId));
}

function versionOf({ permitId, fromSeq }: PermitRow): object {
  return { permitId, fromSeq };
}

/** What whoever applied reads, and whoever decides anew. */
function reasonOf(zones: readonly string[]): string {
  return `区域 ${zones.join('、')} のクラスが上がったか、区域が新しく置かれたため、前の判断は及ばなくなりました。クラス3以上（未決定を含む）の例外措置は、2人があらためて判断します。`;
}
