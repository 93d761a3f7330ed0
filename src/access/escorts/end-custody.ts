import { judgeAccess } from '../../authority/judge-access.ts';
import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadStanding } from '../state/load-standing.ts';
import { inNobodysCustody, noPerson, type Recorded } from './act-on-ward.ts';
import type { FindWhereAsked } from './build-find-where-asked.ts';
import { findWard, type Ward } from './find-ward.ts';
import { overCustody } from './over-custody.ts';

export type EndCustodyDeps = ActDeps & { readonly findWhereEscortAsked: FindWhereAsked };

/**
 * Ends 付添い where no read tells that the two took leave (お見送り). Where an escort is asked for it goes on: there the ward is handed over,
 * led out, or put right.
 */
export function endCustody(
  deps: EndCustodyDeps,
  context: ActContext,
  siteId: string,
  ward: string,
): Recorded {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    if (principal.actor.type !== 'person') return refuse(noPerson);
    await tx.relyOnRules(siteId);
    const asks = await deps.findWhereEscortAsked(siteId);
    await tx.takeHeads([siteId]);
    const found = await findWard(tx.client, siteId, ward);
    if (found === undefined) return refuse(inNobodysCustody);
    if (!mayEnd(principal, siteId, found)) return refuse(notTheirs);
    const { escort, basis, broken } = found.custody;
    const zone = (await loadStanding(tx.db, siteId, [ward])).get(ward)?.zone ?? undefined;
    if (zone !== undefined && asks(zone, tx.now, basis)) return refuse(stillAsked);
    const effects = overCustody(ward, broken);
    return ok({
      seq: tx.record(siteId, {
        kind: 'escort-ended',
        subject: { person: ward },
        details: { escort },
        effects,
      }),
    });
  });
}

/** Whoever has the ward, whom the visit or the permission names beside them (the host), and the desk. */
function mayEnd(principal: Principal, siteId: string, { custody, right }: Ward): boolean {
  const { id } = principal.actor;
  return (
    custody.escort === id ||
    (right?.persons.includes(id) ?? false) ||
    judgeAccess(principal, 'visits.desk', siteId) === 'allowed'
  );
}

const notTheirs: Refusal = {
  code: 'forbidden',
  detail: '付添いを終えられるのは、付き添っている人、訪問相手とその指名した人、受付と警備だけです。',
};

const stillAsked: Refusal = {
  code: 'conflict',
  detail:
    '記録では、この訪問者は付添いを求める区域にいます。付添いを交代するか、付添いを求めない区域まで送ってください。居場所が違っていれば、先に訂正してください。',
};
