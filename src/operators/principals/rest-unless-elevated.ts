import type { Principal } from '../../authority/principal.ts';
import { findSetting } from '../../authority/settings/find-setting.ts';
import { withRolesResting } from '../../authority/with-roles-resting.ts';
import type { Database } from '../../db/pool.ts';

/**
 * The person of a session as they may act in it: where the ministry has decided so, 管理者権限 rests until they take it up, and again after
 * that (METI 19(5)(6)).
 */
export async function restUnlessElevated(
  db: Database,
  person: Principal,
  elevatedUntil: Date | null,
  now: Date,
): Promise<Principal> {
  const resting = withRolesResting(person, 'not-elevated');
  if (resting === person) return person;
  const { minutes } = (await findSetting(db, 'elevation')).value;
  if (minutes === null) return person;
  const left = (elevatedUntil?.getTime() ?? 0) - now.getTime();
  // A clock that was set back lengthens nothing.
  return left > 0 && left <= minutes * 60_000 ? person : resting;
}
