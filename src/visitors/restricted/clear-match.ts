import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadVisits, lockVisit } from '../registry/visit-rows.ts';
import { loadCleared, loadRestricted } from './find-stopped.ts';
import { matchRestricted } from './match-restricted.ts';
import { restrictedClearances } from './tables.ts';

export type Clearance = {
  readonly visitId: string;
  readonly memberId: string;
  /** What showed that it is somebody else; kept for whoever looks into it later, and told to nobody at the desk. */
  readonly found: string;
};

/** Clears a member of a visit of a match that a named person found to be false (人違い); for that visit alone. */
export function clearMatch(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  restrictedId: string,
  { visitId, memberId, found }: Clearance,
): Promise<Result<object, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    if (actor.type !== 'person') return refuse(inPerson);
    await lockVisit(tx, siteId, visitId);
    const [whole] = await loadVisits(tx.db, siteId, [visitId]);
    const identity = whole?.members.find((member) => member.memberId === memberId)?.identity;
    if (identity === undefined) return refuse({ code: 'not-found' });
    await tx.takeHeads([siteId]);
    const listed = await loadRestricted(tx.db, siteId, [identity], tx.now);
    const isMatch = matchRestricted(identity, listed).some((one) => one.restrictedId === restrictedId);
    const cleared = await loadCleared(tx.db, siteId, [memberId]);
    if (!isMatch || cleared.get(memberId)?.has(restrictedId) === true) return refuse(nothingToClear);
    tx.record(siteId, {
      kind: 'restricted-match-cleared',
      subject: { visit: visitId, person: memberId },
      details: { restricted: restrictedId },
      personal: { recordClass: 'visit', data: { found } },
    });
    await tx.db
      .insert(restrictedClearances)
      .values({ siteId, memberId, restrictedId, clearedBy: actor.id, clearedAt: tx.now });
    return ok({});
  });
}

const nothingToClear: Refusal = {
  code: 'conflict',
  detail: 'この来訪者は、この登録の対象に当たっていません。今の状態を確かめてください。',
};

const inPerson: Refusal = {
  code: 'forbidden',
  detail: '人違いは、確かめた人が自分のトークンで記録してください。機械にはできません。',
};
