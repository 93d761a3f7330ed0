import { databaseOf, type Pool } from '../../db/pool.ts';
import { seqAt } from '../../log/reading/seq-at.ts';
import type { RecordAsked } from './record-asked.ts';

/** The time asked for in places of a log: what stood meanwhile began at or before `last`, and ended behind `before`. */
export type SeqsAsked = { readonly before: number; readonly last: number };

/** Finds the time asked for in a log, of which the record tells up to `head`. */
export async function seqsAsked(
  pool: Pool,
  logId: string,
  { from, until }: Pick<RecordAsked, 'from' | 'until'>,
  head: number,
): Promise<SeqsAsked> {
  const db = databaseOf(pool);
  const before = await seqAt(db, logId, new Date(from.getTime() - 1));
  const last = await seqAt(db, logId, new Date(until.getTime() - 1));
  return { before, last: Math.min(last, head) };
}
