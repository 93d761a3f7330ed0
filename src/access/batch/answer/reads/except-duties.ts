import type { RowId } from '../../../../zones/regulation/row-ids.ts';
import { decidingRows } from '../../../decide/facts/deciding-rows.ts';
import type { Duty } from '../../../decide/facts/duty.ts';
import type { ZoneDuties } from '../../../rules/zone-duties.ts';
import type { KnownException } from '../../../state/exception-part.ts';

/**
 * The duties of a zone towards somebody for whom exceptions leave some of them out at this moment. What nobody determined yet none
 * leaves out, as none opens it for a zone.
 */
export function exceptDuties(
  duties: ZoneDuties,
  exceptions: readonly KnownException[],
  zone: string,
  at: Date,
): ZoneDuties {
  const now = at.getTime();
  const here = exceptions.filter(
    ({ zones, from, until }) => zones.includes(zone) && from <= now && now < until,
  );
  if (here.length === 0) return duties;
  const except = (row: RowId, duty: Duty): Duty => {
    const by = duty.required && !duty.undetermined ? here.find(({ rows }) => rows.includes(row)) : undefined;
    return by === undefined ? duty : { ...duty, required: false, exception: by.permit };
  };
  return Object.fromEntries(decidingRows.map((row) => [row, except(row, duties[row])])) as ZoneDuties;
}
