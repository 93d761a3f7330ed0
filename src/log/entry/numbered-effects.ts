import type { Effect } from './effects.ts';

/** An effect with its place among those of its type in one entry, counted from 0. */
export type NumberedEffect<One extends Effect = Effect> = { readonly effect: One; readonly ordinal: number };

/** The effects of one entry in the order it states them: an alarm is known by its entry and this number. */
export function numberedEffects(effects: readonly Effect[]): readonly NumberedEffect[] {
  const counted = new Map<Effect['type'], number>();
  return effects.map((effect) => {
    const ordinal = counted.get(effect.type) ?? 0;
    counted.set(effect.type, ordinal + 1);
    return { effect, ordinal };
  });
}
