import type { AlarmEffect, Effect } from './effects.ts';
import { numberedEffects } from './numbered-effects.ts';

/** An alarm is known by the entry that raised it and by its place among the alarms of that entry, counted from 0. */
export type NumberedAlarm = { readonly ordinal: number; readonly alarm: AlarmEffect };

/** The alarms an entry raises or ends, in the order it states them. */
export function alarmsOf({ effects }: { readonly effects: readonly Effect[] }): readonly NumberedAlarm[] {
  return numberedEffects(effects).flatMap(({ effect, ordinal }) =>
    effect.type === 'alarm' ? [{ ordinal, alarm: effect }] : [],
  );
}
