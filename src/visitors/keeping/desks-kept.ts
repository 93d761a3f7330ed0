import { holdsRole, type Principal, scopesHeld } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { countsAsOwn } from '../../zones/plan/counts-as-own.ts';
import type { Desk, SitePlan } from '../../zones/plan/site-plan.ts';
import { visitorSettingsOf } from '../../zones/plan/visitor-settings.ts';

/** The organisations whose reception somebody keeps at a site; `all` for a guard, and for whoever has the role for no organisation alone. */
export type DesksKept = 'all' | ReadonlySet<string>;

export function desksKept(principal: Principal, siteId: string): DesksKept {
  return holdsRole(principal, 'guard', { siteId }) ? 'all' : scopesHeld(principal, 'reception', siteId);
}

/** Whether somebody acts at this desk. */
export function keepsDesk(kept: DesksKept, { organisation }: Pick<Desk, 'organisation'>): boolean {
  return kept === 'all' || kept.has(organisation);
}

/**
 * Whether somebody takes in who comes to these organisations: their own, one that takes the identity check of theirs (※3), or one
 * that has no desk of its own, where theirs is one for the whole building (総合受付).
 */
export function takesIn(
  kept: DesksKept,
  { site, desks = [] }: Pick<SitePlan, 'site' | 'desks'>,
  visited: readonly string[],
): boolean {
  if (kept === 'all') return true;
  const { takenChecks } = visitorSettingsOf(site.visitors);
  const isKept = (organisation: string) => kept.has(organisation);
  const hasDesk = (whose: (organisation: string) => boolean) =>
    desks.some(({ organisation }) => whose(organisation));
  return visited.some(
    (one) =>
      [...kept].some((of) => countsAsOwn({ what: 'identity', organisation: of }, one, takenChecks)) ||
      (!hasDesk((organisation) => organisation === one) && hasDesk(isKept)),
  );
}

export const notYourDesk: Refusal = {
  code: 'forbidden',
  detail: 'これは別の組織の受付が行います。その組織の受付に頼んでください。',
};
