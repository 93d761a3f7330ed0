import type { VisitorSettings } from '../../../zones/plan/visitor-settings.ts';

/**
 * How many one escort leads into a zone of this class; one more asks for a second escort, and two lead any number. Of the site's
 * rows the highest one counts that the class reaches, and one for the purpose before one for any; a zone without a
 * class is led into like the highest. A visit that says a number asks for the second escort earlier, never later.
 */
export function wardsPerEscort(
  { perEscort }: Pick<VisitorSettings, 'perEscort'>,
  zoneClass: number | null,
  visit: VisitLed | undefined,
): number {
  const ofSite = ofRows(perEscort, zoneClass, visit?.purpose);
  return Math.min(ofSite, visit?.perEscort ?? Number.POSITIVE_INFINITY);
}

/** What the visit of a ward says; nothing is said of whoever has a permission instead. */
type VisitLed = { readonly purpose: string | undefined; readonly perEscort: number | undefined };

function ofRows(
  perEscort: VisitorSettings['perEscort'],
  zoneClass: number | null,
  purpose: string | undefined,
): number {
  const reached = perEscort.filter((row) => zoneClass === null || row.class <= zoneClass);
  const ofPurpose = reached.filter((row) => row.purpose !== undefined && row.purpose === purpose);
  const ofAny = reached.filter((row) => row.purpose === undefined);
  const [highest] = (ofPurpose.length > 0 ? ofPurpose : ofAny).toSorted(
    (one, other) => other.class - one.class || one.visitors - other.visitors,
  );
  return highest?.visitors ?? Number.POSITIVE_INFINITY;
}
