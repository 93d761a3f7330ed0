import { isFactorDemanded } from '../../authority/factor-demand.ts';
import type { RoleHeld } from '../../authority/roles.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import type { SignInMethod } from '../../operators/tables.ts';
import { findFactors } from './find-factors.ts';
import { type FactorsHeld, judgeSecondAsked, type SecondAsked } from './second-factors.ts';

/** What is asked of somebody who showed the first thing, and what they have to show. */
export async function askForSecond(
  db: Database,
  shown: {
    readonly loginId: string;
    readonly method: SignInMethod;
    readonly roles: readonly Pick<RoleHeld, 'role'>[];
  },
): Promise<{ readonly asked: SecondAsked; readonly held: FactorsHeld }> {
  const held = await findFactors(db, shown.loginId);
  const isDemanded = isFactorDemanded(shown.roles, (await findSetting(db, 'second-factor')).value.demanded);
  return { asked: judgeSecondAsked(shown.method, held, isDemanded), held };
}
