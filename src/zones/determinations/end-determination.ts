import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { takeEveryHead } from '../../log/take-every-head.ts';
import { judgePerson } from './judge-adopter.ts';
import { endVersions, findDetermination } from './put-in-force.ts';
import { determinations } from './tables.ts';

export type DeterminationEnd = {
  readonly reason: string;
  /** RFC 3339; absent = now. */
  readonly at?: string | undefined;
};

/**
 * Ends a determination on a date not past, or withdraws a proposed one. From then on the strict value holds (I7), so one
 * person suffices; its author may.
 */
export function endDetermination(
  deps: ActDeps,
  context: ActContext,
  id: string,
  { reason, at }: DeterminationEnd,
): Promise<Result<{ readonly id: string; readonly until: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const refusal = judgePerson(context.principal.actor);
    if (refusal !== undefined) return refuse(refusal);
    const end = at === undefined ? tx.now : new Date(at);
    if (end < tx.now) {
      const message = '過去にさかのぼって終えることはできません。今より後の日時にしてください。';
      return refuse({ code: 'unprocessable', errors: [{ at: '/at', message }] });
    }
    const sites = await takeEveryHead(tx);
    const standing = await findDetermination(tx.db, id);
    if (standing === undefined) return refuse({ code: 'not-found' });
    const { organisationId, state, effectiveFrom, effectiveUntil } = standing;
    if (effectiveUntil !== null && effectiveUntil <= end) {
      return refuse({ code: 'conflict', detail: 'この判断はそれより前に終わります。' });
    }
    const inForce = state === 'adopted';
    const fromSeq = tx.recordMinistry(
      {
        kind: inForce ? 'determination-ended' : 'determination-withdrawn',
        subject: { organisation: organisationId, determination: id },
        details: { until: end.toISOString() },
        personal: { recordClass: 'act', data: { reason } },
      },
      inForce ? sites : [],
    );
    await endVersions(tx.db, [id], fromSeq);
    if (inForce && effectiveFrom < end) {
      await tx.db.insert(determinations).values({ ...standing, fromSeq, effectiveUntil: end });
    }
    return ok({ id, until: end.toISOString() });
  });
}
