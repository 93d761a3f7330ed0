import type { Fields } from './fields.ts';
import { ofDevices } from './of-devices.ts';
import { ofDocuments } from './of-documents.ts';
import { ofLog } from './of-log.ts';
import { ofMinistry } from './of-ministry.ts';
import { ofPermits } from './of-permits.ts';
import { ofRegisters } from './of-registers.ts';
import { ofVisitors } from './of-visitors.ts';
import { ofZones } from './of-zones.ts';

/**
 * Every operation that reads, below /api/v1, with every field that tells more than ids, instants, numbers and codes; of the
 * stream, those of its frames. A GET route without a row does not start; a field without one is found by a test.
 */
export const fieldsTold = {
  ...ofMinistry,
  ...ofZones,
  ...ofPermits,
  ...ofRegisters,
  ...ofDevices,
  ...ofVisitors,
  ...ofDocuments,
  ...ofLog,
} as const satisfies Readonly<Record<string, Fields>>;

const rows: ReadonlyMap<string, Fields> = new Map(Object.entries(fieldsTold));

/** Whether an operation that reads, by its path below /api/v1, says what its fields tell. */
export function saysWhatItTells(path: string): boolean {
  return rows.has(path);
}
