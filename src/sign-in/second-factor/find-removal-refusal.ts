import { isFactorDemanded } from '../../authority/factor-demand.ts';
import type { RoleHeld } from '../../authority/roles.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { type FactorsHeld, hasLasting } from './second-factors.ts';

/** Why somebody may not go on with what would be left of their factors: a role of theirs demands one, and they would have none. */
export async function findRemovalRefusal(
  db: Database,
  left: FactorsHeld,
  roles: readonly Pick<RoleHeld, 'role'>[],
): Promise<Refusal | undefined> {
  if (hasLasting(left)) return undefined;
  return isFactorDemanded(roles, (await findSetting(db, 'second-factor')).value.demanded)
    ? isLast
    : undefined;
}

const isLast: Refusal = {
  code: 'conflict',
  detail:
    'あなたの役割には二つ目の要素が要るので、最後の一つは外せません。先に、ほかのパスキー又は認証アプリを登録してください。失くしたときは、ほかの2人に取外しを求めてください。',
};
