import { servicePrincipal } from '../../authority/service-principal.ts';
import { newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import type { AlarmEffect } from '../../log/entry/effects.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { takeEveryHead } from '../../log/writing/take-every-head.ts';
import { listReviews } from './list-reviews.ts';
import { quarterAt } from './quarter.ts';
import { isOfTheMinistry, superiorOf } from './review-area.ts';
import { claimOverdue } from './review-rows.ts';

/**
 * Tells of the reviews that nobody signed in time, each once, whichever instance comes first: one entry of the ministry, and an alarm at the
 * site whose zones they are of, or at every site where it is the ministry's. From then on they wait for the superior.
 */
export async function tellOverdueReviews(deps: ActDeps): Promise<void> {
  const now = deps.clock.now();
  const quarter = quarterAt(now).name;
  const overdue = (await listReviews(deps.pool, now)).filter(({ isOverdue }) => isOverdue);
  if (overdue.length === 0) return;
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  await performAct(deps, context, async (tx) => {
    const keys = overdue.map(({ siteId, zoneId }) => ({ quarter, siteId, zoneId }));
    const told = await claimOverdue(tx.db, keys, tx.now);
    if (told.length === 0) return ok(undefined);
    const sites = await takeEveryHead(tx);
    const everywhere = told.some(isOfTheMinistry);
    const concerned = sites.filter((site) => everywhere || told.some(({ siteId }) => siteId === site));
    const risesTo = [...new Set(told.map(superiorOf))];
    const details = { quarter, reviews: told.length, risesTo };
    tx.recordMinistry({ kind: 'rights-review-overdue', details }, concerned, () => [alarm]);
    return ok(undefined);
  });
}

const alarm: AlarmEffect = { type: 'alarm', kind: 'rights-review-overdue', active: true };
