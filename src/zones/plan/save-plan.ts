import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/in-transaction.ts';
import { sites } from '../sites/tables.ts';
import type { Difference, PlanDiff } from './plan-diff.ts';
import { type PlanElement, sectionKinds } from './plan-elements.ts';
import { type Element, idOf, sections } from './show-difference.ts';
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
    diff,
    closed,
  }: { readonly plan: SitePlan; readonly diff: PlanDiff; readonly closed: ClosedOccupied },
): Promise<void> {
  const { ended, begun } = versionsOf(plan, diff);
  for (const some of inPortions(ended)) {
    const values = [siteId, seq, JSON.stringify(some), closed.zones, closed.reason];
    await client.query({ ...endElements, values });
  }
  for (const some of inPortions(begun)) {
    await client.query({ ...beginElements, values: [siteId, seq, JSON.stringify(some)] });
  }
  if (diff.site.length > 0) {
    await db.update(sites).set({ name: plan.site.name }).where(eq(sites.siteId, siteId));
  }
}

type ElementKey = Omit<PlanElement, 'body'>;

/** The elements whose standing version ends with the difference, and the new versions that begin. */
function versionsOf(
  { site }: SitePlan,
  diff: PlanDiff,
): { readonly ended: readonly ElementKey[]; readonly begun: readonly PlanElement[] } {
  const settings: PlanElement[] = diff.site.length === 0 ? [] : [{ kind: 'site', id: 'site', body: site }];
  const ended: ElementKey[] = settings.map(({ kind, id }) => ({ kind, id }));
  const begun = settings;
  for (const section of sections) {
    const kind = sectionKinds[section];
    const { added, changed, closed }: Difference<Element> = diff[section];
    for (const { before, after } of changed) {
      ended.push({ kind, id: idOf(before) });
      begun.push({ kind, id: idOf(after), body: after });
    }
    for (const element of closed) ended.push({ kind, id: idOf(element) });
    for (const element of added) begun.push({ kind, id: idOf(element), body: element });
  }
  return { ended, begun };
}

/** So many elements are written by one statement: what one says is made in one go. */
const elementsInStatement = 500;

function* inPortions<Item>(items: readonly Item[]): Generator<readonly Item[], void> {
  for (let start = 0; start < items.length; start += elementsInStatement) {
    yield items.slice(start, start + elementsInStatement);
  }
}

const endElements = {
  name: 'end-elements',
  text: `
    update plan_elements e
    set until_seq = $2, closed_reason = case when e.kind = 'zone' and e.element_id = any($4::text[]) then $5::text end
    from json_to_recordset($3::json) as k(kind text, id text)
    where e.site_id = $1 and e.kind = k.kind and e.element_id = k.id and e.until_seq is null`,
};

const beginElements = {
  name: 'begin-elements',
  text: `
    insert into plan_elements (site_id, kind, element_id, from_seq, body)
    select $1, k.kind, k.id, $2, k.body
    from json_to_recordset($3::json) as k(kind text, id text, body jsonb)`,
};
