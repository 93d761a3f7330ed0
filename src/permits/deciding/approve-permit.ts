import { type Proposed, propose } from '../../dual-control/propose.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActTx, performAct } from '../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../people/registry/hold-active-staff.ts';
import type { PermitDeps } from '../applying/apply-for-permit.ts';
import type { PermitState } from '../lifecycle/permit-lifecycle.ts';
import { entryKindOf } from '../registry/entry-kind-of.ts';
import { entryOfPermit } from '../registry/entry-of-permit.ts';
import { savePermit } from '../registry/permit-rows.ts';
import type { Need } from '../rule/rule-told.ts';
import { ruleBody } from '../shown/permit-body.ts';
import { judgeAbsence } from './judge-absence.ts';
import { takesTwo } from './takes-two.ts';
import { type WeighedApproval, weighApproval } from './weigh-approval.ts';
import { withLooks } from './with-looks.ts';

/** Where the permit stands, and whose consent is still to be given. */
export type PermitApproval = {
  readonly state: PermitState;
  readonly missing: readonly Need[];
  /** Where the approval waits for a second person; nothing is allowed then. */
  readonly proposal?: Proposed;
};

/**
 * Consents to a permit as the approver has read it, for all that their roles answer for; with the last consent it is approved. What takes
 * two persons is proposed and waits for the second (`confirmApproval`): nothing is changed or recorded until then.
 */
export function approvePermit(
  deps: PermitDeps,
  context: ActContext,
  siteId: string,
  permitId: string,
  isSeen: (seq: number) => boolean,
  absence?: string,
): Promise<Result<PermitApproval, Refusal>> {
  const { principal } = context;
  return performAct(deps, context, async (tx) => {
    const weighed = await weighApproval(tx, principal, siteId, deps.policy, permitId);
    if (!weighed.ok) return weighed;
    const { permit, missing, rule, added } = weighed.value;
    if (!isSeen(permit.fromSeq)) return refuse(changedSince);
    const silent = judgeAbsence(added, absence);
    if (silent !== undefined) return refuse(silent);
    if (missing.length > 0 || !takesTwo(permit.kind, rule)) {
      return ok(await storeApproval(tx, siteId, weighed.value, [principal.actor.id], { absence }));
    }
    const proposed = await propose(tx, principal, {
      siteId,
      kind: 'exception-approval',
      draft: { permit: permitId },
      weighed: weighedTo(weighed.value),
    });
    if (!proposed.ok) return proposed;
    return ok({ state: permit.state, missing, proposal: proposed.value });
  });
}

const changedSince: Refusal = {
  code: 'version-mismatch',
  detail: '読み取った後に申請が変わりました。内容を見直してから許可してください。',
};

/** A door will let them pass by it: a stop of one of them waits for this act, or takes the head of this site (ADR 0002). */
async function holdNamed(tx: ActTx, { kind, concernedIds }: WeighedApproval['permit']): Promise<void> {
  if (kind === 'person-exception') await holdActiveStaff(tx, concernedIds);
}

/** What an approval is bound to: another version of the permit or another rule is another approval. */
export function weighedTo({ permit, rule }: WeighedApproval): object {
  return { permit: permit.permitId, fromSeq: permit.fromSeq, rule: ruleBody(rule) };
}

/** Stores a consent that was weighed, given by one person or by two together; the last one named acts. */
export async function storeApproval(
  tx: ActTx,
  siteId: string,
  { permit, next, rule, added, missing }: WeighedApproval,
  givers: readonly string[],
  {
    proposal,
    absence,
  }: {
    readonly proposal?: { readonly proposalId: string; readonly proposedBy: string };
    /** Why the officer is absent in whose stead it is given (代決). */
    readonly absence?: string | undefined;
  },
): Promise<PermitApproval> {
  await holdNamed(tx, permit);
  await tx.takeHeads([siteId]);
  const at = tx.now.toISOString();
  const given = givers.flatMap((by) => added.map((one) => ({ ...one, by, at })));
  const state = missing.length === 0 ? next : permit.state;
  const kind = entryKindOf(permit, state, missing.length === 0 ? 'permit-approved' : 'permit-consented');
  const entry = entryOfPermit(kind, permit.permitId, permit);
  const seq = tx.record(siteId, {
    ...entry,
    subject: { ...entry.subject, ...(proposal === undefined ? {} : { proposer: proposal.proposedBy }) },
    details: {
      kind: permit.kind,
      consents: added.map(({ anyOf, ...given }) => given),
      ...(proposal === undefined ? {} : { proposal: proposal.proposalId }),
    },
    ...(absence === undefined ? {} : { personal: { recordClass: 'act', data: { absence } } as const }),
  });
  const consents = [...permit.consents, ...given];
  const [first = ''] = givers;
  const afterwards = withLooks(permit.afterwards, added, { by: first, now: tx.now });
  await savePermit(tx, permit, { state, rule, consents, reason: null, afterwards }, seq);
  return { state, missing };
}
