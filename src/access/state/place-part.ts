import type { ReaderPart } from '../../people/at-the-door/reader-part.ts';
import type { Place } from './site-state.ts';

/** A row of `presence`; null throughout where there is none. */
export type PlaceColumns = {
  readonly zoneId: string | null;
  readonly certainty: string | null;
  readonly since: Date | null;
  readonly sinceSeq: number | null;
  readonly throughDoor: string | null;
  readonly pendingDoor: string | null;
  readonly pendingFrom: string | null;
  readonly pendingTo: string | null;
  readonly pendingUntil: Date | null;
  readonly pendingAlong: boolean | null;
};

/** Where whoever reads a card is. Presence has one version, that of now: late reads are not weighed by it. */
export const placePart: ReaderPart<PlaceColumns, Place> = {
  columns: {
    zoneId: 'zone_id',
    certainty: 'certainty',
    since: 'since',
    sinceSeq: 'since_seq',
    throughDoor: 'door_id',
    pendingDoor: 'pending_door',
    pendingFrom: 'pending_from',
    pendingTo: 'pending_to',
    pendingUntil: 'pending_until',
    pendingAlong: 'pending_along',
  },
  lateral: () => 'select * from presence where site_id = $1 and person_id = person.person_id',
  askedOf: 'everybody',
  factOf: parsePlace,
};

/** The place that a row of `presence` tells; undefined for none. */
export function parsePlace(row: PlaceColumns): Place | undefined {
  if (row.sinceSeq === null) return undefined;
  const { pendingDoor: door, pendingFrom: from, pendingTo: to, pendingUntil: until, pendingAlong } = row;
  return {
    zone: row.zoneId,
    certainty: (row.certainty ?? 'assumed') as Place['certainty'],
    since: row.since ?? undefined,
    seq: row.sinceSeq,
    door: row.throughDoor ?? undefined,
    pending:
      door === null || from === null || to === null || until === null
        ? undefined
        : { door, from, to, until, along: pendingAlong ?? false },
  };
}
