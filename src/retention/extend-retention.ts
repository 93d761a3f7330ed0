import { ministryLogId, newId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type ActContext, performAct } from '../log/perform-act.ts';
import type { RecordClass } from '../log/record-classes.ts';
import type { RetentionDeps } from './decide-retention.ts';
import type { HoldGround } from './hold-grounds.ts';
import { retentionHolds } from './tables.ts';

export type Extension = {
  readonly recordClass: RecordClass;
  /** The nil id = everywhere. */
  readonly siteId: string;
  /** A person, or a member of a visit; null = everybody. */
  readonly personId: string | null;
  /** The last day of it. */
  readonly keptUntil: string;
  readonly ground: HoldGround;
  readonly reference: string;
  readonly decidedBy: string;
};

/** Keeps records beyond their days, for a case or a request. It ends by its date; another may follow it, and none is shortened. */
export function extendRetention(
  deps: RetentionDeps,
  context: ActContext,
  extension: Extension,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { personId, decidedBy, ...details } = extension;
  return performAct(deps, context, async (tx) => {
    if (!(await deps.mayStill(tx.db, decidedBy, 'retention.change', undefined, tx.now))) {
      return refuse({
        code: 'forbidden',
        detail: '保存の延長を決められるのは、統括情報セキュリティ責任者と情報セキュリティ責任者です。',
      });
    }
    await tx.takeHeads([ministryLogId]);
    const holdId = newId<'retention-hold'>();
    const concerned = personId === null ? {} : { with: [personId] };
    const fromSeq = tx.recordMinistry(
      {
        kind: 'retention-extended',
        subject: { person: decidedBy, ...concerned },
        details: { hold: holdId, ...details },
      },
      [],
    );
    await tx.db.insert(retentionHolds).values({ ...extension, holdId, fromSeq, decidedAt: tx.now });
    return ok({ id: holdId });
  });
}
