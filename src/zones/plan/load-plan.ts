import type { ClientBase } from 'pg';
import { inSlices } from '../../kernel/in-slices.ts';
import { elementsInTexts } from './elements-in-texts.ts';
import { type ElementsText, parsingElements } from './plan-elements.ts';
import type { SitePlan } from './site-plan.ts';

/** A site's plan and the seq of its last change (0 and undefined before the first). */
export type StoredPlan = { readonly seq: number; readonly plan: SitePlan | undefined };

/** Reads a site's plan in one statement, as it is or as it was once the entry `asOfSeq` was recorded. */
export async function loadPlan(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  asOfSeq = Number.MAX_SAFE_INTEGER,
): Promise<StoredPlan> {
  const { rows } = await source.query<{ readonly seq: number; readonly elements: ElementsText }>({
    name: 'load-plan',
    text: `
      with known as (
        select kind, element_id, body from plan_elements
        where site_id = $1 and from_seq <= $2 and (until_seq is null or until_seq > $2))
      select elements, (
        select greatest(max(from_seq) filter (where from_seq <= $2), max(until_seq) filter (where until_seq <= $2))
        from plan_elements where site_id = $1
      ) as seq
      from (${elementsInTexts}) as texts order by nth`,
    values: [siteId, asOfSeq],
  });
  const plan = await inSlices(parsingElements(rows.map(({ elements }) => elements)));
  return { seq: rows[0]?.seq ?? 0, plan };
}
