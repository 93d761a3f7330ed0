import { judgeAccess } from '../../authority/judge-access.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { actsForHost, isVisitSeen, type VisitViewer } from '../registry/is-visit-seen.ts';
import { loadVisits, lockVisit, type WholeVisit } from '../registry/visit-rows.ts';
import { holdVisitViewer } from '../review/load-visit-viewer.ts';
import { notThere } from '../shown/show-visit.ts';
import { type Doer, doers, judgeDoer } from '../steps/judge-doer.ts';

/** A visit under the lock of an act, with what whoever acts is to it. */
export type VisitBegun = WholeVisit & { readonly actingAs: ReadonlySet<Doer> };

/**
 * Locks a visit and reads it whole. Refused to whoever does not see it, and to whoever is none of `by`. The caller has locked the persons it names, and takes the site's head next.
 */
export async function beginVisitAct(
  tx: ActTx,
  principal: Principal,
  siteId: string,
  visitId: string,
  by: readonly Doer[],
): Promise<Result<VisitBegun, Refusal>> {
  const locked = await lockVisit(tx, siteId, visitId);
  const [whole] = locked === undefined ? [] : await loadVisits(tx.db, siteId, [visitId]);
  const viewer = await holdVisitViewer(tx, principal, siteId);
  if (whole === undefined || !isVisitSeen(whole, viewer)) return refuse(notThere);
  const actingAs = new Set(doers.filter((doer) => isDoer(doer, principal, siteId, { whole, viewer })));
  const refusal = judgeDoer(actingAs, by);
  return refusal === undefined ? ok({ ...whole, actingAs }) : refuse(refusal);
}

function isDoer(
  doer: Doer,
  principal: Principal,
  siteId: string,
  { whole, viewer }: { readonly whole: WholeVisit; readonly viewer: VisitViewer },
): boolean {
  if (doer === 'host') return actsForHost(whole, viewer);
  if (doer === 'planner') return whole.visit.plannedBy === viewer.person;
  const roles = principal.roles.filter(({ role }) => role === doer);
  return judgeAccess({ ...principal, roles }, 'visits.desk', siteId) === 'allowed';
}
