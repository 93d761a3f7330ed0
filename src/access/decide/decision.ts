import type { Effect } from '../../log/effects.ts';
import type { RulesUsed } from './facts/rules-used.ts';

/** Why a passage is not granted. All that apply are reported (I4). */
export const reasonCodes = [
  'unknown-card',
  'bad-read',
  'card-unassigned',
  'card-not-active-yet',
  'card-expired',
  'card-lost',
  'card-stolen',
  'card-suspended',
  'card-returned',
  'card-kind-not-allowed',
  'person-suspended',
  'person-left',
  'no-permission',
  'permission-not-active-yet',
  'permission-expired',
  'outside-schedule',
  'identity-not-confirmed',
  'host-review-missing',
  'contract-ended',
  'visit-not-checked-in',
  'visit-over',
  'zone-not-in-visit',
  'escort-missing',
  'escort-not-staff',
  'escort-wrong',
  'escort-over-ratio',
  'passback',
  'unexpected-zone',
  'occupancy-full',
  'second-person-missing',
  'would-leave-one-alone',
  'interlock',
  'first-in-right-missing',
  'lockdown',
  'door-out-of-service',
  'beyond-handover-zone',
  'work-not-attended',
  'undetermined',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** For the guard: true of this passage, yet it did not decide it. A reason that may not refuse here becomes a note. */
export type NoteCode =
  | ReasonCode
  | 'passback-soft'
  | 'place-unknown'
  | 'repeated'
  | 'emergency-release'
  | 'free-passage'
  | 'permit-ends-soon'
  | 'no-permission-below'
  | 'not-judged';

/** The clause and 別表 row stand where the reason has one. */
export type Ground = { readonly clause?: string; readonly row?: string; readonly undetermined?: true };
export type Reason = Ground & { readonly code: ReasonCode };
export type Note = Ground & { readonly code: NoteCode };

export type Decision = {
  readonly verdict: 'grant' | 'deny' | 'wait';
  readonly direction: 'entering' | 'leaving' | 'moving';
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
  readonly effects: readonly Effect[];
  readonly rules: RulesUsed;
};
