import { servicePrincipal } from '../../authority/service-principal.ts';
import { monthsAhead } from '../../db/months-ahead.ts';
import { newId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { monthlyTables } from '../../log/entry/record-classes.ts';
import { type ActDeps, performAct } from '../../log/writing/perform-act.ts';

/** Makes the partitions of this month and the months ahead; what stands already stays. Records nothing. */
export async function makeMonths({ pool, clock }: Pick<ActDeps, 'pool' | 'clock'>): Promise<void> {
  await pool.query('select make_months($1::date, $2)', [clock.now(), monthsAhead]);
}

/**
 * Raises an alarm, once, at every site whose records fell into a default partition: nothing is lost there, but such months
 * can not be dropped by date. Returns the sites alarmed.
 */
export async function tellUnmadeMonths(deps: ActDeps): Promise<readonly string[]> {
  const { rows } = await deps.pool.query<{ siteId: string }>({
    name: 'find-default-partition-used',
    text: `
      select site_id as "siteId" from sites s
      where (${monthlyTables.map(hasDefaults).join(' or ')})
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

/** Makes the months ahead, then tells of records that came before their month was made. */
export async function keepMonths(deps: ActDeps): Promise<readonly string[]> {
  await makeMonths(deps);
  return tellUnmadeMonths(deps);
}

function hasDefaults(table: string): string {
  return `exists (select from ${table}_default d where d.site_id = s.site_id)`;
}
