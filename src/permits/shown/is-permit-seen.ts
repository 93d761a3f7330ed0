import type { RecordsSeen } from '../../authority/records-seen.ts';
import { partiesOf } from '../registry/parties-of.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Whether somebody sees a permit: it is theirs or for them, in one of their zones, or they see all. */
export function isPermitSeen(permit: PermitRow, seen: RecordsSeen): boolean {
  if (seen === 'all') return true;
  if (seen.person !== undefined && partiesOf(permit).includes(seen.person)) return true;
  return permit.zoneIds.some((zone) => seen.zones.includes(zone));
}
