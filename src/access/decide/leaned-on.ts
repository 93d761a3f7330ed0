import type { Note, Reason } from './decision.ts';
import { type DecidingRow, decidingRows } from './facts/deciding-rows.ts';
import type { Duty } from './facts/duty.ts';
import type { PassageFacts } from './facts/passage-facts.ts';

/** A measure that was left out, by which permit. */
export type Leaning = Note & { readonly code: 'excepted'; readonly permit: string };

/**
 * The exceptions (例外措置) that a decision leaned on: each without which more would have stood against the passage. Most passages meet
 * none, and are weighed once.
 */
export function leanedOn(
  facts: PassageFacts,
  reasons: readonly Reason[],
  weighed: (facts: PassageFacts) => readonly Reason[],
): readonly Leaning[] {
  return (['from', 'to'] as const).flatMap((side) =>
    decidingRows.flatMap((row): readonly Leaning[] => {
      const duty = facts[side].duties[row];
      const { clause, exception } = duty;
      if (exception === undefined) return [];
      const without = weighed(asked(facts, side, row, duty));
      const more = without.some(({ code }) => !reasons.some((one) => one.code === code));
      return more ? [{ code: 'excepted', clause, row, permit: exception }] : [];
    }),
  );
}

/** The same passage where nothing leaves this measure out. */
function asked(facts: PassageFacts, side: 'from' | 'to', row: DecidingRow, duty: Duty): PassageFacts {
  const zone = facts[side];
  return { ...facts, [side]: { ...zone, duties: { ...zone.duties, [row]: { ...duty, required: true } } } };
}
