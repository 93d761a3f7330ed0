import { latePassage } from '../../access/batch/answer/reads/late-passage.ts';
import type { Place } from '../../access/state/site-state.ts';
import type { Effect } from '../../log/effects.ts';

/** Somebody went through a door into a zone, as somebody has written down. */
export type ToldPassage = { readonly door: string; readonly zone: string; readonly at: Date };

/**
 * What passages that are told afterwards do to the place of one person, whatever their order: each as one received late, with what
 * the ones before it did. Nothing that happened later is undone.
 */
export function toldPassages(
  place: Place | undefined,
  person: string,
  passages: readonly ToldPassage[],
): readonly Effect[] {
  let known = place;
  return passages
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .flatMap(({ door, zone, at }) => {
      const effects = latePassage(known, { person, zone, door }, { at, note: undefined });
      if (effects.some(({ type }) => type === 'presence')) {
        const { seq = 0, pending } = known ?? {};
        known = { zone, certainty: 'assumed', since: at, seq, door, pending };
      }
      return effects;
    });
}
