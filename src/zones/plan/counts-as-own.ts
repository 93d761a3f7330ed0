import type { VisitorSettings } from './visitor-settings.ts';

/** An identity check (rows 26, 27) or a 審査 (rows 30, 31), and the organisation that made it. */
export type OutsiderCheck = { readonly what: 'identity' | 'review'; readonly organisation: string };

/**
 * ※3: whether an organisation counts a check that was made between class 0 and 1. Its own suffices; another body's (合同庁舎の総合受付)
 * only where the organisation chose so, naming whose.
 */
export function countsAsOwn(
  { what, organisation: by }: OutsiderCheck,
  organisation: string,
  taken: VisitorSettings['takenChecks'],
): boolean {
  return (
    by === organisation ||
    taken.some(
      (one) =>
        one.organisation === organisation && one.of === by && (one.what === what || one.what === 'both'),
    )
  );
}
