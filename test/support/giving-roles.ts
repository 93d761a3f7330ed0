import { isAdminRole } from '../../src/authority/roles.ts';
import { latestAdminEnd, type RoleDraft } from '../../src/operators/roles/judge-role-draft.ts';

/** A role as tests say it: 管理者権限 gets the longest term, and a duty. */
export type RoleOfTest = Pick<RoleDraft, 'role' | 'siteId' | 'scope'>;

/** The same as it is given. */
export function asGiven<Held extends RoleOfTest>(held: Held, now: Date): Held & Partial<RoleDraft> {
  return isAdminRole(held.role) ? { ...held, until: latestAdminEnd(now), duty: '試験' } : held;
}
