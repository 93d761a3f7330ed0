import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { judgeOwnCard } from '../../people/cards/judge-own-card.ts';
import { hasExaminedPermission } from '../../people/permissions/has-examined-permission.ts';
import { loadCardsOf, saveCard } from '../../people/registry/card-rows.ts';
import { findContractOf } from '../../people/registry/contract-rows.ts';
import { lockPerson } from '../../people/registry/person-rows.ts';
import { type DesksKept, desksKept, notYourDesk } from '../../visitors/keeping/desks-kept.ts';
import { loadOrganisationsAbove } from '../../zones/sites/load-organisations-above.ts';
import { beginHolderAct } from './begin-act-on-pass.ts';
import { judgeDayHolder } from './judge-day-holder.ts';
import { ofVisitors } from './judge-pass-step.ts';
import { lendPass } from './lend-pass.ts';
import { suspendedForPass } from './load-own-cards.ts';
import { findPass } from './pass-rows.ts';
import { subjectOfPass } from './subject-of-pass.ts';
import { noPass } from './take-pass-step.ts';

export type DayLending = { readonly person: string; readonly dueAt: Date };

type Lent = { readonly holder: string; readonly suspended: readonly string[] };

/**
 * Lends a pass to a person for the day: 臨時カード to staff without their own card, which is suspended meanwhile at every door, or
 * the pass of a 事前貸与者, of whom it writes an id and no name: that is in the register of approved names already, whatever row 28 asks
 * for (ADR 0026). A visitor gets theirs with the check-in.
 */
export function lendDayPass(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  passId: string,
  { person: personId, dueAt }: DayLending,
): Promise<Result<Lent, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const person = await lockPerson(tx, personId);
    const contract = await findContractOf(tx.db, person);
    const pass = await findPass(tx.db, siteId, passId);
    if (pass === undefined) return refuse(noPass);
    const { basis, numeral } = pass;
    if (basis === 'visit') return refuse(ofVisitors);
    const kept = desksKept(context.principal, siteId);
    const unit = person?.organisationId ?? contract?.organisationId;
    if (!(await isOfKept(tx, kept, unit))) return refuse(notYourDesk);
    const act = await beginHolderAct(tx, siteId, personId);
    const examined = await hasExaminedPermission(tx.db, siteId, personId, tx.now);
    const refusal =
      judgeOwnCard(await loadOwnersOfAct(tx.db, context.principal.actor), personId) ??
      judgeDayHolder({ basis, person, contract, examined, dueAt, now: tx.now });
    if (refusal !== undefined) return refuse(refusal);

    const own = basis === 'one-day' ? await loadCardsOf(tx.db, [personId], ['active']) : [];
    const suspended = own.map(({ cardId }) => cardId);
    const lending = { numeral, holder: personId, basis, lentAt: tx.now, dueAt, suspendedCardIds: suspended };
    const lent = await lendPass(tx, siteId, lending, tx.nextSeq(siteId));
    if (!lent.ok) return lent;
    const { ministry } = await act.record({
      kind: 'pass-lent',
      ...subjectOfPass(lent.value),
      details: { pass: passId, numeral, site: siteId, basis, dueAt: dueAt.toISOString(), suspended },
    });
    for (const card of own)
      await saveCard(tx, card, { state: 'suspended', stateReason: suspendedForPass }, ministry);
    return ok({ holder: personId, suspended });
  });
}

/** The reception of one body lends passes of the day to its people alone. */
async function isOfKept(tx: ActTx, kept: DesksKept, unit: string | null | undefined): Promise<boolean> {
  if (kept === 'all') return true;
  if (unit == null) return false;
  return (await loadOrganisationsAbove(tx.client, unit)).some((one) => kept.has(one));
}
