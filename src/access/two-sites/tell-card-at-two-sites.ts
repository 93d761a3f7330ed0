import { servicePrincipal } from '../../authority/service-principal.ts';
import { ministryLogId, newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import type { ReadsAtTwoSites } from './find-reads-at-two-sites.ts';

/** Records that a card was read at two sites, with an alarm at both; once while one needs from one to the other, whichever instance found it. */
export async function tellCardAtTwoSites(
  deps: ActDeps,
  { card, person, minutes, reads }: ReadsAtTwoSites,
): Promise<void> {
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  const sites = reads.map(({ site }) => site);
  await performAct(deps, context, async (tx) => {
    await tx.takeHeads([ministryLogId, ...sites].toSorted());
    const { rowCount } = await tx.client.query({
      name: 'find-card-told-at-two-sites',
      text: `
        select from entries where site_id = $1 and kind = 'card-at-two-sites' and card_id = $2 and recorded_at > $3 limit 1`,
      values: [ministryLogId, card, new Date(tx.now.getTime() - minutes * 60_000)],
    });
    if (rowCount !== 0) return ok(undefined);
    tx.recordMinistry(
      { kind: 'card-at-two-sites', subject: { card, person }, details: { minutes, reads } },
      sites,
      () => [{ type: 'alarm', kind: 'card-at-two-sites', active: true, person }],
    );
    return ok(undefined);
  });
}
