import type { ClientBase } from 'pg';
import type { Effect } from './effects.ts';

/** The effects of one entry, in the order it states them. */
export type RecordedEffects = {
  readonly seq: number;
  /** When the entry was recorded. */
  readonly at: Date;
  readonly effects: readonly Effect[];
};

/**
 * Brings the hot tables of one site to what its new entries state, in their order; the caller holds the head. Whoever
 * knows those tables hands it in: the log knows only that an effect is recorded and saved, or neither (I9).
 */
export type SaveEffects = (
  client: ClientBase,
  siteId: string,
  recorded: readonly RecordedEffects[],
) => Promise<unknown>;
