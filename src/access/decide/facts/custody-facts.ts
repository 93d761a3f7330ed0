import type { CustodyBasis, CustodyMode } from '../../../log/entry/effects.ts';
import type { Duty } from './duty.ts';

/** 付添い, as far as this passage is about it. */
export type CustodyFacts = {
  /** Of a ward: whose custody they are in. */
  readonly held: HeldCustody | undefined;
  /** Of a ward: who goes with them through this door and may escort them; undefined = nobody does. */
  readonly with: { readonly escort: string; readonly basis: CustodyBasis } | undefined;
  /** Whoever is in the custody of the one who reads, but those who pass with them. */
  readonly wards: readonly WardFacts[];
  /** Of an escort: the row by which those who would go along on this read are too many for them, where nobody else leads them too. */
  readonly overRatio: { readonly row: 't1r34' | 't1r35'; readonly duty: Duty } | undefined;
};

export type HeldCustody = {
  readonly escort: string;
  readonly mode: CustodyMode;
  /** `following`: apart, and one may still follow the other. `broken`: nobody has. */
  readonly state: 'living' | 'following' | 'broken';
  /** undefined = they are not apart. */
  readonly apartSince: Date | undefined;
};

/** A ward of the one who reads. */
export type WardFacts = HeldCustody & {
  readonly ward: string;
  readonly basis: CustodyBasis;
  /** Where the ward is, or is on the way to; undefined = nobody knows. */
  readonly zone: string | undefined;
  /** That zone asks for an escort of them (rows 34, 35). */
  readonly asked: boolean;
  /** So does the zone behind the door. */
  readonly askedBehind: boolean;
  /** Their escort brought them to where none is asked for: whether they part there (お見送り) no read tells. */
  readonly ledOut: boolean;
  /** They may be in the zone behind the door by what is on record of them now, or the door is on their way out (I5, I6). */
  readonly admitted: boolean;
};

export const noCustody: CustodyFacts = { held: undefined, with: undefined, wards: [], overRatio: undefined };
