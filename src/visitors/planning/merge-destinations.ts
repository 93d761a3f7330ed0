import type { DestinationRow } from '../registry/visit-rows.ts';
import type { PlacedMember } from './place-visit.ts';
import type { VisitChange } from './visit-change.ts';

/** A destination as a change makes it, but for who is bound there. */
export function mergedWith(current: DestinationRow, { destinations }: VisitChange): DestinationRow {
  const change = destinations.find(({ destinationId }) => destinationId === current.destinationId);
  if (change === undefined) return current;
  return {
    ...current,
    hostId: change.hostId ?? current.hostId,
    place: change.place === undefined ? current.place : change.place,
    zoneIds: [...(change.zoneIds ?? current.zoneIds)],
    escortIds: [...(change.escortIds ?? current.escortIds)],
  };
}

/** A substitute goes where the other was bound. Who is taken off stays named, lest a destination of nobody become everybody's. */
export function boundFor(memberIds: readonly string[], added: readonly PlacedMember[]): string[] {
  const substitutes = added.filter(({ substitutes: other }) => other !== null && memberIds.includes(other));
  return [...memberIds, ...substitutes.map(({ memberId }) => memberId)];
}
