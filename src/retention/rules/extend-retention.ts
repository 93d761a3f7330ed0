import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { RecordClass } from '../../log/entry/record-classes.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { findHeldPersons } from '../../visitors/registry/find-held-persons.ts';
import { findSite } from '../../zones/sites/find-site.ts';
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

/** Keeps records beyond their days, for a case or a request, at the word of one person: what a court asks for may not go meanwhile. It ends by its day, or is lifted by two. */
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
    const errors = await faultsOf(tx, extension);
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
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

/** An extension that would hold nothing back: whoever made it believes that something is kept. */
async function faultsOf(
  { db, now }: ActTx,
  { siteId, personId, keptUntil }: Extension,
): Promise<readonly FieldError[]> {
  const isSite = siteId === ministryLogId || (await findSite(db, siteId)) !== undefined;
  const isHeld = personId === null || (await findHeldPersons(db, [personId])).has(personId);
  return [
    ...(isSite ? [] : [{ at: '/site', message: 'この庁舎は登録されていません' }]),
    ...(isHeld ? [] : [{ at: '/person', message: 'この番号の人は登録にありません' }]),
    ...(keptUntil < now.toISOString().slice(0, 10)
      ? [{ at: '/untilOn', message: 'すでに過ぎた日です。今日か、それより後の日にしてください' }]
      : []),
  ];
}
