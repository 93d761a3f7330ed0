import type { Principal } from '../operators/principal.ts';

/** The person whose permissions alone this principal sees at a site: staff without another role there; undefined = all. */
export function onlyOwnPermissions(principal: Principal, siteId: string): string | undefined {
  const others = principal.roles.some(
    ({ role, siteId: at }) => role !== 'host' && (at === null || at === siteId),
  );
  return others ? undefined : principal.actor.id;
}
