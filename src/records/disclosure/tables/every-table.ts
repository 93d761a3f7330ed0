import { deskTables } from './desk-tables.ts';
import type { Holding, InLog, LeftOut } from './holding.ts';
import { houseTables } from './house-tables.ts';
import { peopleTables } from './people-tables.ts';
import { permitTables } from './permit-tables.ts';
import { recordTables } from './record-tables.ts';
import { visitorTables } from './visitor-tables.ts';

/** Every table there is: what of it is a person's to see (開示), or why nothing is. */
export const everyTable = {
  ...peopleTables,
  ...visitorTables,
  ...permitTables,
  ...deskTables,
  ...recordTables,
  ...houseTables,
} as const satisfies Readonly<Record<string, Holding | InLog | LeftOut>>;

/** What is held of persons table by table, in the order it is shown. */
export const holdings: readonly (Holding & { readonly name: string })[] = Object.entries<
  Holding | InLog | LeftOut
>(everyTable).flatMap(([name, one]) => ('table' in one ? [{ name, ...one }] : []));

/** What is held and not given out with the rest, each with why. */
export const withheldReasons: readonly string[] = Object.values<Holding | InLog | LeftOut>(
  everyTable,
).flatMap((one) => ('withheld' in one ? [one.withheld] : []));
