import type { Effect } from '../../log/entry/effects.ts';
import { brokenCustody } from '../state/broken-custody.ts';
import type { AbandonedPassage, DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';
import { undoPassage } from './undo-passage.ts';

/**
 * The gateway gave up waiting for our answer and kept the door shut, so what that read gave never was: to whoever read, and to
 * whoever waited and would have passed together.
 */
export function abandonRead(_: DoorEvent, { abandoned }: DoorEventFacts): DoorEventDecision {
  return abandoned.length === 0
    ? { effects: [], notes: ['nothing-to-abandon'] }
    : { effects: [...abandoned.map(undoPassage), ...undoCustody(abandoned)], notes: [] };
}

/** Whether ward and escort are together all the same is settled at once. */
function undoCustody(abandoned: readonly AbandonedPassage[]): readonly Effect[] {
  const parted = new Map(
    abandoned.flatMap((one) => one.parted.map(({ ward, since }) => [ward, { since, at: one.at }] as const)),
  );
  return [...parted].map(([ward, { since, at }]) => brokenCustody(ward, since, at));
}
