import type { Stretch } from './stretch.ts';
import type { Turns } from './turns-of.ts';

/** The time from a moment on, cut at every turn of these zones: within a stretch the rules ask the same all along. */
export function stretchesOf(turns: readonly Turns[], now: Date): readonly Stretch[] {
  const all = new Set(turns.flatMap((one) => [...one.values()].flat()));
  const later = [...all].filter((turn) => turn > now.getTime()).toSorted((one, other) => one - other);
  return [now.getTime(), ...later].map((from, at) => ({
    from,
    until: later[at] ?? Number.POSITIVE_INFINITY,
  }));
}
