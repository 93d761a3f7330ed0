import type { VisitorSettings } from '../../zones/plan/visitor-settings.ts';

/** What is checked of a visitor: who they are (rows 26, 27), and whether the host means them to come (rows 30, 31). */
export type VisitorCheck = 'identity' | 'review';

/**
 * Whether a check that a body made counts in the zones of an organisation (※3): its own always does, another body's only where
 * the organisation chose so and named whose.
 */
export function checkCounts(
  { takenChecks }: Pick<VisitorSettings, 'takenChecks'>,
  check: VisitorCheck,
  { madeBy, organisation }: { readonly madeBy: string; readonly organisation: string },
): boolean {
  if (madeBy === organisation) return true;
  return takenChecks.some(
    (taken) =>
      taken.organisation === organisation &&
      taken.of === madeBy &&
      (taken.what === check || taken.what === 'both'),
  );
}
