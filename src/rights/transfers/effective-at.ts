import { DateTime } from 'luxon';
import type { RosterTransfer } from './weigh-transfer.ts';

/** From when a roster may be carried out: the beginning of the 発令日 by the calendar of the ministry, whatever its sites keep. */
export function effectiveAt({ effectiveOn }: Pick<RosterTransfer, 'effectiveOn'>): Date {
  return DateTime.fromISO(effectiveOn, { zone: 'Asia/Tokyo' }).toJSDate();
}
