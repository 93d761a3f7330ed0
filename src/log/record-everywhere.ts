import { servicePrincipal } from '../authority/service-principal.ts';
import { newId } from '../kernel/ids.ts';
import { ok } from '../kernel/result.ts';
import type { AlarmEffect } from './effects.ts';
import { type ActDeps, type MinistryDraft, performAct } from './perform-act.ts';
import { takeEveryHead } from './take-every-head.ts';

/** Records what the service found by itself in the ministry's log, and raises or ends an alarm for it at every site. */
export async function recordEverywhere(
  deps: ActDeps,
  draft: MinistryDraft,
  alarm: AlarmEffect,
): Promise<void> {
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const sites = await takeEveryHead(tx);
    tx.recordMinistry(draft, sites, () => [alarm]);
    return ok(undefined);
  });
}
