import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../db/pool.ts';
import { paperLines } from '../../../desk/paper/tables.ts';

/** A line of a sheet at a site that knows somebody by name alone. */
export type PaperLineId = { readonly site: string; readonly id: string };

/** Its day, sheet and line, as in `2026-04-06.1.12`. */
export const paperLineIdForm = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[1-9][0-9]{0,8}){2}$/;

export const paperLineId = sql<string>`concat_ws('.', ${paperLines.day}, ${paperLines.sheet}, ${paperLines.line})`;

/** True of these lines. */
export function isPaperLine(lines: readonly PaperLineId[]): SQL | undefined {
  const isOne = lines.map(({ site, id }) => and(eq(paperLines.siteId, site), eq(paperLineId, id)));
  return lines.length === 0 ? undefined : and(isNull(paperLines.personId), or(...isOne));
}

/** Which of these lines are held. */
export async function loadHeldLines(
  db: Database,
  lines: readonly PaperLineId[],
): Promise<readonly PaperLineId[]> {
  const isTheirs = isPaperLine(lines);
  if (isTheirs === undefined) return [];
  return db.select({ site: paperLines.siteId, id: paperLineId }).from(paperLines).where(isTheirs);
}
