import { newId } from '../../kernel/ids.ts';
import { sameValue } from '../../zones/plan/same-value.ts';
import type { SitePlan } from '../../zones/plan/site-plan.ts';
import { deskWays } from '../planning/desk-ways.ts';
import { organisationOf } from '../planning/organisation-of.ts';
import type { PlacedDestination, PlacedMember } from '../planning/place-visit.ts';
import { unreviewed } from '../registry/host-review.ts';
import type { DestinationRow } from '../registry/visit-rows.ts';
import type { BoundChange, DestinationAdded, DestinationChange, VisitChange } from './visit-change.ts';

/** Destinations as a change makes them, but for the members whom it adds: those have no id yet. */
export type MergedDestinations = {
  /** The organisation that the visit is of then; undefined where the plan knows none. */
  readonly organisationId: string | undefined;
  readonly kept: readonly {
    readonly current: DestinationRow;
    readonly next: DestinationRow;
    readonly change: DestinationChange | undefined;
  }[];
  readonly added: readonly {
    readonly next: Omit<PlacedDestination, 'memberIds' | 'review'>;
    readonly draft: DestinationAdded;
  }[];
};

/** Leaves out what a change removes, changes the others and puts what it adds behind them; ways follow the zones. */
export function mergeDestinations(
  destinations: readonly DestinationRow[],
  change: VisitChange,
  plan: SitePlan,
): MergedDestinations {
  const kept = destinations
    .filter(({ destinationId }) => !change.removedDestinations.includes(destinationId))
    .map((current) => {
      const changed = change.destinations.find(
        ({ destinationId }) => destinationId === current.destinationId,
      );
      return {
        current,
        change: changed,
        next: changed === undefined ? current : mergedWith(current, changed),
      };
    });
  const organisationId = organisationOf([...kept.map(({ next }) => next), ...change.addedDestinations], plan);
  const waysTo = (zoneIds: readonly string[]) => [
    ...(deskWays(plan, organisationId ?? '', zoneIds)?.zoneIds ?? []),
  ];
  return {
    organisationId,
    kept: kept.map((one) =>
      sameValue(one.next.zoneIds, one.current.zoneIds)
        ? one
        : { ...one, next: { ...one.next, wayZoneIds: waysTo(one.next.zoneIds) } },
    ),
    added: change.addedDestinations.map(({ bound, ...draft }) => ({
      draft: { ...draft, bound },
      next: { ...draft, destinationId: newId<'destination'>(), wayZoneIds: waysTo(draft.zoneIds) },
    })),
  };
}

/**
 * Binds members to what a change made of the destinations. Another purpose, host or zone leaves a destination without its review, and
 * a new one has none.
 */
export function bindMembers(
  { kept, added }: MergedDestinations,
  joined: readonly PlacedMember[],
  { otherPurpose }: { readonly otherPurpose: boolean },
): {
  readonly changed: readonly { readonly current: DestinationRow; readonly next: DestinationRow }[];
  readonly added: readonly PlacedDestination[];
} {
  const changed = kept.map(({ current, next, change }) => {
    const other =
      otherPurpose ||
      next.hostId !== current.hostId ||
      !sameValue([...next.zoneIds].sort(), [...current.zoneIds].sort());
    const memberIds =
      change?.bound === undefined ? boundStill(current.memberIds, joined) : boundBy(change.bound, joined);
    return { current, next: { ...next, memberIds, ...(other ? unreviewed : {}) } };
  });
  return {
    changed: changed.filter(({ current, next }) => !sameValue(current, next)),
    added: added.map(({ next, draft }) => ({
      ...next,
      memberIds: boundBy(draft.bound, joined),
      review: null,
    })),
  };
}

function mergedWith(current: DestinationRow, change: DestinationChange): DestinationRow {
  return {
    ...current,
    hostId: change.hostId ?? current.hostId,
    place: change.place === undefined ? current.place : change.place,
    zoneIds: [...(change.zoneIds ?? current.zoneIds)],
    escortIds: [...(change.escortIds ?? current.escortIds)],
  };
}

function boundBy({ memberIds, added }: BoundChange, joined: readonly PlacedMember[]): string[] {
  return [...memberIds, ...added.flatMap((position) => joined[position]?.memberId ?? [])];
}

/** A substitute goes where the other was bound. Who is taken off stays named, lest a destination of nobody become everybody's. */
function boundStill(memberIds: readonly string[], joined: readonly PlacedMember[]): string[] {
  const substitutes = joined.filter(({ substitutes: other }) => other !== null && memberIds.includes(other));
  return [...memberIds, ...substitutes.map(({ memberId }) => memberId)];
}
