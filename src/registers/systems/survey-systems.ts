import { holdsRole } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { dayAt } from '../../zones/hours/day-at.ts';
import { findZonesKnown } from '../../zones/knowing/find-zones-known.ts';
import { loadTimeZone } from '../../zones/plan/load-time-zone.ts';
import { saveSurvey } from './system-rows.ts';

export type Survey = { readonly on: string; readonly how: string };

const notTheirZone: Refusal = {
  code: 'forbidden',
  detail: '区域の情報システムを確かめたと記録するのは、その区域の区域情報セキュリティ責任者だけができます。',
};

/**
 * Records that whoever answers for a zone found no information system there but registered ones (METI 43(3)): from then on the register alone
 * says what the zone holds, below class 3.
 */
export function surveySystems(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  zone: string,
  { on, how }: Survey,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { actor } = context.principal;
    if (!(await findZonesKnown(tx, context, siteId, [zone])).has(zone)) return refuse({ code: 'not-found' });
    const answers = holdsRole(context.principal, 'zone-officer', { siteId, scope: zone });
    if (!answers || actor.type !== 'person') return refuse(notTheirZone);
    if (on > dayAt(tx.now, await loadTimeZone(tx.db, siteId))) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/on', message: 'まだ来ていない日には確かめられません' }],
      });
    }
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'systems-surveyed',
      subject: { to: zone },
      details: { on },
      personal: { recordClass: 'act', data: { how } },
    });
    await saveSurvey(tx, {
      siteId,
      zoneId: zone,
      fromSeq: seq,
      untilSeq: null,
      surveyedOn: on,
      surveyedBy: actor.id,
      how,
    });
    return ok({ seq });
  });
}
