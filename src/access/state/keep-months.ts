import { servicePrincipal } from '../../authority/service-principal.ts';
import { newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type ActDeps, performAct } from '../../log/perform-act.ts';

/** Months of the record made ahead of the present one. */
const monthsAhead = 12;

/**
 * Makes the months ahead, and raises an alarm, once, at every site whose entries fell into the default partition:
 * nothing is lost there, but such months can not be dropped by date. Returns the sites alarmed.
 */
export async function keepMonths(deps: ActDeps): Promise<readonly string[]> {
  const now = deps.clock.now();
  await deps.pool.query('select make_months($1::date, $2)', [now, monthsAhead]);
  const { rows } = await deps.pool.query<{ siteId: string }>({
    name: 'find-default-partition-used',
    text: `
      select site_id as "siteId" from sites s
      where exists (select from entries_default e where e.site_id = s.site_id)
        and not exists (
          select from alarms a where a.site_id = s.site_id and a.kind = 'default-partition-used' and a.active)`,
  });
  const context = { principal: servicePrincipal, requestId: newId<'request'>() };
  for (const { siteId } of rows) {
    await performAct(deps, context, async (tx) => {
      await tx.takeHeads([siteId]);
      const alarm = { type: 'alarm', kind: 'default-partition-used', active: true } as const;
      tx.record(siteId, { kind: 'default-partition-used', effects: [alarm] });
      return ok(undefined);
    });
  }
  return rows.map(({ siteId }) => siteId);
}
