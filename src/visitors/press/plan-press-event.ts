import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { judgeClosingTime, judgeDays } from '../planning/judge-days.ts';
import { judgeErrand } from '../planning/judge-visit-draft.ts';
import { planUnderHead } from '../planning/load-planning-facts.ts';
import { placeVisit } from '../planning/place-visit.ts';
import { placedVisitOf } from '../planning/placed-visit-of.ts';
import type { PlanningDeps } from '../planning/plan-visits.ts';
import type { VisitDraft } from '../planning/visit-draft.ts';
import { visitPlanned } from '../planning/visit-planned.ts';
import type { PressEvent } from '../registry/press-event.ts';

/** What somebody plans for the press: a visit of one day of which nobody is a member yet. */
export type PressEventDraft = Omit<VisitDraft, 'members' | 'days' | 'review'> & {
  /** In the time zone of the site. */
  readonly day: string;
  readonly press: PressEvent;
};

/**
 * Plans an event of the press (取材の行事): a visit with its host, zones and hours, and until when persons are registered for it. The
 * closing time of the site is for names, and none is announced with it: the event has its own.
 */
export function planPressEvent(
  deps: PlanningDeps,
  context: ActContext,
  siteId: string,
  { day, press, ...said }: PressEventDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const known = await planUnderHead(tx, principal, siteId, deps.policy, said.destinations);
    if (!known.ok) return known;
    const facts = known.value;
    const draft = { ...said, members: [], review: undefined };
    const site = { timeZone: facts.plan.site.timeZone, now: facts.now };
    const errors = [
      ...judgeErrand(draft, facts),
      ...judgeDays([day], [day], site),
      ...judgeCloses(day, press, site),
    ];
    if (errors.length > 0) return refuse({ code: 'unprocessable', errors: errors.map(asSent) });
    const visit = placedVisitOf(draft, { days: [day], walkIn: false, press }, facts);
    const seq = tx.record(siteId, visitPlanned(visit));
    await placeVisit(tx, siteId, visit, seq);
    return ok({ id: visit.visitId });
  });
}

/** An event is sent with one day and one destination, whose fields stand beside the others. */
function asSent({ at, message }: FieldError): FieldError {
  return { at: at.replace(/^\/destinations\/0/, '').replace(/^\/days.*/, '/day'), message };
}

/** Nobody could be registered for an event whose registration is closed already. */
function judgeCloses(
  day: string,
  { closes }: PressEvent,
  site: { readonly timeZone: string; readonly now: Date },
): readonly FieldError[] {
  if (judgeClosingTime([day], { announceBy: closes }, site) === undefined) return [];
  return [{ at: '/closes', message: '登録の締切りが過ぎています。現在より後を指定してください' }];
}
