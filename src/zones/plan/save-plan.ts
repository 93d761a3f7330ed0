import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { sites } from '../sites/tables.ts';
import { elementsOf } from './plan-elements.ts';
import { type ShownDifference, versionsOf } from './show-difference.ts';
import type { SitePlan } from './site-plan.ts';

/** Zones closed while somebody was in them, and why. */
export type ClosedOccupied = { readonly zones: readonly string[]; readonly reason: string };

/** Ends the versions a difference replaces or closes and begins the new ones with entry `seq`; what is the same is not touched. */
export async function savePlan(
  { client, db }: Tx,
  siteId: string,
  seq: number,
  {
    plan,
    difference,
    closed,
  }: {
    readonly plan: SitePlan;
    readonly difference: ShownDifference;
    readonly closed: ClosedOccupied;
  },
): Promise<void> {
  const { ended, begun } = versionsOf(difference);
  await client.query({
    ...endElements,
    values: [
      siteId,
      seq,
      ended.map(({ kind }) => kind),
      ended.map(({ id }) => id),
      closed.zones,
      closed.reason,
    ],
  });
  const beginning = new Set(begun.map(({ kind, id }) => `${kind}/${id}`));
  const elements = elementsOf(plan).filter(({ kind, id }) => beginning.has(`${kind}/${id}`));
  await client.query({
    ...beginElements,
    values: [
      siteId,
      seq,
      elements.map(({ kind }) => kind),
      elements.map(({ id }) => id),
      elements.map(({ body }) => JSON.stringify(body)),
    ],
  });
  if (difference.site !== undefined) {
    await db.update(sites).set({ name: plan.site.name }).where(eq(sites.siteId, siteId));
  }
}

const endElements = {
  name: 'end-elements',
  text: `
    update plan_elements e
    set until_seq = $2, closed_reason = case when e.kind = 'zone' and e.element_id = any($5::text[]) then $6::text end
    from unnest($3::text[], $4::text[]) as k(kind, element_id)
    where e.site_id = $1 and e.kind = k.kind and e.element_id = k.element_id and e.until_seq is null`,
};

const beginElements = {
  name: 'begin-elements',
  text: `
    insert into plan_elements (site_id, kind, element_id, from_seq, body)
    select $1, k.kind, k.element_id, $2, k.body::jsonb
    from unnest($3::text[], $4::text[], $5::text[]) as k(kind, element_id, body)`,
};
