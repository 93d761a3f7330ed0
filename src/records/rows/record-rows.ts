import type { Pool } from '../../db/pool.ts';
import type { NamingRow, RecordKind } from '../kinds/record-kinds.ts';
import { equipmentRows } from './equipment-rows.ts';
import { keyRows } from './key-rows.ts';
import { measureRows } from './measure-rows.ts';
import { movementRows } from './movement-rows.ts';
import { passageRows } from './passage-rows.ts';
import { permitRows } from './permit-rows.ts';
import { readRows } from './read-rows.ts';
import type { RecordAsked } from './record-asked.ts';
import { systemRows } from './system-rows.ts';
import { visitRows } from './visit-rows.ts';
import { workRows } from './work-rows.ts';

type Source = (pool: Pool, asked: RecordAsked) => AsyncGenerator<readonly NamingRow[]>;

const sources = {
  visits: visitRows,
  passages: passageRows,
  movements: movementRows,
  things: (pool, asked) => permitRows(pool, asked, ['system-item', 'private-device', 'take-out']),
  photography: (pool, asked) => permitRows(pool, asked, ['photography']),
  works: workRows,
  systems: systemRows,
  equipment: equipmentRows,
  measures: measureRows,
  keys: keyRows,
  reads: readRows,
} as const satisfies Record<RecordKind, Source>;

/** The rows of a record, page by page: a page is a few statements of its own, and what was given out is not kept. */
export function recordRows(
  pool: Pool,
  kind: RecordKind,
  asked: RecordAsked,
): AsyncGenerator<readonly NamingRow[]> {
  return sources[kind](pool, asked);
}
