import type { FieldError } from '../../kernel/problem.ts';
import { judgeDestination } from '../planning/judge-destination.ts';
import { boundForNone } from '../planning/judge-visit-draft.ts';
import type { PlanningFacts } from '../planning/planning-facts.ts';
import { mostDestinations } from '../planning/visit-draft.ts';
import { isBoundFor } from '../registry/is-bound-for.ts';
import type { WholeVisit } from '../registry/visit-rows.ts';
import type { MergedDestinations } from './merge-destinations.ts';
import type { BoundChange, VisitChange } from './visit-change.ts';

const notOfVisit = 'この訪問にこの訪問先はありません';

/** What is wrong with what a change makes of the destinations of a visit; `staying` are the members whom it leaves on the list. */
export function judgeDestinationChanges(
  { destinations }: Pick<WholeVisit, 'destinations'>,
  { kept, added, organisationId }: MergedDestinations,
  change: VisitChange,
  staying: readonly string[],
  facts: PlanningFacts,
): readonly FieldError[] {
  const bound = (one: BoundChange, at: string) => judgeBound(one, staying, change.added.length, at);
  const errors: FieldError[] = [
    ...change.destinations.flatMap((one, index) => {
      const at = `/changeDestinations/${index}`;
      const merged = kept.find(({ current }) => current.destinationId === one.destinationId);
      return merged === undefined
        ? [{ at: `${at}/id`, message: notOfVisit }]
        : [
            ...judgeDestination(merged.next, organisationId, facts, at),
            ...(one.bound === undefined ? [] : bound(one.bound, at)),
          ];
    }),
    ...change.addedDestinations.flatMap((one, index) => {
      const at = `/addDestinations/${index}`;
      return [...judgeDestination(one, organisationId, facts, at), ...bound(one.bound, at)];
    }),
    ...change.removedDestinations.flatMap((id, index) =>
      destinations.some(({ destinationId }) => destinationId === id)
        ? []
        : [{ at: `/removeDestinations/${index}`, message: notOfVisit }],
    ),
  ];
  if (kept.length + added.length > mostDestinations) {
    errors.push({ at: '/addDestinations', message: `訪問先は${mostDestinations}までです` });
  }
  if (kept.length + added.length === 0) {
    const message = '訪問先を一つは残してください。訪問そのものをやめるときは、取り消してください';
    errors.push({ at: '/removeDestinations', message });
  } else if (errors.length === 0) {
    errors.push(...judgeNewcomers(change.added, { kept, added }));
  }
  if (errors.length === 0 && staying.some((id) => losesAll(id, destinations, { kept, added }))) {
    const message = '行き先のなくなる人がいます。ほかの訪問先に結び付けるか、名簿から外してください';
    errors.push({
      at: change.removedDestinations.length > 0 ? '/removeDestinations' : '/changeDestinations',
      message,
    });
  }
  return errors;
}

/** Whoever is added goes somewhere: as the change says, or a substitute where the other was bound. */
function judgeNewcomers(
  newcomers: VisitChange['added'],
  { kept, added }: Pick<MergedDestinations, 'kept' | 'added'>,
): readonly FieldError[] {
  const said = [
    ...kept.flatMap(({ change }) => change?.bound ?? []),
    ...added.map(({ draft }) => draft.bound),
  ];
  const asBefore = kept.flatMap(({ next, change }) => (change?.bound === undefined ? [next] : []));
  return newcomers.flatMap(({ substitutes }, position) => {
    const isNamed = said.some((one) => isEverybodys(one) || one.added.includes(position));
    const isAsBefore = asBefore.some(
      ({ memberIds }) => memberIds.length === 0 || (substitutes !== null && memberIds.includes(substitutes)),
    );
    return isNamed || isAsBefore ? [] : [{ at: `/addMembers/${position}`, message: boundForNone }];
  });
}

function isEverybodys({ memberIds, added }: BoundChange): boolean {
  return memberIds.length + added.length === 0;
}

/** Whoever was bound for no destination before does not count: they lose none. */
function losesAll(
  memberId: string,
  before: WholeVisit['destinations'],
  { kept, added }: Pick<MergedDestinations, 'kept' | 'added'>,
): boolean {
  const after = [
    ...kept.map(({ next, change }) => change?.bound ?? { memberIds: next.memberIds, added: [] }),
    ...added.map(({ draft }) => draft.bound),
  ];
  return before.some((one) => isBoundFor(one, memberId)) && !after.some((one) => isBound(one, memberId));
}

function isBound({ memberIds, added }: BoundChange, memberId: string): boolean {
  return added.length === 0
    ? isBoundFor({ memberIds: [...memberIds] }, memberId)
    : memberIds.includes(memberId);
}

function judgeBound(
  { memberIds, added }: BoundChange,
  staying: readonly string[],
  count: number,
  at: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (memberIds.some((id) => !staying.includes(id))) {
    errors.push({ at: `${at}/members`, message: 'この訪問の名簿にいない人です' });
  }
  if (added.some((position) => position >= count)) {
    errors.push({ at: `${at}/addedMembers`, message: 'addMembers にない位置です' });
  }
  return errors;
}
