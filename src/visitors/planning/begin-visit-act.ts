import { judgeAccess } from '../../authority/judge-access.ts';
import type { Principal } from '../../authority/principal.ts';
import { recordsSeen } from '../../authority/records-seen.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { isVisitSeen } from '../registry/is-visit-seen.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../registry/visit-rows.ts';
import { notThere } from './show-visit.ts';

/** Who does something about a visit: a host of it, whoever planned it, or the desk. */
export type Doer = 'host' | 'planner' | 'reception' | 'guard';

/**
 * Locks a visit and reads it whole. Refused to whoever does not see it, and to whoever is none of `by`. The caller has locked the persons it names, and takes the site's head next.
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
  if (whole === undefined || !isVisitSeen(whole, recordsSeen(principal, siteId, 'visits.read')))
    return refuse(notThere);
  const refusal = judgeDoer(principal, siteId, whole, by);
  return refusal === undefined ? ok(whole) : refuse(refusal);
}

/** Why somebody may not do something about a visit that is for these to do. */
export function judgeDoer(
  principal: Principal,
  siteId: string,
  whole: WholeVisit,
  by: readonly Doer[],
): Refusal | undefined {
  if (by.some((doer) => isDoer(doer, principal, siteId, whole))) return undefined;
  return {
    code: 'forbidden',
    detail: `これは${by.map((doer) => doerWords[doer]).join('・')}が行ってください。`,
  };
}

const doerWords = {
  host: '訪問相手',
  planner: '予定した人',
  reception: '受付',
  guard: '警備',
} as const satisfies Record<Doer, string>;

function isDoer(doer: Doer, principal: Principal, siteId: string, whole: WholeVisit): boolean {
  const { id } = principal.actor;
  if (doer === 'host') return whole.destinations.some(({ hostId }) => hostId === id);
  if (doer === 'planner') return whole.visit.plannedBy === id;
  const roles = principal.roles.filter(({ role }) => role === doer);
  return judgeAccess({ ...principal, roles }, 'visits.desk', siteId) === 'allowed';
}
