import type { Pool } from '../db/pool.ts';
import { instantOf } from './local-time.ts';

const dateShape = /^\d{4}-\d{2}-\d{2}$/;
/** Within this both the record and the database can say it. */
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(9999, 0, 1);

/**
 * An instant (RFC 3339 with offset), or a date for 00:00 of that day at the site. Undefined for what is neither, or
 * lies outside 1900–9998.
 */
export function parseSiteInstant(text: string, timeZone: string): Date | undefined {
  const at = dateShape.test(text) ? instantOf(text, '00:00', timeZone) : Date.parse(text);
  return at >= earliest && at < latest ? new Date(at) : undefined;
}

/** The site's time zone; undefined where there is no such site. A site without a plan yet is in Japan. */
export async function findTimeZone(pool: Pool, siteId: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ timeZone: string }>({
    name: 'find-time-zone',
    text: `
      select coalesce(p.body ->> 'timeZone', 'Asia/Tokyo') as "timeZone"
      from sites s left join plan_elements p on p.site_id = s.site_id and p.kind = 'site' and p.until_seq is null
      where s.site_id = $1`,
    values: [siteId],
  });
  return rows[0]?.timeZone;
}
