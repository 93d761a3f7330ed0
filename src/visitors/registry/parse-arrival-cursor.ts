import { isUuid } from '../../kernel/ids.ts';
import { isInstant } from '../../kernel/is-instant.ts';
import type { ArrivalCursor } from './list-arrivals.ts';

/** Reads the cursor of a page; undefined = it is none. */
export function parseArrivalCursor(text: string): ArrivalCursor | undefined {
  const [time = '', memberId = '', ...rest] = text.split('~');
  if (rest.length > 0 || !isInstant(time) || !isUuid(memberId)) return undefined;
  return { time: new Date(time), memberId };
}
