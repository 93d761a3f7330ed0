import { countsAsOwn, type OutsiderCheck } from '../../zones/plan/counts-as-own.ts';
import type { Desk, SitePlan, Zone } from '../../zones/plan/site-plan.ts';
import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';
import { isInForce } from '../../zones/regulation/binding-control.ts';
import { outsiderRows } from '../../zones/regulation/outsider-rows.ts';

/** A check of a visitor that was made, and for which zones it was made itself. */
export type CheckMade = OutsiderCheck & {
  /** Elsewhere it counts only as what was checked between class 0 and 1 (※3), where nothing forbids that. */
  readonly madeFor: (zone: Pick<Zone, 'id' | 'class'>) => boolean;
};

/** What decides where a check counts, beside the check. */
export type CheckTerms = {
  readonly taken: VisitorSettings['takenChecks'];
  readonly at: Date;
};

/**
 * Which of these zones a check of a visitor counts for (rows 27, 31 and ※3), in the order of the zones. Within one organisation the check
 * between class 0 and 1 suffices for every higher class; another body's counts only where the organisation of the zone takes
 * it. Neither does where a control of the zone demands the check for itself.
 */
export function zonesChecked(
  zones: readonly Zone[],
  made: readonly CheckMade[],
  terms: CheckTerms,
): readonly string[] {
  return zones.filter((zone) => made.some((check) => countsFor(zone, check, terms))).map(({ id }) => id);
}

function countsFor(zone: Zone, check: CheckMade, terms: CheckTerms): boolean {
  if (check.organisation === zone.organisation && check.madeFor(zone)) return true;
  return !demandsOwn(zone, check.what, terms) && countsAsOwn(check, zone.organisation, terms.taken);
}

/** What a control of a zone demands is met by nothing that stands in its place (`Requirement.footnote`). */
function demandsOwn({ controls }: Zone, what: CheckMade['what'], { at }: CheckTerms): boolean {
  const row = outsiderRows[what === 'identity' ? 'identity' : 'hostReview'].visit;
  return controls.some((control) => control.row === row && isInForce(control, at));
}

/**
 * The identity check of a desk. Whoever comes to it from class 0 (or from a zone without a class) is checked for class 1; a
 * desk further inside, as a tenant's own reception, checks for everything behind it.
 */
export function checkAtDesk({ zones }: Pick<SitePlan, 'zones'>, desk: Desk): CheckMade {
  const outside = zones.find(({ id }) => id === desk.outside)?.class ?? 0;
  return {
    what: 'identity',
    organisation: desk.organisation,
    madeFor: (zone) => outside > 0 || (zone.class !== null && zone.class <= 1),
  };
}

/** The 審査 of a destination, by the organisation that is visited: made for its zones and the ways to them, which the reviewer saw. */
export function reviewOf(
  organisation: string,
  { zoneIds, wayZoneIds }: { readonly zoneIds: readonly string[]; readonly wayZoneIds: readonly string[] },
): CheckMade {
  const seen = new Set([...zoneIds, ...wayZoneIds]);
  return { what: 'review', organisation, madeFor: ({ id }) => seen.has(id) };
}
