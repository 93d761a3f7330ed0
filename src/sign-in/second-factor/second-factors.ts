import { sufficesAlone } from '../../operators/principals/shows-two.ts';
import type { SecondFactor, SignInMethod } from '../../operators/tables.ts';

/** What an account has beside what it signs in by. */
export type FactorsHeld = {
  readonly totpEnrolledAt: Date | null;
  /** By which they sign in without a password. */
  readonly passkeys: number;
  /** Those that were not used yet. */
  readonly recoveryCodes: number;
};

/** Those that somebody shows to us. */
export type OwnFactor = Exclude<SecondFactor, 'provider'>;

/** Whether an account can show one. */
const isHeld = {
  totp: ({ totpEnrolledAt }) => totpEnrolledAt !== null,
  passkey: ({ passkeys }) => passkeys > 0,
  'recovery-code': ({ recoveryCodes }) => recoveryCodes > 0,
} as const satisfies Readonly<Record<OwnFactor, (held: FactorsHeld) => boolean>>;

export const secondFactors = ['totp', 'passkey', 'recovery-code'] as const satisfies readonly OwnFactor[];

/** The factors by which an account may go on. */
export function factorsOf(held: FactorsHeld): readonly OwnFactor[] {
  return secondFactors.filter((factor) => isHeld[factor](held));
}

/** Whether an account has one that is its own, beside codes for the day on which that is not at hand. */
export function hasLasting(held: FactorsHeld): boolean {
  return isHeld.totp(held) || isHeld.passkey(held);
}

/** What stands between what somebody showed and their session: nothing, a factor they have, or one that they have to enrol first. */
export type SecondAsked = 'nothing' | 'to-show' | 'to-enrol';

/**
 * Whoever has an app shows it, whatever their roles; whoever has no factor enrols one where a role of theirs demands it. A passkey signs in by
 * itself, and is on one machine: beside a password it is asked for where one is demanded, and of nobody else.
 */
export function judgeSecondAsked(method: SignInMethod, held: FactorsHeld, isDemanded: boolean): SecondAsked {
  if (sufficesAlone[method]) return 'nothing';
  if (isHeld.totp(held)) return 'to-show';
  if (!isDemanded) return 'nothing';
  return hasLasting(held) ? 'to-show' : 'to-enrol';
}
