import type { FieldError, Refusal } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import type { HostReview } from '../registry/host-review.ts';
import { isTheirs, reviewDraft } from '../review/review-draft.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { ReviewDraft, VisitDraft } from './visit-draft.ts';

type ReviewFacts = Pick<PlanningFacts, 'planner' | 'deputiesOf' | 'activeStaff' | 'now'>;

/** Whether whoever plans is this host, or acts for them. */
export function isPlanners(
  hostId: string,
  { planner, deputiesOf }: Pick<PlanningFacts, 'planner' | 'deputiesOf'>,
): boolean {
  return isTheirs({ by: planner, hostId, deputies: deputiesOf.get(hostId) ?? new Set() });
}

/** The 審査 of one destination that comes with its plan, given by whoever plans; refused like one given later. */
export function plannedReview(
  review: ReviewDraft,
  hostId: string,
  { planner, deputiesOf, activeStaff, now }: ReviewFacts,
): Result<HostReview, Refusal> {
  const deputies = deputiesOf.get(hostId) ?? new Set();
  return reviewDraft(review, { by: planner, hostId, deputies, staff: activeStaff, at: now });
}

/** What is wrong with the 審査 of a plan. It is of the destinations that are the planner's to review, and one has to be. */
export function judgeReview(
  { review, destinations }: Pick<VisitDraft, 'review' | 'destinations'>,
  facts: ReviewFacts,
): readonly FieldError[] {
  if (review === undefined) return [];
  const hosts = [...new Set(destinations.map(({ hostId }) => hostId))];
  const theirs = hosts.filter((hostId) => isPlanners(hostId, facts));
  const faults = (theirs.length > 0 ? theirs : hosts.slice(0, 1)).flatMap((hostId) => {
    const given = plannedReview(review, hostId, facts);
    return given.ok ? [] : faultsOf(given.refusal);
  });
  return faults.filter(({ message }, index) => faults.findIndex((one) => one.message === message) === index);
}

function faultsOf({ errors, detail = '' }: Refusal): readonly FieldError[] {
  return errors === undefined
    ? [{ at: '/review', message: detail }]
    : errors.map((error) => ({ ...error, at: `/review${error.at}` }));
}
