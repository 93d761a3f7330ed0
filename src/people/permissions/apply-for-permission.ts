import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { ApplicationTerms } from './application.ts';
import { beginApplication } from './begin-application.ts';
import { saveApplication } from './save-application.ts';
import { weighApplication } from './weigh-application.ts';

/** 継続的立入許可の申請 (2.3.1.1(2)(a)(エ)) for a person by the acting one. */
export function applyForPermission(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  personId: string,
  terms: ApplicationTerms,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const begun = await beginApplication(tx, context, siteId, personId, terms);
    if (!begun.ok) return begun;
    const weighed = await weighApplication(tx, siteId, begun.value);
    if (!weighed.ok) return weighed;
    const applicantId = context.principal.actor.id;
    const { application } = begun.value;
    return ok({ id: await saveApplication(tx, siteId, application, { applicantId, replaces: null }) });
  });
}
