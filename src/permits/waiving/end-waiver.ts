import { judgeInPerson } from '../../authority/judge-in-person.ts';
import { holdsRole, type Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { holdsAt } from '../deciding/holds-at.ts';
import { judgeConsent } from '../deciding/judge-consent.ts';
import { lockWaiver, saveEnd, type WaiverRow } from '../waivers/waiver-rows.ts';
import { findLeaning } from './find-leaning.ts';

/** What leant on a waiver and is in force still: whoever ended it decides what becomes of that. */
export type WaiverEnded = { readonly leaning: readonly string[] };

/**
 * Ends a waiver before its date. From this answer on nothing is spared by it any more (I5); what was recorded under it stays, and
 * is named.
 */
export function endWaiver(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  waiverId: string,
  reason: string,
): Promise<Result<WaiverEnded, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const machine = judgeInPerson(principal.actor);
    if (machine !== undefined) return refuse(machine);
    const waiver = await lockWaiver(tx, siteId, waiverId);
    if (waiver === undefined) return refuse({ code: 'not-found' });
    if (waiver.untilSeq !== null || waiver.validUntil <= tx.now) return refuse(overAlready);
    if (!mayEnd(principal, waiver)) return refuse(notTheirs);
    const leaning = await findLeaning(tx.client, siteId, waiverId);
    await tx.takeHeads([siteId]);
    const untilSeq = tx.record(siteId, {
      kind: 'waiver-ended',
      subject: waiver.organisationId === null ? {} : { organisation: waiver.organisationId },
      details: { waiver: waiverId, leaning: leaning.length },
      personal: { recordClass: 'act', data: { reason } },
    });
    await saveEnd(tx, waiver, {
      untilSeq,
      endedBy: principal.actor.id,
      endedAt: tx.now,
      endReason: reason,
    });
    return ok({ leaning });
  });
}

const stoppers = ['ciso', 'general-officer', 'security-officer'] as const;

/** Whoever answers for any part of it, and who answers for the whole site. */
function mayEnd(principal: Principal, { siteId, needs }: WaiverRow): boolean {
  if (stoppers.some((role) => holdsRole(principal, role, { siteId }))) return true;
  return judgeConsent(needs, [], holdsAt(principal, siteId)).added.length > 0;
}

const overAlready: Refusal = { code: 'conflict', detail: 'この定めはもう終わっています。' };

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: 'この定めを終わらせる権限がありません。その行と区域の責任者が行ってください。',
};
