import type { FieldError, Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { daysOf } from './days-of.ts';
import { judgeClosingTime, judgeDays } from './judge-days.ts';
import { judgeSize } from './judge-size.ts';
import { judgeVisitDraft } from './judge-visit-draft.ts';
import { planUnderHead } from './load-planning-facts.ts';
import { placeVisits } from './place-visit.ts';
import { placedVisitOf } from './placed-visit-of.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { VisitDraft } from './visit-draft.ts';
import { visitPlanned } from './visit-planned.ts';

export type PlanningDeps = ActDeps & { readonly policy: Policy };

/** A draft and where it stands in the request, for the places of its faults. */
export type DraftAt = { readonly draft: VisitDraft; readonly at: string };

/**
 * Plans visits (訪問の予定): all of them or none, each with an entry of its own. Refused with every fault of every draft, or where a day's
 * closing time is over.
 */
export function planVisits(
  deps: PlanningDeps,
  context: ActContext,
  siteId: string,
  drafts: readonly DraftAt[],
): Promise<Result<{ readonly ids: readonly string[] }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const destinations = drafts.flatMap(({ draft }) => draft.destinations);
    const facts = await planUnderHead(tx, context.principal, siteId, deps.policy, destinations);
    if (!facts.ok) return facts;
    const dated = drafts.map((one) => ({ ...one, days: daysOf(one.draft.days, facts.value.plan.calendar) }));
    const refusal = judgeDrafts(dated, facts.value);
    if (refusal !== undefined) return refuse(refusal);
    const placed = dated.map(({ draft, days }) => {
      const visit = placedVisitOf(draft, { days, walkIn: false, press: null }, facts.value);
      return { visit, seq: tx.record(siteId, visitPlanned(visit)) };
    });
    await placeVisits(tx, siteId, placed);
    return ok({ ids: placed.map(({ visit }) => visit.visitId) });
  });
}

function judgeDrafts(
  dated: readonly (DraftAt & { readonly days: readonly string[] })[],
  facts: PlanningFacts,
): Refusal | undefined {
  const site = { timeZone: facts.plan.site.timeZone, now: facts.now };
  const errors = dated.flatMap(({ draft, at, days }): readonly FieldError[] =>
    [...judgeVisitDraft(draft, facts), ...judgeDays(days, days, site)].map((error) => ({
      ...error,
      at: `${at}${error.at}`,
    })),
  );
  if (errors.length > 0) return { code: 'unprocessable', errors };
  const arrivals = dated.reduce((sum, { draft, days }) => sum + draft.members.length * days.length, 0);
  const tooMany = judgeSize(arrivals);
  if (tooMany.length > 0) return { code: 'unprocessable', errors: tooMany };
  return judgeClosingTime([...new Set(dated.flatMap(({ days }) => days))], facts.settings, site);
}
