import { judgeAccess } from '../../authority/authorization.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../registry/visit-rows.ts';
import { concernsVisit, isVisitSeen, visitsSeen } from '../registry/visits-seen.ts';
import { notThere } from './show-visit.ts';

/** Who does something about a visit: one of the desk, or whose own visit it is. */
export type Doer = 'host' | 'reception' | 'guard';

/**
 * Locks a visit and reads it whole. Refused to whoever does not see it, and to whoever is none of `by`: the host is whoever hosts or planned
 * the visit. The caller has locked the persons it names, and takes the site's head next.
 */
export async function beginVisitAct(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  visitId: string,
  by: readonly Doer[],
): Promise<Result<WholeVisit, Refusal>> {
  const locked = await lockVisit(tx, siteId, visitId);
  const [whole] = locked === undefined ? [] : await loadVisits(tx.db, siteId, [visitId]);
  if (whole === undefined || !isVisitSeen(whole, visitsSeen(principal, siteId))) return refuse(notThere);
  if (!by.some((doer) => isDoer(doer, principal, siteId, whole))) {
    return refuse({
      code: 'forbidden',
      detail: `これは${by.map((doer) => doerWords[doer]).join('・')}が行ってください。`,
    });
  }
  return ok(whole);
}

const doerWords = { host: '訪問相手', reception: '受付', guard: '警備' } as const satisfies Record<
  Doer,
  string
>;

function isDoer(doer: Doer, principal: Principal, siteId: string, whole: WholeVisit): boolean {
  if (doer === 'host') return principal.actor.type === 'person' && concernsVisit(whole, principal.actor.id);
  const roles = principal.roles.filter(({ role }) => role === doer);
  return judgeAccess({ ...principal, roles }, 'visits.desk', siteId) === 'allowed';
}
