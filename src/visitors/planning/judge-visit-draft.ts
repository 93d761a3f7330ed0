import type { FieldError } from '../../kernel/problem.ts';
import { judgeDestination } from './judge-destination.ts';
import { judgeHours } from './judge-hours.ts';
import { judgeRides } from './judge-rides.ts';
import { organisationOf } from './organisation-of.ts';
import { isPlanners, judgeReview } from './planned-review.ts';
import type { PlanningFacts } from './planning-facts.ts';
import type { MemberDraft, VisitDraft } from './visit-draft.ts';

/** What is wrong with a planned visit but for its days. */
export function judgeVisitDraft(
  draft: Omit<VisitDraft, 'days'>,
  facts: PlanningFacts,
): readonly FieldError[] {
  return [
    ...judgeErrand(draft, facts),
    ...judgeBoundSomewhere(draft),
    ...judgeChildren(draft.members),
    ...judgeRides(
      draft.members.map(({ identity }) => identity),
      [],
    ),
    ...judgeReview(draft, facts),
  ];
}

/** What is wrong with where a visit goes, what for and until when, whoever comes. */
export function judgeErrand(
  {
    destinations,
    members,
    purpose,
    hours,
  }: Pick<VisitDraft, 'destinations' | 'members' | 'purpose' | 'hours'>,
  facts: PlanningFacts,
): readonly FieldError[] {
  const organisation = organisationOf(destinations, facts.plan);
  const errors = destinations.flatMap((destination, index) => [
    ...judgeDestination(destination, organisation, facts, `/destinations/${index}`),
    ...judgeBound(destination.members, members.length, `/destinations/${index}/members`),
  ]);
  const isHosts = destinations.some(({ hostId }) => isPlanners(hostId, facts));
  return [...errors, ...judgePurpose(purpose, organisation, facts), ...judgeHours(hours, facts, isHosts)];
}

/** A purpose is of the list of the organisation visited. */
export function judgePurpose(
  purpose: string,
  organisation: string | undefined,
  { purposesOf }: Pick<PlanningFacts, 'purposesOf'>,
): readonly FieldError[] {
  if (organisation === undefined || purposesOf.get(organisation)?.has(purpose) === true) return [];
  return [{ at: '/purpose', message: 'この符号の用務は、訪問先の組織の一覧にありません' }];
}

/** A child comes with an adult of the same visit. */
export function judgeChildren(members: readonly Pick<MemberDraft, 'child'>[]): readonly FieldError[] {
  return members.every(({ child }) => child)
    ? [{ at: '/members', message: '子どもだけの訪問は予定できません。付き添う大人を加えてください' }]
    : [];
}

/** Said of a member who is bound for no destination, at their line. */
export const boundForNone = '行き先のない人です。訪問先のどれかに結び付けてください';

/** Nobody comes to nowhere: no door would let them in, and no host answers for them. */
function judgeBoundSomewhere({
  destinations,
  members,
}: Pick<VisitDraft, 'destinations' | 'members'>): readonly FieldError[] {
  if (destinations.some((one) => one.members.length === 0)) return [];
  const bound = new Set(destinations.flatMap((one) => one.members));
  return members.flatMap((_, position) =>
    bound.has(position) ? [] : [{ at: `/members/${position}`, message: boundForNone }],
  );
}

function judgeBound(positions: readonly number[], count: number, at: string): readonly FieldError[] {
  return positions.some((position) => position >= count) ? [{ at, message: 'members にない位置です' }] : [];
}
