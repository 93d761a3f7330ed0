import { latePassage } from '../../access/batch/answer/reads/late-passage.ts';
import type { Place } from '../../access/state/site-state.ts';
import { stillPending } from '../../access/state/still-pending.ts';
import type { Effect } from '../../log/entry/effects.ts';

/** Somebody went through a door into a zone, as somebody has written down. */
export type ToldPassage = { readonly door: string; readonly zone: string; readonly at: Date };

/**
 * What passages that are told afterwards do to the place of one person, whatever their order: each as one received late, with what
 * the ones before it did. Nothing that happened later is undone, and what is pending at a door stays so.
 */
export function toldPassages(
  place: Place | undefined,
  person: string,
  passages: readonly ToldPassage[],
): readonly Effect[] {
  const pending = place?.pending;
  let known = place && { ...place, pending: undefined };
  const effects = passages
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap(({ door, zone, at }) => {
      const told = latePassage(known, { person, zone, door }, { at, note: undefined });
      if (told.some(({ type }) => type === 'presence')) {
        known = { zone, certainty: 'assumed', since: at, seq: known?.seq ?? 0, door, pending: undefined };
      }
      return told;
    });
  const isMoved = effects.some(({ type }) => type === 'presence');
  return isMoved ? [...effects, ...stillPending(person, pending)] : effects;
}
