import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActDeps } from '../../log/writing/perform-act.ts';
import { handOverAccount, type IssuedSecret } from '../accounts/issue-account.ts';
import type { HashingDeps } from '../passwords/in-hashing-place.ts';
import { lockApplication, saveApplication } from './application-rows.ts';
import { judgeApplicationStep } from './judge-application-step.ts';

/** Issues the login id of an application that was approved, to whom it names and once; without one nothing is issued (2.2.1.3(2)(a)). */
export function issueByApplication(
  deps: ActDeps & HashingDeps,
  context: ActContext,
  applicationId: string | undefined,
): Promise<Result<IssuedSecret, Refusal>> {
  if (applicationId === undefined) return Promise.resolve(refuse(noApplication));
  const { actor, credential } = context.principal;
  return handOverAccount(deps, context, async ({ db, now }) => {
    const application = await lockApplication(db, applicationId);
    if (application === undefined) return refuse(unknown);
    const whose = { actor, actsWith: credential.id, bound: false, decides: true };
    const refusal = judgeApplicationStep({ application, step: 'issue', ...whose, now });
    if (refusal !== undefined) return refuse(refusal);
    await saveApplication(db, application, { state: 'issued' });
    const { loginId, personId } = application;
    return ok({ loginId, personId, application: applicationId });
  });
}

const noApplication: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/application', message: '識別コードの発行には、承認された申請が必要です' }],
};
const unknown: Refusal = {
  code: 'unprocessable',
  errors: [{ at: '/application', message: 'この申請はありません' }],
};
