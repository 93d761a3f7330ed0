import type { Effect } from '../../log/entry/effects.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import type { HotRows } from './hot-rows.ts';
import type { SiteState } from './site-state.ts';

/** The entry whose effects are applied: its seq and when it was recorded. */
export type Moment = Pick<RecordedEffects, 'seq' | 'at'>;

/** Where in its entry an effect stands: `ordinal` counts those of its type, from 0. */
export type EffectMoment = Moment & { readonly ordinal: number };

/** A state in the making: its owner applies effects to it, everybody else reads it as a {@link SiteState}. */
export type StateDraft = {
  -readonly [Key in keyof SiteState]: SiteState[Key] extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : SiteState[Key];
};

/** The effects of one type. */
export type EffectOf<Type extends Effect['type']> = Extract<Effect, { readonly type: Type }>;

/** What one type of effect does: to the state of its site, and to the hot tables that keep that state (I9). */
export type HotPart<One extends Effect> = {
  /** Brings a draft to the state after the effect. */
  readonly apply: (draft: StateDraft, effect: One, moment: EffectMoment) => void;
  /** Notes the rows that are to be written for the effect. */
  readonly save: (rows: HotRows, effect: One, moment: EffectMoment) => void;
};
