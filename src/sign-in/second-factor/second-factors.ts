import { sufficesAlone } from '../../operators/shows-two.ts';
import type { SecondFactor, SignInMethod } from '../../operators/tables.ts';

/** What an account has beside what it signs in by. */
export type FactorsHeld = {
  readonly totpEnrolledAt: Date | null;
  /** By which they sign in without a password. */
  readonly passkeys: number;
  /** Those that were not used yet. */
  readonly recoveryCodes: number;
};

/** Whether an account can show one. */
const isHeld = {
  totp: ({ totpEnrolledAt }) => totpEnrolledAt !== null,
  'recovery-code': ({ recoveryCodes }) => recoveryCodes > 0,
} as const satisfies Readonly<Record<SecondFactor, (held: FactorsHeld) => boolean>>;

/** Whether one is somebody's for as long as they keep it; the others stand in for one that is not at hand. */
const isLasting = { totp: true, 'recovery-code': false } as const satisfies Readonly<
  Record<SecondFactor, boolean>
>;

export const secondFactors = ['totp', 'recovery-code'] as const satisfies readonly SecondFactor[];

/** The factors by which an account may go on. */
export function factorsOf(held: FactorsHeld): readonly SecondFactor[] {
  return secondFactors.filter((factor) => isHeld[factor](held));
}

/** Whether an account has one that is its own, beside codes for the day on which that is not at hand. */
export function hasLasting(held: FactorsHeld): boolean {
  return held.passkeys > 0 || hasToShow(held);
}

function hasToShow(held: FactorsHeld): boolean {
  return factorsOf(held).some((factor) => isLasting[factor]);
}

/** What stands between what somebody showed and their session: nothing, a factor they have, or one that they have to enrol first. */
export type SecondAsked = 'nothing' | 'to-show' | 'to-enrol';

/**
 * Whoever has a factor shows it, whatever their roles; whoever has none enrols one where a role of theirs demands it. A passkey signs in by
 * itself: where one is demanded, a password beside it enrols no other.
 */
export function judgeSecondAsked(method: SignInMethod, held: FactorsHeld, isDemanded: boolean): SecondAsked {
  if (sufficesAlone[method]) return 'nothing';
  if (hasToShow(held)) return 'to-show';
  if (!isDemanded) return 'nothing';
  return hasLasting(held) ? 'to-show' : 'to-enrol';
}
