import type { SecondFactor, SignInMethod } from '../tables.ts';

/** Whether whoever signs in by this shows two things at once, so that no second is asked of them. */
export const sufficesAlone = {
  password: false,
  passkey: true,
  'card-and-pin': true,
  /** For the worst day: its use is alarmed in the place of a second. */
  'sealed-credential': true,
  /** Where the provider says that it asked for one, it is not asked of us. */
  'single-sign-on': false,
} as const satisfies Readonly<Record<SignInMethod, boolean>>;

/** Whether the person of a session has shown two factors. */
export function showsTwo({
  method,
  secondFactor,
}: {
  readonly method: SignInMethod;
  readonly secondFactor: SecondFactor | null;
}): boolean {
  return secondFactor !== null || sufficesAlone[method];
}
