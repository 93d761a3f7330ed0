import type { RecordsSeen } from '../../authority/records-seen.ts';
import { partiesOf } from '../registry/parties-of.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Whether somebody sees a permit: it is theirs, for them or under them, in one of their zones, or they see all. */
export function isPermitSeen(permit: PermitRow, seen: RecordsSeen): boolean {
  if (seen === 'all') return true;
  const { person } = seen;
  if (person !== undefined && [...partiesOf(permit), ...answeringIn(permit.terms)].includes(person))
    return true;
  return permit.zoneIds.some((zone) => seen.zones.includes(zone));
}

/** Whom the terms of a kind name as answering for what is done on the spot: 責任者 of photography, 立会者 of a work. */
function answeringIn(terms: object): readonly unknown[] {
  const { responsible, attendants }: { readonly responsible?: unknown; readonly attendants?: unknown } =
    terms;
  return [responsible, ...(Array.isArray(attendants) ? attendants : [])];
}
