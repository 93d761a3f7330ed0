import { databaseOf } from '../../db/pool.ts';
import type { ActDeps } from '../../log/perform-act.ts';
import type { SecondFactor } from '../../operators/tables.ts';
import type { VersionedSecrets } from '../secrets/versioned-secrets.ts';
import type { SecondAsked } from './second-factors.ts';
import { showEnrolment } from './show-enrolment.ts';
import { showRecoveryCode } from './show-recovery-code.ts';
import { showTotp } from './show-totp.ts';
import type { SeedDeps, ShownFactor } from './shown-factor.ts';

/** The factors that are shown by typing a code. */
export const typedFactors = ['totp', 'recovery-code'] as const satisfies readonly SecondFactor[];

export type TypedSecond = { readonly factor: (typeof typedFactors)[number]; readonly code: string };

/** Looks at a code that somebody typed, for what is asked of them; undefined where it is not right. */
export async function showSecondCode(
  { pool, clock, seedKeys }: ActDeps & SeedDeps,
  { factor, code }: TypedSecond,
  loginId: string,
  asked: SecondAsked,
): Promise<ShownFactor | undefined> {
  const db = databaseOf(pool);
  const shown = { loginId, code, now: clock.now() };
  const byApp = (look: (keys: VersionedSecrets) => Promise<ShownFactor | undefined>) =>
    seedKeys === undefined ? undefined : look(seedKeys);
  const looks = {
    totp: () => byApp((keys) => showTotp(db, keys, shown)),
    'recovery-code': () => showRecoveryCode(db, shown),
  } satisfies Record<TypedSecond['factor'], () => Promise<ShownFactor | undefined> | undefined>;
  if (asked === 'to-show') return looks[factor]();
  return asked === 'to-enrol' && factor === 'totp'
    ? byApp((keys) => showEnrolment(db, keys, shown))
    : undefined;
}
