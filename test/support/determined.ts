import type { Determination } from '../../src/zones/regulation/determination.ts';
import { aDetermination } from './a-ruled-zone.ts';

/** A later determination of a row, for every class. */
export const determined = (
  row: Determination['row'],
  over: Partial<Determination> = {},
): readonly Determination[] =>
  [1, 2, 3].map((zoneClass) =>
    aDetermination({
      id: `later ${row}/${zoneClass}`,
      row,
      zoneClass,
      from: new Date('2026-04-01'),
      ...over,
    }),
  );
