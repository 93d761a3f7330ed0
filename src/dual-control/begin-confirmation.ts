import { loadRoleBonds } from '../authority/load-role-bonds.ts';
import type { MayStill } from '../authority/may-still.ts';
import type { Principal } from '../authority/principal.ts';
import { ministryLogId } from '../kernel/ids.ts';
import type { Refusal } from '../kernel/problem.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ActTx } from '../log/writing/perform-act.ts';
import { judgeSecond } from './judge-second.ts';
import { proposalKinds } from './proposal-kinds.ts';
import { findProposal, lockProposal, type ProposalKey, type ProposalRow } from './proposal-rows.ts';

export type ConfirmationDeps = { readonly mayStill: MayStill };

type Moment = Pick<ActTx, 'db' | 'now'>;

/** Who would confirm, and what. */
type Asked = { readonly principal: Principal; readonly key: ProposalKey };

/** Whether this person can confirm a proposal as it stands, before it is weighed anew. The answer holds for no time. */
export async function previewConfirmation(
  deps: ConfirmationDeps,
  at: Moment,
  asked: Asked,
): Promise<Result<ProposalRow, Refusal>> {
  return weighConfirmation(deps, at, asked, await findProposal(at.db, asked.key));
}

/** The same within the act that carries it out: the proposal is held from here, so that it is confirmed once. */
export async function beginConfirmation(
  deps: ConfirmationDeps,
  tx: Moment,
  asked: Asked,
): Promise<Result<ProposalRow, Refusal>> {
  return weighConfirmation(deps, tx, asked, await lockProposal(tx.db, asked.key));
}

async function weighConfirmation(
  { mayStill }: ConfirmationDeps,
  { db, now }: Moment,
  { principal: { actor, credential }, key }: Asked,
  proposal: ProposalRow | undefined,
): Promise<Result<ProposalRow, Refusal>> {
  if (proposal === undefined) return refuse({ code: 'not-found' });
  const { proposedBy } = proposal;
  const { action } = proposalKinds[key.kind];
  const bonds = await loadRoleBonds(db, actor.id, [proposedBy], now);
  const siteId = key.siteId === ministryLogId ? undefined : key.siteId;
  const proposerMay = await mayStill(db, proposedBy, action, siteId, now);
  const facts = {
    ...{ proposal, second: actor, secondWith: credential.id, now },
    ...{ bound: bonds.has(proposedBy), proposerMay },
  };
  const refusal = judgeSecond(facts);
  return refusal === undefined ? ok(proposal) : refuse(refusal);
}
