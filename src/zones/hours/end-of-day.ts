import { isInstant } from '../../kernel/is-instant.ts';
import { addDays } from './calendar.ts';
import { instantOf } from './instant-of.ts';

/** The end of a period that a date ends (`…On`), the day included: 00:00 of the next day there. Undefined where no calendar of ours has that day. */
export function endOfDay(date: string, timeZone: string): Date | undefined {
  if (!isInstant(`${date}T00:00:00Z`)) return undefined;
  const next = addDays(date, 1);
  return isInstant(`${next}T00:00:00Z`) ? new Date(instantOf(next, '00:00', timeZone)) : undefined;
}
