import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { renewAdmissions } from '../admission/renew-admissions.ts';
import { type ArrivalRow, changeArrivals, loadArrivalsOf } from '../registry/arrival-rows.ts';
import { subjectOfVisit } from '../registry/subject-of-visit.ts';
import { isToEnd, latestEnd } from '../steps/may-extend.ts';
import { whoExtends } from '../steps/who-extends.ts';
import { beginVisitAct } from './begin-visit-act.ts';
import { stepNotOpen } from './take-visit-step.ts';

/** One day of a visit that is to end later; `members` empty = everybody's. */
export type Extension = { readonly day: string; readonly until: Date; readonly members: readonly string[] };

/** Has what was lent to visitors be due when their arrivals end, from `seq` of the site's log on: the desk lends, and says how. */
export type MoveDueDates = (
  tx: ActTx,
  siteId: string,
  ended: readonly Pick<ArrivalRow, 'memberId' | 'pass' | 'endsAt'>[],
  seq: number,
) => Promise<void>;

/** What an act needs that moves the end of a visit. */
export type EndDeps = ActDeps & { readonly moveDueDates: MoveDueDates };

const turnedClosed: Refusal = {
  code: 'conflict',
  detail: '非公開になり、この日の訪問を終えた人の時間は延ばせません。',
};

/**
 * Lets one day of a visit end later, for everybody or for some members. Past midnight it is the host who answers for that; the desk extends
 * within the day. For whom it turned closed it stays over. No day is made longer than by 24 hours past its midnight.
 */
export function extendVisit(
  deps: EndDeps,
  context: ActContext,
  { siteId, visitId }: { readonly siteId: string; readonly visitId: string },
  { day, until, members }: Extension,
): Promise<Result<{ readonly extended: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { timeZone } = await loadVisitorSettings(tx.db, siteId);
    const by = whoExtends({ day, until, timeZone });
    const begun = await beginVisitAct(tx, context.principal, siteId, visitId, by);
    if (!begun.ok) return begun;
    const { visit } = begun.value;
    if (visit.state === 'cancelled') return refuse(stepNotOpen(visit.state));
    await tx.takeHeads([siteId]);
    const meant = (await loadArrivalsOf(tx.db, siteId, [visitId])).filter(
      (arrival) =>
        arrival.day === day &&
        isToEnd(arrival) &&
        (members.length === 0 || members.includes(arrival.memberId)),
    );
    if (meant.length === 0) {
      return refuse({ code: 'conflict', detail: 'この日に来庁の予定がある人も、在庁中の人もいません。' });
    }
    const running = meant.filter(({ turnedClosedAt }) => turnedClosedAt === null);
    const isNamed = members.length > 0;
    if (running.length === 0 || (isNamed && running.length < meant.length)) return refuse(turnedClosed);
    const later = running.every(({ endsAt }) => until > endsAt) && until > tx.now;
    if (!later || until.getTime() > latestEnd(day, timeZone)) {
      const message = '今の終わりより後で、翌日の24時までの日時にしてください';
      return refuse({ code: 'unprocessable', errors: [{ at: '/until', message }] });
    }
    const extended = running.map(({ memberId }) => memberId);
    const seq = tx.record(siteId, {
      kind: 'visit-extended',
      subject: subjectOfVisit(visitId, extended),
      details: { day, until: until.toISOString(), members: extended },
    });
    await changeArrivals(
      tx,
      siteId,
      running.map((current) => ({ current, change: { endsAt: until } })),
      seq,
    );
    await deps.moveDueDates(
      tx,
      siteId,
      running.map((arrival) => ({ ...arrival, endsAt: until })),
      seq,
    );
    await renewAdmissions(tx, siteId, visitId, seq);
    return ok({ extended: running.length });
  });
}
