import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { judgeExcuse, notHead } from './judge-excuse.ts';
import { wearingExcuses } from './tables.ts';

export type ExcuseDraft = {
  readonly personId: string;
  readonly from: Date;
  /** Exclusive */
  readonly until: Date;
  readonly reason: string;
};

/** Excuses a person from wearing their card in sight for a while (2.3.1.1(6)(a)); what a door asks of them stays as it is. */
export function excuseFromWearing(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { personId, from, until, reason }: ExcuseDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const { principal } = context;
    const person = await findPerson(tx.db, personId);
    const organisationId = person?.organisationId ?? null;
    const owners = await loadOwnersOfAct(tx.db, principal.actor);
    const refusal = judgeExcuse({
      principal,
      siteId,
      owners,
      personId,
      organisationId,
      from,
      until,
      now: tx.now,
    });
    if (refusal !== undefined || organisationId === null) return refuse(refusal ?? notHead);
    await tx.takeHeads([siteId]);
    const id = newId<'wearing-excuse'>();
    const fromSeq = tx.record(siteId, {
      kind: 'wearing-excused',
      subject: { person: personId, organisation: organisationId },
      details: { excuse: id, from: from.toISOString(), until: until.toISOString() },
      personal: { recordClass: 'act', data: { reason } },
    });
    await tx.db.insert(wearingExcuses).values({
      siteId,
      excuseId: id,
      fromSeq,
      personId,
      organisationId,
      validFrom: from,
      validUntil: until,
      reason,
      givenBy: principal.actor.id,
    });
    return ok({ id });
  });
}
