import type { Action } from './authorization.ts';
import { judgeAccess } from './judge-access.ts';
import type { Principal } from './principal.ts';
import { seenBy } from './seen-by.ts';

/** Which permissions, visits or permits of a site somebody sees: all, or those of some zones and those that concern the person, if it is one. */
export type RecordsSeen = 'all' | { readonly person: string | undefined; readonly zones: readonly string[] };

/**
 * What a principal sees at a site of what the action reads. Who answers for some zones alone sees what is of theirs, whole; whom no
 * role but 行政事務従事者 lets read them, such as the 情報システムセキュリティ管理者, who sees no personal data, sees what concerns them.
 */
export function recordsSeen(principal: Principal, siteId: string, action: Action): RecordsSeen {
  const reading = principal.roles.filter(
    (held) =>
      held.role !== 'host' && judgeAccess({ ...principal, roles: [held] }, action, siteId) === 'allowed',
  );
  const zones = reading.flatMap(({ role, scope }) =>
    seenBy[role].zones === 'own' && scope !== null ? [scope] : [],
  );
  const { type, id } = principal.actor;
  return zones.length < reading.length ? 'all' : { person: type === 'person' ? id : undefined, zones };
}
