import type { RecordsSeen } from '../../authority/records-seen.ts';
import { concernedIn } from '../registry/concerned-in.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Whether somebody sees a permit: it is theirs, for them or under them, in one of their zones, or they see all. */
export function isPermitSeen(permit: PermitRow, seen: RecordsSeen): boolean {
  if (seen === 'all') return true;
  const { person } = seen;
  if (person !== undefined && concernedIn(permit).includes(person)) return true;
  return permit.zoneIds.some((zone) => seen.zones.includes(zone));
}
