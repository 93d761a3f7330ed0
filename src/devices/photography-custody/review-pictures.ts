import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { insteadOf } from '../../permits/deciding/instead-of.ts';
import { weighAnswering } from '../../permits/deciding/weigh-answering.ts';
import { withLooks } from '../../permits/deciding/with-looks.ts';
import { entryOfPermit } from '../../permits/registry/entry-of-permit.ts';
import { savePermit } from '../../permits/registry/permit-rows.ts';
import { answeringFor } from '../../permits/rule/answering-for.ts';
import { type HeldPhotography, holdPhotography } from './hold-photography.ts';
import type { ReviewResult } from './review-results.ts';
import { addReview, findReview } from './token-rows.ts';

/** What came of the look, and of a deputy why the officer is absent. */
export type Review = {
  readonly result: ReviewResult;
  readonly words?: string | undefined;
  readonly absence?: string | undefined;
};

/**
 * Records what came of a look at what was taken (撮影内容の確認), when it is over: by whoever answers for any part of the permit or stands in
 * for them, and never by whoever applied or took it (I8). It is taken once; what the officer does not accept of a deputy's is taken anew.
 */
export function reviewPictures(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { result, words, absence }: Review,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const held = await holdPhotography(tx, principal, siteId, permitId);
    if (!held.ok) return held;
    const { permit } = held.value;
    const needs = answeringFor(permit.rule, permit.organisationId);
    const share = 'any part';
    const answered = await weighAnswering(tx, principal, permit, { needs, share, absence, notTheirs });
    if (!answered.ok) return answered;
    const reviewed = (await findReview(tx.db, siteId, permitId)) !== undefined;
    const refusal = judgeReview(held.value, reviewed, tx.now);
    if (refusal !== undefined) return refuse(refusal);

    await tx.takeHeads([siteId]);
    const said = words === undefined && absence === undefined ? undefined : { words, absence };
    const seq = tx.record(siteId, {
      ...entryOfPermit('photography-reviewed', permitId, permit),
      details: { result, ...insteadOf(answered.value) },
      ...(said === undefined ? {} : { personal: { recordClass: 'act', data: said } as const }),
    });
    const by = principal.actor.id;
    const afterwards = withLooks(permit.afterwards, answered.value, { by, now: tx.now, beside: true });
    if (afterwards !== permit.afterwards) await savePermit(tx, permit, { afterwards }, seq);
    await addReview(tx, {
      siteId,
      permitId,
      reviewedSeq: seq,
      reviewedBy: by,
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
