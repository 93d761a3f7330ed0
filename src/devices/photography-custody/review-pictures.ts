import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { holdsAt } from '../../permits/deciding/holds-at.ts';
import { judgeConsent } from '../../permits/deciding/judge-consent.ts';
import { judgeDecider } from '../../permits/deciding/judge-decider.ts';
import { concernedIn } from '../../permits/registry/concerned-in.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { answeringFor } from '../../permits/rule/answering-for.ts';
import { type HeldPhotography, holdPhotography } from './hold-photography.ts';
import type { ReviewResult } from './review-results.ts';
import { addReview, findReview } from './token-rows.ts';

/**
 * Records what came of a look at what was taken (撮影内容の確認), once, when it is over: by whoever answers for any part of the permit,
 * and never by whoever applied or took it (I8).
 */
export function reviewPictures(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { result, words }: { readonly result: ReviewResult; readonly words?: string | undefined },
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const held = await holdPhotography(tx, principal, siteId, permitId);
    if (!held.ok) return held;
    const { permit } = held.value;
    const bound = await loadRoleBonds(tx.db, principal.actor.id, concernedIn(permit), tx.now);
    const reviewed = (await findReview(tx.db, siteId, permitId)) !== undefined;
    const refusal = judgeDecider(principal.actor, permit, bound) ?? judgeReview(held.value, reviewed, tx.now);
    if (refusal !== undefined) return refuse(refusal);
    const answering = answeringFor(permit.rule, permit.organisationId);
    if (judgeConsent(answering, [], holdsAt(principal, siteId)).added.length === 0) return refuse(notTheirs);

    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      ...entryOfPermit('photography-reviewed', permitId, permit),
      details: { result },
      ...(words === undefined ? {} : { personal: { recordClass: 'act', data: { words } } }),
    });
    await addReview(tx, {
      siteId,
      permitId,
      reviewedSeq: seq,
      reviewedBy: principal.actor.id,
      reviewedAt: tx.now,
      result,
      words: words ?? null,
    });
    return ok({ seq });
  });
}

function judgeReview(
  { permit, terms, isInForce }: HeldPhotography,
  reviewed: boolean,
  now: Date,
): Refusal | undefined {
  if (terms.reviewed !== true) return notAsked;
  if (isInForce && now < permit.validUntil) return notOver;
  return reviewed ? { code: 'conflict', detail: '撮影内容はもう確認されています。' } : undefined;
}

const notAsked: Refusal = { code: 'conflict', detail: 'この撮影・録音は、撮影内容の確認を要しません。' };

const notOver: Refusal = {
  code: 'conflict',
  detail: '撮影・録音がまだ終わっていません。終わってから確認してください。',
};

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '撮影内容を確認するのは、この撮影・録音を許可し、又は届出を受ける人です。',
};
