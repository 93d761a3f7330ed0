import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, performAct } from '../../log/writing/perform-act.ts';
import { beginWorkAct } from '../plan/begin-work-act.ts';
import type { WorkDeps } from './begin-work.ts';
import { entryOfOccurrence } from './entry-of-occurrence.ts';
import { judgeRound, type RoundLine } from './judge-round.ts';
import { mayLeadWork, notTheirWork } from './may-lead-work.ts';
import { findOpenOccurrence, saveOccurrence } from './occurrence-rows.ts';

/** How somebody says that work is done for this time: how many left, and what came of it. */
export type Ending = { readonly workers: number; readonly result: string };

/** What the count of those who left says: how many are missing (fewer than none = more left than came), and who is still inside. */
export type CountedOut = {
  readonly missing: number;
  readonly inside: readonly string[];
  /** Of a round with points what was not as planned; null where none were asked. */
  readonly round: readonly RoundLine[] | null;
};

/**
 * Ends a work (作業の終了), or one time of a recurring one: its workers are counted out, and what is missing is told, beside whom the
 * doors still know in its zones. It ends all the same: whoever is missing is looked for, not the record of it. Of a round the points
 * that were not passed as planned are told as lines of it, and raise no alarm.
 */
export function endWork(
  deps: WorkDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  { workers, result }: Ending,
): Promise<Result<CountedOut, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginWorkAct(tx, context.principal, siteId, permitId);
    if (!begun.ok) return begun;
    const { permit, terms } = begun.value;
    if (!mayLeadWork(context.principal, begun.value)) return refuse(notTheirWork);
    const occurrence = await findOpenOccurrence(tx, siteId, permitId);
    if (occurrence === undefined) return refuse(nobodyWorks);

    await tx.takeHeads([siteId]);
    const places = await deps.findPlaces(tx.client, siteId, permit.concernedIds);
    const inside = permit.concernedIds.filter((id) => permit.zoneIds.includes(places.get(id) ?? ''));
    const missing = occurrence.workersIn - workers;
    const { occurrenceId, attendantId, begunAt } = occurrence;
    const between = { from: begunAt, until: tx.now };
    const round =
      terms.points === undefined
        ? null
        : judgeRound(
            terms.points,
            await deps.findVisits(tx.client, siteId, permit.concernedIds, between),
            begunAt,
          );
    tx.record(siteId, {
      ...entryOfOccurrence('work-ended', permit, [attendantId]),
      details: {
        occurrence: occurrenceId,
        attendant: attendantId,
        workers,
        missing,
        inside,
        ...(round === null ? {} : { round }),
      },
      personal: { recordClass: 'act', data: { result } },
    });
    await saveOccurrence(tx, occurrence, { endedAt: tx.now, workersOut: workers, result, round });
    return ok({ missing, inside, round });
  });
}

const nobodyWorks: Refusal = { code: 'conflict', detail: 'この作業は始まっていません。' };
