import type { ClientBase } from 'pg';
import { permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from './permit-rows.ts';

/**
 * Sets when the log says that a permit is used beyond its end, that its end is not reported, and that nobody applied for it afterwards or looked
 * at it. The caller holds the head.
 */
export async function armPermit(
  client: ClientBase,
  { siteId, permitId, state, validUntil, reportDue, reportedAt, afterwards }: PermitRow,
): Promise<void> {
  const isReported = reportedAt !== null || ![...permitStatesInForce, 'closed', 'revoked'].includes(state);
  await client.query({
    ...arm,
    values: [
      siteId,
      permitId,
      state === 'in-use' ? validUntil : null,
      isReported ? null : reportDue,
      afterwards?.due ?? null,
    ],
  });
}

const arm = {
  name: 'arm-permit',
  text: `
    with due as (
      select kind, due_at from (values ('permit-overdue', $3::timestamptz), ('permit-unreported', $4::timestamptz), ('permit-unlooked', $5::timestamptz))
        as due(kind, due_at) where due_at is not null),
    gone as (
      delete from deadlines
      where site_id = $1 and ref = $2 and kind in ('permit-overdue', 'permit-unreported', 'permit-unlooked') and kind not in (select kind from due))
    insert into deadlines (site_id, kind, ref, due_at) select $1, kind, $2, due_at from due
    on conflict (site_id, kind, ref) do update set due_at = excluded.due_at`,
};
