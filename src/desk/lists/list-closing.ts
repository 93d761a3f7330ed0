import { databaseOf, type Pool } from '../../db/pool.ts';
import { isUuid } from '../../kernel/ids.ts';
import { isInstant } from '../../kernel/is-instant.ts';
import { type Page, pageOf } from '../../kernel/page.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadVisitorSettings } from '../../zones/plan/load-visitor-settings.ts';
import { isClosingCondition } from './closing-conditions.ts';
import {
  type ClosingAsked,
  type ClosingCursor,
  type ClosingLine,
  findClosingLines,
} from './find-closing-lines.ts';

/** One page of what is left to be seen to of a day of the site and of the days before it; no day = today. */
export async function listClosing(
  pool: Pool,
  siteId: string,
  { day, limit, ...asked }: Omit<ClosingAsked, 'day'> & { readonly day?: string | undefined },
  now: Date,
): Promise<Page<ClosingLine>> {
  const settings = await loadVisitorSettings(databaseOf(pool), siteId);
  const upTo = { ...asked, day: day ?? dayAt(now, settings.timeZone), limit: limit + 1 };
  return pageOf(await findClosingLines(pool, siteId, settings, upTo, now), limit, closingCursorText);
}

function closingCursorText({ since, condition, id }: ClosingCursor): string {
  return [since.toISOString(), condition, id].join('~');
}

/** Reads the cursor of a page; undefined = it is none. */
export function parseClosingCursor(text: string): ClosingCursor | undefined {
  const [time = '', condition = '', id = '', ...rest] = text.split('~');
  if (rest.length > 0 || !isInstant(time) || !isClosingCondition(condition) || !isUuid(id)) return undefined;
  return { since: new Date(time), condition, id };
}
