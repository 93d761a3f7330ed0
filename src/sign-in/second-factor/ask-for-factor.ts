import type { Database } from '../../db/pool.ts';
import { type ChallengeDraft, openChallenge } from './open-challenge.ts';
import { type FactorsHeld, factorsOf, type OwnFactor, type SecondAsked } from './second-factors.ts';

/** Whoever showed the first factor is asked for more before a session begins. */
export type SecondFactorAsked = {
  readonly challenge: string;
  readonly expiresAt: Date;
  /** By what they may go on; none where they have to enrol one. */
  readonly factors: readonly OwnFactor[];
};

/** What somebody is asked for beside what they showed, and what they have. */
type Asked = { readonly asked: SecondAsked; readonly held: FactorsHeld };

/** Asks somebody for what stands between the first factor and their session. */
export async function askForFactor(
  db: Database,
  shown: ChallengeDraft,
  { asked, held }: Asked & { readonly asked: Exclude<SecondAsked, 'nothing'> },
  now: Date,
): Promise<SecondFactorAsked> {
  const opened = await openChallenge(db, shown, asked, now);
  return { ...opened, factors: factorsAsked({ asked, held }) };
}

/** By what they may go on. */
export function factorsAsked({ asked, held }: Asked): readonly OwnFactor[] {
  return asked === 'to-show' ? factorsOf(held) : [];
}
