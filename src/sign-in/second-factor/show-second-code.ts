import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/writing/perform-act.ts';
import type { SecondFactor } from '../../operators/tables.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import type { SecondAsked } from './second-factors.ts';
import { showEnrolment } from './show-enrolment.ts';
import { showRecoveryCode } from './show-recovery-code.ts';
import { showTotp } from './show-totp.ts';
import type { SeedDeps, ShownFactor } from './shown-factor.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import { UnreadableSeed } from './unreadable-seed.ts';

/** The factors that are shown by typing a code. */
export const typedFactors = ['totp', 'recovery-code'] as const satisfies readonly SecondFactor[];

export type TypedSecond = { readonly factor: (typeof typedFactors)[number]; readonly code: string };

/** Looks at a code that somebody typed, for what is asked of them; undefined where it is not right. */
export async function showSecondCode(
  deps: ActDeps & SeedDeps,
  { factor, code }: TypedSecond,
  loginId: string,
  asked: SecondAsked,
): Promise<ShownFactor | undefined> {
  const { pool, clock, seedKeys } = deps;
  const db = databaseOf(pool);
  const shown = { loginId, code, now: clock.now() };
  const byApp = async (look: (keys: VersionedSecrets) => Promise<ShownFactor | undefined>) => {
    if (seedKeys === undefined) return undefined;
    try {
      return await look(seedKeys);
    } catch (error) {
      if (error instanceof UnreadableSeed) await tellUnreadable(deps, loginId, error.why);
      throw error;
    }
  };
  const looks = {
    totp: () => byApp((keys) => showTotp(db, keys, shown)),
    'recovery-code': () => showRecoveryCode(db, shown),
  } satisfies Record<TypedSecond['factor'], () => Promise<ShownFactor | undefined> | undefined>;
  if (asked === 'to-show') return looks[factor]();
  return asked === 'to-enrol' && factor === 'totp'
    ? byApp((keys) => showEnrolment(db, keys, shown))
    : undefined;
}
