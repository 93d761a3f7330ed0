import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { timeAt } from '../../zones/hours/time-at.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { judgeVisitDraft } from './judge-visit-draft.ts';
import { planUnderHead } from './load-planning-facts.ts';
import { type PlacedVisit, placeVisit } from './place-visit.ts';
import { placedVisitOf } from './placed-visit-of.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { WalkInDraft } from './visit-draft.ts';
import { visitPlanned } from './visit-planned.ts';

/** A visit that came without being announced, as it was placed, and what it was weighed with. */
export type WalkIn = {
  readonly visit: PlacedVisit;
  /** The entry of it. */
  readonly seq: number;
  readonly facts: PlanningFacts;
};

/**
 * Places the visit of a slip: of today, from now on. No closing time of announcements holds for it, and it admits nobody: identity,
 * 審査, inspection and pass are to come.
 */
export async function placeWalkIn(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  policy: Policy,
  { endsAt, ...slip }: WalkInDraft,
): Promise<Result<WalkIn, Refusal>> {
  const known = await planUnderHead(tx, principal, siteId, policy, slip.destinations);
  if (!known.ok) return known;
  const facts = known.value;
  const { timeZone } = facts.plan.site;
  const hours = { startsAt: timeAt(facts.now, timeZone), endsAt };
  const draft = { ...slip, hours, review: undefined };
  const errors = judgeVisitDraft(draft, facts);
  if (errors.length > 0) return refuse({ code: 'unprocessable', errors });
  const visit = placedVisitOf(
    draft,
    { days: [dayAt(facts.now, timeZone)], walkIn: true, press: null },
    facts,
  );
  const seq = tx.record(siteId, visitPlanned(visit));
  await placeVisit(tx, siteId, visit, seq);
  return ok({ visit, seq, facts });
}
