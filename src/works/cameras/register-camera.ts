import { answersForZone } from '../../authority/answers-for-zone.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findZones } from '../../zones/plan/find-zones.ts';
import { addCamera, isCameraKnown } from './camera-rows.ts';
import { notTheirZone } from './tells-of-cameras.ts';

export type CameraDraft = {
  readonly code: string;
  readonly zone: string;
  /** What of the zone it sees. */
  readonly sees: string;
  readonly from: Date;
  /** Exclusive; absent = until it is removed. */
  readonly until?: Date | undefined;
};

/** Registers a camera that watches work in a zone (別表1 rows 48 and 50), by whoever answers for the zone. It begins in order. */
export function registerCamera(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { code, zone, sees, from, until }: CameraDraft,
): Promise<Result<{ readonly code: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const zones = await findZones(tx.db, siteId, [zone]);
    if (!answersForZone(context.principal, siteId, zone)) return refuse(notTheirZone);
    await tx.takeHeads([siteId]);
    const known = await isCameraKnown(tx.db, siteId, { zone, code });
    const errors: readonly FieldError[] = [
      ...(zones.has(zone) ? [] : [{ at: '/zone', message: 'この区域は図面にありません' }]),
      ...(known ? [{ at: '/code', message: 'この区域に、この符号の監視カメラはもう登録されています' }] : []),
      ...(until === undefined || from < until
        ? []
        : [{ at: '/until', message: '始まりより後を指定してください' }]),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
    const fromSeq = tx.record(siteId, {
      kind: 'camera-registered',
      subject: { to: zone },
      details: { camera: code },
    });
    await addCamera(tx, {
      siteId,
      code,
      fromSeq,
      untilSeq: null,
      state: 'working',
      zoneId: zone,
      sees,
      validFrom: from,
      validUntil: until ?? null,
      reason: null,
    });
    return ok({ code });
  });
}
