import type { Effect } from '../../log/entry/effects.ts';
import type { RulesUsed } from './facts/rules-used.ts';
import type { NoteCode } from './notes.ts';
import type { ReasonCode } from './reasons.ts';
import type { RestsOn } from './rests-on.ts';
import type { Verdict } from './verdicts.ts';

/** The clause and 別表 row stand where the reason has one; the permit where it says what was left out. */
export type Ground = {
  readonly clause?: string;
  readonly row?: string;
  readonly undetermined?: true;
  readonly permit?: string;
};
export type Reason = Ground & { readonly code: ReasonCode };
export type Note = Ground & { readonly code: NoteCode };

export type Decision = {
  readonly verdict: Verdict;
  readonly direction: 'entering' | 'leaving' | 'moving';
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
  readonly effects: readonly Effect[];
  /** Of a grant: the rights it rests on. */
  readonly restsOn: readonly RestsOn[];
  readonly rules: RulesUsed;
};
