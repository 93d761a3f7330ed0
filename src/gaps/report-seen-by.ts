import type { Principal } from '../authority/principal.ts';
import { reaches, visibilityOf } from '../authority/visibility.ts';
import { inSlices } from '../kernel/in-slices.ts';
import { zonesShown } from '../zones/plan/plan-shown-to.ts';
import type { GapReport } from './gap-line.ts';
import { judgingGaps } from './judging-gaps.ts';
import { type GapDeps, loadGapFacts } from './load-gap-facts.ts';

/** What somebody reads of the gaps of a site. */
export type ReportSeen = {
  readonly report: GapReport;
  /** The zone of whose days it tells. */
  readonly timeZone: string;
  /** Whoever reads it sees every zone of the site. */
  readonly isWhole: boolean;
};

/** The gaps of the zones of a site that somebody may see; undefined for a site that is not there. */
export async function reportSeenBy(
  deps: GapDeps,
  principal: Principal,
  siteId: string,
  at: Date,
): Promise<ReportSeen | undefined> {
  const { seen, rooms } = visibilityOf(principal, siteId);
  const facts = await loadGapFacts(deps, siteId, at, rooms);
  if (facts === undefined) return undefined;
  const { plan } = facts;
  const shown = zonesShown(plan.zones, rooms);
  const hidden = new Set(plan.zones.filter((zone) => !shown.includes(zone)).map(({ id }) => id));
  // A link tells of the room at its other end.
  const additions = facts.additions.filter((one) => !one.zones.some((zone) => hidden.has(zone)));
  const zones = shown.filter(({ id }) => reaches(seen, [id]));
  const report = await inSlices(judgingGaps({ ...facts, additions }, zones));
  return { report, timeZone: plan.site.timeZone, isWhole: zones.length === plan.zones.length };
}
