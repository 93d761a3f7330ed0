import { dayMs } from '../../kernel/day-ms.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import { judgeReviewable } from '../registry/judge-reviewable.ts';
import { saveDestinations } from '../registry/visit-rows.ts';
import {
  beginReviewAct,
  changedMeanwhile,
  type DestinationNamed,
  type ReviewAct,
} from './begin-review-act.ts';
import { type AsTold, loadAsTold } from './load-as-told.ts';
import { refuseOtherDesk } from './refuse-other-desk.ts';
import { type Examination, reviewDraft } from './review-draft.ts';

/** What a reviewer looked at: a review covers exactly these members, on every day of the visit. */
export type Seen = { readonly members: readonly string[]; readonly zones: readonly string[] };

/** A review told by telephone, which somebody at the desk writes down (電話確認). */
export type TelephoneCall = {
  /** Who gave it. */
  readonly by: string;
  readonly extension: string;
  readonly at: Date;
};

/**
 * The 審査 of a destination: the host's own act or a deputy's, or told by telephone and written down. It covers the members and
 * zones that were looked at; whoever joins later, and a further zone, day or purpose, is reviewed anew. What was told by telephone
 * covers nothing that became other after the call.
 */
export function reviewDestination(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  named: DestinationNamed,
  { call, ...said }: Examination & Seen & { readonly call?: TelephoneCall | undefined },
): Promise<Result<{ readonly by: string; readonly at: string }, Refusal>> {
  const { actor } = context.principal;
  const by = call?.by ?? actor.id;
  return performAct(deps, context, async (tx) => {
    if (actor.type !== 'person') return refuse(inPerson);
    const begun = await beginReviewAct(tx, siteId, { ...named, by: [by], givenAt: call?.at });
    if (!begun.ok) return begun;
    const { whole, destination, deputies, staff } = begun.value;
    const { visit } = whole;
    const today = dayAt(tx.now, await loadTimeZone(tx.db, siteId));
    const wrongDesk = call && (await refuseOtherDesk(tx, context.principal, siteId, begun.value));
    const refusal = wrongDesk ?? judgeReviewable(visit, today) ?? judgeSeen(begun.value, said);
    if (refusal !== undefined) return refuse(refusal);
    if (call !== undefined) {
      if (!isLately(call.at, tx.now)) return refuse(notLately);
      const told = await loadAsTold(tx.db, siteId, named, call.at);
      if (!isCoveredBy(told, begun.value, said)) return refuse(changedSince);
    }
    const review = reviewDraft(said, {
      by,
      hostId: destination.hostId,
      deputies,
      staff,
      at: call?.at ?? tx.now,
      telephone: call && { writtenBy: actor.id, extension: call.extension },
    });
    if (!review.ok) return review;
    const { words, extension, ...kept } = review.value;
    const seq = tx.record(siteId, {
      kind: 'visit-reviewed',
      subject: { visit: visit.visitId, destination: destination.destinationId, person: destination.hostId },
      details: { ...kept, members: said.members, zones: said.zones, days: visit.days },
      ...(words === undefined && extension === undefined
        ? {}
        : { personal: { recordClass: 'visit', data: { words, extension } } as const }),
    });
    const reviewedMemberIds = [...new Set([...stillCovered(begun.value), ...said.members])];
    const covered = { reviewedMemberIds, reviewedDays: visit.days };
    await saveDestinations(tx, siteId, [destination], { review: review.value, ...covered }, seq);
    await renewAdmissions(tx, siteId, visit.visitId, seq);
    return ok({ by, at: review.value.at });
  });
}

/** Nobody reviews what they have not seen: the zones are all of them, the members some or all of those bound there. */
function judgeSeen({ whole, destination }: ReviewAct, { members, zones }: Seen): Refusal | undefined {
  const bound = whole.members
    .filter(({ memberId }) => isBoundFor(destination, memberId))
    .map(({ memberId }) => memberId);
  return isSame(zones, destination.zoneIds) && members.every((member) => bound.includes(member))
    ? undefined
    : changedMeanwhile;
}

/** Whether what was told of a destination is what stands there now, of these members. A day that was taken off needs no review. */
function isCoveredBy(
  told: AsTold | undefined,
  { whole: { visit }, destination }: ReviewAct,
  { members }: Pick<Seen, 'members'>,
): boolean {
  if (told === undefined || told.isTakenBack) return false;
  return (
    told.purpose === visit.purpose &&
    told.hostId === destination.hostId &&
    isSame(told.zoneIds, destination.zoneIds) &&
    visit.days.every((day) => told.days.includes(day)) &&
    members.every((member) => told.memberIds.includes(member))
  );
}

/** Whoever was reviewed before stays so: a substitute is reviewed alone. After a change of days nobody is. */
function stillCovered({ whole: { visit }, destination }: ReviewAct): readonly string[] {
  const { review, reviewedMemberIds, reviewedDays } = destination;
  return review !== null && isSame(reviewedDays, visit.days) ? reviewedMemberIds : [];
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return sameValue([...new Set(some)].toSorted(), [...new Set(others)].toSorted());
}

/** A call is written down on the day it was made. */
function isLately(at: Date, now: Date): boolean {
  return at <= now && now.getTime() - at.getTime() < dayMs;
}

const notLately: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/at', message: '電話を受けた時刻を、過去24時間の中で書いてください' }],
};

const changedSince: Refusal = {
  code: 'conflict',
  detail:
    'その電話の後に、訪問の内容が変わったか、審査が取り消されました。今の内容で訪問相手に審査を受け、その電話の時刻を書いてください。',
};

const inPerson: Refusal = {
  code: 'forbidden',
  detail: '審査とその記録は、担当者が自分のトークンで行ってください。機械にはできません。',
};
