import { and, eq, isNull } from 'drizzle-orm';
import { changeOneRow } from '../../db/change-one-row.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findExcuse } from './excuse-rows.ts';
import { isHead, notHead } from './judge-excuse.ts';
import { wearingExcuses } from './tables.ts';

/** Ends an excuse before its time: from now on the person wears their card again. */
export function endExcuse(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { excuseId, reason }: { readonly excuseId: string; readonly reason: string },
): Promise<Result<Record<never, never>, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([siteId]);
    const excuse = await findExcuse(tx.db, siteId, excuseId);
    if (excuse === undefined) return refuse({ code: 'not-found' });
    if (!isHead({ principal: context.principal, siteId }, excuse.organisationId)) return refuse(notHead);
    if (excuse.validUntil <= tx.now) {
      return refuse({ code: 'conflict', detail: 'この着用の免除は、すでに終わっています。' });
    }
    const seq = tx.record(siteId, {
      kind: 'wearing-excuse-ended',
      subject: { person: excuse.personId, organisation: excuse.organisationId },
      details: { excuse: excuseId },
      personal: { recordClass: 'act', data: { reason } },
    });
    const which = and(
      eq(wearingExcuses.siteId, siteId),
      eq(wearingExcuses.excuseId, excuseId),
      isNull(wearingExcuses.untilSeq),
    );
    await changeOneRow(tx, wearingExcuses, which, excuse, { validUntil: tx.now }, seq);
    return ok({});
  });
}
