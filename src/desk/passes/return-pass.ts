import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { judgeOwnCard } from '../../people/cards/judge-own-card.ts';
import { saveCard } from '../../people/registry/card-rows.ts';
import { beginActOnPass } from './begin-act-on-pass.ts';
import { findPass, type PassRow } from './pass-rows.ts';
import { passStepNotOpen } from './pass-step-not-open.ts';
import { subjectOfPass } from './subject-of-pass.ts';
import { putInStock, takePassBack } from './take-pass-back.ts';
import { noPass } from './take-pass-step.ts';

type Returned = {
  readonly holder: string | null;
  /** Own cards of the holder that count again. */
  readonly resumed: readonly string[];
};

/**
 * Takes a pass back at the desk, or out of the 返却箱. It proves that the pass is there, and no time at which a visitor left: no visit
 * ends by it. With a 臨時カード the holder's own cards that were suspended for it count again.
 */
export function returnPass(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  passId: string,
): Promise<Result<Returned, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const pass = await findPass(tx.db, siteId, passId);
    if (pass === undefined) return refuse(noPass);
    if (pass.state === 'lent' && pass.basis === 'one-day') {
      const owners = await loadOwnersOfAct(tx.db, context.principal.actor);
      return returnDayCard(tx, pass, owners);
    }
    if (pass.basis === 'one-day') return refuse(passStepNotOpen(pass.state));
    await tx.takeHeads([siteId]);
    const back = await takePassBack(tx, siteId, pass.numeral, tx.nextSeq(siteId));
    if (!back.ok) return back;
    tx.record(siteId, {
      kind: 'pass-returned',
      ...subjectOfPass(back.value),
      details: detailsOf(back.value),
    });
    return ok({ holder: back.value.holderId, resumed: [] });
  });
}

async function returnDayCard(
  tx: ActTx,
  seen: PassRow,
  owners: ReadonlySet<string>,
): Promise<Result<Returned, Refusal>> {
  const refusal = judgeOwnCard(owners, seen.holderId);
  if (refusal !== undefined) return refuse(refusal);
  const begun = await beginActOnPass(tx, seen);
  if (!begun.ok) return begun;
  const { pass, own, record } = begun.value;
  const { siteId, holderId } = pass;
  const back = await putInStock(tx, pass, tx.nextSeq(siteId));
  if (!back.ok) return back;
  const resumed = own.map(({ cardId }) => cardId);
  const { ministry } = await record({
    kind: 'pass-returned',
    ...subjectOfPass(pass),
    details: { ...detailsOf(pass), site: siteId, resumed },
  });
  for (const card of own) await saveCard(tx, card, { state: 'active', stateReason: null }, ministry);
  return ok({ holder: holderId, resumed });
}

function detailsOf({ passId, numeral, basis }: PassRow) {
  return { pass: passId, numeral, basis };
}
