import { isDeepStrictEqual } from 'node:util';
import { beginConfirmation } from '../../dual-control/begin-confirmation.ts';
import { draftOf } from '../../dual-control/draft-of.ts';
import { closeProposal, type ProposalRow } from '../../dual-control/proposal-rows.ts';
import { ministryLogId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { eraseEarly } from '../early/erase-early.ts';
import { linesOf, weighEarly } from '../early/weigh-early.ts';
import { type RetentionDeps, storeDecision } from '../rules/decide-retention.ts';
import { loadDays } from '../rules/load-cutoffs.ts';
import { liftExtension } from './lift-extension.ts';
import {
  parseProposedDecision,
  parseProposedErasure,
  parseProposedLifting,
  parseWeighedDecision,
  parseWeighedErasure,
  type retentionProposalKinds,
} from './retention-proposal-kinds.ts';

type Kind = (typeof retentionProposalKinds)[number];

/** What was done: the rule that stands now, or how many records went. */
export type Confirmed = { readonly rule: string | null; readonly erased: number };

/** Carries out what one person proposed as the act of a second; refused where it would do something else than it was weighed to. */
export function confirmRetention(
  deps: RetentionDeps,
  context: ActContext,
  { kind, proposalId }: { readonly kind: Kind; readonly proposalId: string },
): Promise<Result<Confirmed, Refusal>> {
  const { principal } = context;
  const key = { siteId: ministryLogId, kind, proposalId };
  return performAct(deps, context, async (tx): Promise<Result<Confirmed, Refusal>> => {
    const begun = await beginConfirmation(deps, tx, { principal, key });
    if (!begun.ok) return begun;
    await closeProposal(tx, begun.value, 'confirmed', principal.actor.id);
    return carryOut[kind](deps, tx, begun.value, principal.actor.id);
  });
}

const carryOut = {
  'retention-decision': storeProposed,
  'extension-lifting': liftProposed,
  'early-erasure': eraseProposed,
} as const satisfies Record<
  Kind,
  (
    deps: RetentionDeps,
    tx: ActTx,
    proposal: ProposalRow,
    second: string,
  ) => Promise<Result<Confirmed, Refusal>>
>;

async function storeProposed(deps: RetentionDeps, tx: ActTx, proposal: ProposalRow, second: string) {
  const decision = draftOf(proposal, parseProposedDecision);
  const before = (await loadDays(tx.db, decision.recordClass, decision.organisationId)) ?? null;
  if (before !== parseWeighedDecision(proposal).before) return refuse(weighedAnew);
  const stored = await storeDecision(deps, tx, { ...decision, decidedBy: proposal.proposedBy, second });
  return stored.ok ? ok({ rule: stored.value.id, erased: 0 }) : stored;
}

async function liftProposed(_: RetentionDeps, tx: ActTx, proposal: ProposalRow) {
  const lifted = await liftExtension(tx, draftOf(proposal, parseProposedLifting), proposal.proposedBy);
  return lifted ? ok({ rule: null, erased: 0 }) : refuse(weighedAnew);
}

async function eraseProposed(_: RetentionDeps, tx: ActTx, proposal: ProposalRow) {
  const erasure = draftOf(proposal, parseProposedErasure);
  // What changes between this and the head makes the erasure another than its entry tells, and the database refuses it.
  const early = await weighEarly(tx.client, tx.db, erasure, tx.now);
  if (!early.ok) return early;
  if (!isDeepStrictEqual(linesOf(early.value), parseWeighedErasure(proposal).erases))
    return refuse(weighedAnew);
  const erased = await eraseEarly(tx, erasure, early.value, { proposer: proposal.proposedBy });
  return erased.ok ? ok({ rule: null, erased: erased.value }) : erased;
}

const weighedAnew: Refusal = {
  code: 'version-mismatch',
  detail:
    '提案した後に保存期間、延長又は消去の対象が変わりました。内容を見直して、あらためて提案してください。',
};
