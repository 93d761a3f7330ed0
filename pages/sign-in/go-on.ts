import { askSecondFactor, type SecondFactorAsked } from './ask-second-factor.ts';
import { enrolApp } from './enrol-app.ts';
import type { Entered, SignedIn } from './signed-in.ts';

/** What comes of a password that is right. */
export type Entering = SignedIn | SecondFactorAsked;

/** Goes on from it: in, to a second factor, or to the enrolment of one. */
export async function goOn(entered: Entered, answer: Entering): Promise<void> {
  if (!('challenge' in answer)) return entered(answer);
  if (answer.factors.length === 0) return enrolApp(entered, answer.challenge);
  askSecondFactor(entered, answer);
}
