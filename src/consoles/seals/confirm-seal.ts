import { beginConfirmation, type ConfirmationDeps } from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal } from '../../dual-control/proposal-rows.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { lockConsole } from '../register/console-rows.ts';
import { noConsole, recordAtConsole } from '../register/take-console.ts';
import { makeSealedSecret } from './make-sealed-secret.ts';
import { parseProposedSeal } from './proposed-seal.ts';
import { saveSeal } from './seal-rows.ts';

/** A sealed credential as it is told once, to be printed and put into a sealed envelope at its console; nobody keeps it. */
export type SealedCredential = { readonly console: string; readonly secret: string };

/** Makes the sealed credential of a console, in the place of the one before, as the act of a second person. */
export function confirmSeal(
  deps: ActDeps & ConfirmationDeps,
  { idempotencyKey: _, ...context }: ActContext,
  { siteId, proposalId }: { readonly siteId: string; readonly proposalId: string },
): Promise<Result<SealedCredential, Refusal>> {
  const { principal } = context;
  const key = { siteId, kind: 'console-seal', proposalId } as const;
  return performAct<SealedCredential>(deps, context, async (tx) => {
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    const proposed = draftOf(begun.value, parseProposedSeal);
    const { proposedBy: proposer } = begun.value;
    const { consoleId } = proposed;
    if ((await lockConsole(tx.db, { siteId, consoleId })) === undefined) return refuse(noConsole);
    await tx.takeHeads([siteId]);
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    const { secret, hash } = makeSealedSecret();
    recordAtConsole(tx, 'console-sealed', { siteId, ...proposed }, {}, { proposer });
    const sealed = { siteId, consoleId, hash, sealedBy: principal.actor.id, sealedAt: tx.now };
    await saveSeal(tx.db, sealed);
    return ok({ console: consoleId, secret });
  });
}
