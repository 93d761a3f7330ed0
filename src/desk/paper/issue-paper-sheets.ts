import { and, eq, max } from 'drizzle-orm';
import type { Database } from '../../db/pool.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { type IssuedSheets, loadIssuedSheets } from './load-issued-sheets.ts';
import { paperLines, paperSheets } from './tables.ts';

/** How many numbers a day has. */
export const mostSheets = 1000;

export type SheetsIssued = IssuedSheets & { readonly seq: number };

/**
 * Gives out numbers for sheets (手書き簿) that are printed for a day, each once, behind those that were printed or entered before: two
 * desks never write on sheets of one number, and a sheet that is never entered is noticed.
 */
export function issuePaperSheets(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { day, sheets }: { readonly day: string; readonly sheets: number },
): Promise<Result<SheetsIssued, Refusal>> {
  return performAct<SheetsIssued>(deps, context, async (tx) => {
    const today = dayAt(tx.now, await loadTimeZone(tx.db, siteId));
    if (day < today) return refuse(fault('/on', '過ぎた日の用紙は刷れません。'));
    await tx.takeHeads([siteId]);
    const first = (await highestSheet(tx.db, siteId, day)) + 1;
    const last = first + sheets - 1;
    if (last > mostSheets) {
      return refuse(
        fault('/sheets', `一日に刷れるのは ${mostSheets} 枚までです。${first - 1} 枚まで刷りました。`),
      );
    }
    const seq = tx.record(siteId, { kind: 'paper-sheets-issued', details: { day, first, last } });
    await tx.db.insert(paperSheets).values({ siteId, day, first, last, issuedSeq: seq });
    return ok({ seq, first, last });
  });
}

function fault(at: string, message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at, message }] };
}

/** The highest number of a day that was printed or, on paper of another origin, entered; 0 = none. */
async function highestSheet(db: Database, siteId: string, day: string): Promise<number> {
  const [issued, [entered]] = await Promise.all([
    loadIssuedSheets(db, siteId, day),
    db
      .select({ sheet: max(paperLines.sheet) })
      .from(paperLines)
      .where(and(eq(paperLines.siteId, siteId), eq(paperLines.day, day))),
  ]);
  return Math.max(0, issued.at(-1)?.last ?? 0, entered?.sheet ?? 0);
}
