import type { PlacedEntry } from '../../../log/place-entry.ts';
import { personsIn } from '../../../log/subject.ts';
import type { AbandonedPassage } from '../../doors/door-event.ts';
import type { SiteState } from '../../state/site-state.ts';
import type { Grant } from '../batch-facts.ts';

/** The grant recorded as entry `seq` among those of this batch: read and giving up often come together. */
export function grantAmong(placed: readonly PlacedEntry[], seq: number | undefined): Grant | undefined {
  const entry = placed.find((one) => one.entry.seq === seq)?.entry;
  if (entry?.decision?.verdict !== 'grant') return undefined;
  const { person, door, from, to } = entry.subject;
  if (person === undefined || door === undefined || from === undefined || to === undefined) return undefined;
  return { seq: entry.seq, person, door, from, to, superseded: false };
}

function isGrantedSince({ seq, person }: Grant, placed: readonly PlacedEntry[]): boolean {
  return placed.some(
    ({ entry }) =>
      entry.seq > seq && personsIn(entry.subject).includes(person) && entry.decision?.verdict === 'grant',
  );
}

/** A passage that a gateway gave up, and its door. */
export type PassageToUndo = AbandonedPassage & { readonly door: string };

/** Whether the passage can still be undone: it is pending at that door, or was assumed by that very grant. */
export function abandonedPassage(
  given: Grant,
  placed: readonly PlacedEntry[],
  state: SiteState,
): PassageToUndo | undefined {
  if (given.superseded || isGrantedSince(given, placed)) return undefined;
  const { person, door, from, to, seq } = given;
  const place = state.presence.get(person);
  if (place?.pending?.door === door) return { person, door, from, state: 'pending' };
  const assumed = place?.seq === seq && place.zone === to && place.certainty === 'assumed';
  return assumed ? { person, door, from, state: 'assumed' } : undefined;
}
