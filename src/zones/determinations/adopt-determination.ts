import { loadRoleBonds } from '../../authority/load-role-bonds.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { takeEveryHead } from '../../log/take-every-head.ts';
import { recordedAnswer } from './determination-row.ts';
import { judgeAdopter } from './judge-adopter.ts';
import { endVersions, findDetermination, putInForce } from './put-in-force.ts';

/** Puts a proposed determination in force from its date: the act of another person than its author (I8). */
export function adoptDetermination(
  deps: ActDeps,
  context: ActContext,
  id: string,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const sites = await takeEveryHead(tx);
    const proposed = await findDetermination(tx.db, id);
    if (proposed === undefined) return refuse({ code: 'not-found' });
    if (proposed.state !== 'proposed') {
      return refuse({ code: 'conflict', detail: 'この判断はすでに採択されています。' });
    }
    const { actor } = context.principal;
    const authors = proposed.proposedBy === null ? [] : [proposed.proposedBy];
    const bound = await loadRoleBonds(tx.db, actor.id, authors, tx.now);
    const refusal = judgeAdopter(actor, proposed.proposedBy, bound);
    if (refusal !== undefined) return refuse(refusal);
    const { organisationId, policy, row, class: zoneClass, effectiveFrom, effectiveUntil } = proposed;
    const fromSeq = tx.recordMinistry(
      {
        kind: 'determination-adopted',
        subject: { organisation: organisationId, determination: id },
        details: {
          policy,
          row,
          class: zoneClass,
          ...recordedAnswer(proposed),
          from: effectiveFrom.toISOString(),
          until: effectiveUntil?.toISOString() ?? null,
          proposedBy: proposed.proposedBy,
        },
      },
      sites,
    );
    await endVersions(tx.db, [id], fromSeq);
    const next = { ...proposed, fromSeq, state: 'adopted', decidedBy: context.principal.actor.id };
    const conflict = await putInForce(tx.db, organisationId, [next]);
    return conflict === undefined ? ok({ id }) : refuse(conflict);
  });
}
