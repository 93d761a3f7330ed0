import type { ClientBase } from 'pg';
import { permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from './permit-rows.ts';

const inForce: readonly string[] = permitStatesInForce;

/** Keeps by person which permits are in force for them, so that a door finds them by key. The caller holds the head. */
export async function keepPermitHolders(
  client: ClientBase,
  { siteId, permitId, kind, state, concernedIds }: PermitRow,
): Promise<void> {
  const holders = inForce.includes(state) ? concernedIds : [];
  await client.query({ ...keep, values: [siteId, permitId, kind, holders] });
}

const keep = {
  name: 'keep-permit-holders',
  text: `
    with gone as (
      delete from permit_holders where site_id = $1 and permit_id = $2 and person_id <> all($4::uuid[]))
    insert into permit_holders (site_id, person_id, kind, permit_id) select $1, holder, $3, $2 from unnest($4::uuid[]) as holder
    on conflict do nothing`,
};
