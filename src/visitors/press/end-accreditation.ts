import { judgeAccess } from '../../authority/judge-access.ts';
import { judgeNoMachine } from '../../dual-control/judge-no-machine.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { judgeAccreditationStep } from '../accreditation/judge-accreditation-step.ts';
import { lockOrganisation, saveOrganisation } from '../accreditation/press-organisation-rows.ts';
import { lockPersons, savePersons } from '../accreditation/press-person-rows.ts';
import { renewAdmissionsOfVisits } from '../admission/renew-admissions.ts';
import { type ArrivalRow, changeArrivals } from '../registry/arrival-rows.ts';
import { lockVisit } from '../registry/visit-rows.ts';
import { type Accredited, loadExpected } from './load-expected.ts';

/**
 * Ends an accreditation of the press with a reason, in one act: whoever is registered by it for an event to come is expected no more, and
 * from the answer on neither the desk nor a door lets them in (I5). Whoever is inside leaves as anybody does.
 */
export function endAccreditation(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  accredited: Accredited,
  reason: string,
): Promise<Result<{ readonly state: 'ended' }, Refusal>> {
  const { principal } = context;
  const { actor } = principal;
  return performAct(deps, context, async (tx) => {
    const machine = judgeNoMachine(actor);
    if (machine !== undefined) return refuse(machine);
    const held = await lockAccreditation(tx, siteId, accredited);
    if (held === undefined) return refuse({ code: 'not-found' });
    const refusal = judgeAccreditationStep({
      entry: held.entry,
      step: 'end',
      actor,
      decides: judgeAccess(principal, 'press.decide', siteId) === 'allowed',
      bound: false,
      now: tx.now,
    });
    if (refusal !== undefined) return refuse(refusal);
    // Nobody is registered by it any more once its row is locked; their visits are locked ascending.
    const visitIds = visitsOf(await loadExpected(tx.db, siteId, accredited));
    for (const visitId of visitIds) await lockVisit(tx, siteId, visitId);
    await tx.takeHeads([siteId]);
    const expected = await loadExpected(tx.db, siteId, accredited);
    const coming = expected.filter(({ state, endsAt }) => state === 'announced' && endsAt > tx.now);
    const [first, ...others] = [...new Set(expected.map(({ memberId }) => memberId))];
    const seq = tx.record(siteId, {
      kind: `press-${accredited.layer}-ended`,
      ...(first === undefined
        ? {}
        : { subject: { person: first, ...(others.length === 0 ? {} : { with: others }) } }),
      details: {
        [accredited.layer === 'organisation' ? 'pressOrganisation' : 'pressPerson']: accredited.id,
        cancelled: coming.map(({ visitId, memberId, day }) => ({ visit: visitId, member: memberId, day })),
      },
      personal: { recordClass: 'visit', data: { why: reason } },
    });
    await held.save({ state: 'ended', endedBy: actor.id, endedAt: tx.now, endReason: reason });
    const cancelled = coming.map((current) => ({ current, change: { state: 'cancelled' as const } }));
    await changeArrivals(tx, siteId, cancelled, seq);
    await renewAdmissionsOfVisits(tx, siteId, visitIds, seq);
    return ok({ state: 'ended' });
  });
}

type Ending = {
  readonly state: 'ended';
  readonly endedBy: string;
  readonly endedAt: Date;
  readonly endReason: string;
};

async function lockAccreditation(tx: ActTx, siteId: string, { layer, id }: Accredited) {
  if (layer === 'organisation') {
    const entry = await lockOrganisation(tx, siteId, id);
    return entry && { entry, save: (ending: Ending) => saveOrganisation(tx, entry, ending) };
  }
  const [entry] = await lockPersons(tx, siteId, [id], 'update');
  return entry && { entry, save: (ending: Ending) => savePersons(tx, siteId, [id], ending) };
}

function visitsOf(arrivals: readonly ArrivalRow[]): readonly string[] {
  return [...new Set(arrivals.map(({ visitId }) => visitId))].toSorted();
}
