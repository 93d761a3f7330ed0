import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import { findRunningExcuse } from './excuse-rows.ts';

export type Reminder = {
  /** Absent = somebody whom the guard does not know. */
  readonly person?: string | undefined;
  readonly zone: string;
  readonly words?: string | undefined;
};

/**
 * Records that a guard told somebody to wear their card or pass in sight (着用の注意); no alarm is raised and nothing is stopped. The
 * answer says where the person is excused, so that the guard knows for the next time.
 */
export function remindOfWearing(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { person, zone, words }: Reminder,
): Promise<Result<{ readonly seq: number; readonly excusedUntil: string | null }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { db } = tx;
    if (person !== undefined && !(await loadWhoIs(tx.client, siteId, [person])).has(person)) {
      return refuse(fault('/person', 'この人は訪問者にも登録された人にもありません'));
    }
    if ((await findElements(db, siteId, 'zone', [zone])).size === 0) {
      return refuse(fault('/zone', 'この区域は図面にありません'));
    }
    const excuse = person === undefined ? undefined : await findRunningExcuse(db, siteId, person, tx.now);
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'wearing-reminded',
      subject: { to: zone, ...(person === undefined ? {} : { person }) },
      ...(excuse === undefined ? {} : { details: { excuse: excuse.excuseId } }),
      ...(words === undefined ? {} : { personal: { recordClass: 'act', data: { reason: words } } }),
    });
    return ok({ seq, excusedUntil: excuse?.validUntil.toISOString() ?? null });
  });
}

function fault(at: string, message: string): Refusal {
  return { code: 'unprocessable', errors: [{ at, message }] };
}
