import { ministryLogId, newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { findContractOf } from '../../people/registry/contract-rows.ts';
import { findPerson } from '../../people/registry/person-rows.ts';
import { isOrganisation } from '../../zones/sites/find-organisations.ts';
import { findIssueRefusal } from '../accounts/find-issue-refusal.ts';
import { judgeLoginId } from '../accounts/judge-login-id.ts';
import type { ApplicationGround } from './application-grounds.ts';
import { isAppliedFor } from './application-rows.ts';
import { judgeApplicant } from './judge-applicant.ts';
import { signInApplications } from './tables.ts';

/** Which login id is applied for, for whom, in whose office and why. */
export type ApplicationDraft = {
  readonly loginId: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly ground: ApplicationGround;
};

/** Applies for a login id for somebody (2.2.1.3(2)(a)); nothing is issued until another person approves it. */
export async function applyForAccount(
  deps: ActDeps,
  context: ActContext,
  { loginId: typed, personId, organisationId, ground }: ApplicationDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  const { actor, credential } = context.principal;
  const refusal = judgeApplicant(context.principal, organisationId);
  if (refusal !== undefined) return refuse(refusal);
  const loginId = judgeLoginId(typed);
  if (!loginId.ok) return loginId;
  return performAct(deps, context, async (tx) => {
    const { db, now } = tx;
    if (!(await isOrganisation(db, organisationId))) return refuse(noOrganisation);
    await tx.takeHeads([ministryLogId]);
    const asked = { loginId: loginId.value, personId };
    const cannot = await findIssueRefusal(db, asked);
    if (cannot !== undefined) return refuse(cannot);
    const person = await findPerson(db, personId);
    const office = (await findContractOf(db, person))?.organisationId ?? person?.organisationId ?? null;
    if (office !== null && office !== organisationId) return refuse(otherOffice);
    if (await isAppliedFor(db, asked)) return refuse(applied);
    const id = newId<'account-application'>();
    tx.recordMinistry(
      {
        kind: 'account-applied-for',
        subject: { person: personId, organisation: organisationId },
        details: { application: id, ground },
        personal: { recordClass: 'act', data: { loginId: loginId.value } },
      },
      [],
    );
    await db.insert(signInApplications).values({
      ...asked,
      ...{ applicationId: id, organisationId, ground, state: 'requested' },
      ...{ appliedBy: actor.id, appliedWith: credential.id, appliedAt: now },
    });
    return ok({ id });
  });
}

const noOrganisation: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/organisation', message: 'この組織は登録されていません' }],
};
const otherOffice: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/organisation', message: 'この人の所属（契約のある人は、契約の所管課室）ではありません' }],
};
const applied: Refusal = {
  code: 'conflict',
  detail: 'この識別コード又はこの人については、すでに申請があります。その申請を処理してから行ってください。',
};
