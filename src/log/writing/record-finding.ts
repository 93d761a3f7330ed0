import { servicePrincipal } from '../../authority/service-principal.ts';
import { newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import type { AlarmEffect } from '../entry/effects.ts';
import { type ActDeps, type MinistryDraft, performAct } from './perform-act.ts';
import { takeEveryHead } from './take-every-head.ts';

/** What a service found out about the machine or the database that its record rests on. */
export type Finding = Pick<MinistryDraft, 'kind' | 'details' | 'subject'> & {
  /** What is raised by it, or over, at every site. */
  readonly alarms: readonly AlarmEffect[];
};

/** Records a finding in the ministry's log, and its alarms at every site. */
export async function recordFinding(deps: ActDeps, { alarms, ...draft }: Finding): Promise<void> {
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const sites = await takeEveryHead(tx);
    tx.recordMinistry(draft, sites, () => alarms);
    return ok(undefined);
  });
}
