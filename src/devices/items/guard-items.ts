import type { KindGuards } from '../../permits/using/permit-guards.ts';
import { parseItemTerms } from './applying/item-terms.ts';
import { openItems } from './checking/open-items.ts';
import { loadItemsOfPermit } from './registry/item-rows.ts';

/** Items are carried on by the look that records it; a permit is closed once nothing is where it is by it that may not stay there. */
export const guardItems: KindGuards = {
  start: async () => ({
    code: 'conflict',
    detail: '物品の持込み・持ち出しは、受付・警備が物品を確かめて始まります（item-checks）。',
  }),
  close: async ({ db }, { siteId, permitId, terms }) => {
    const said = parseItemTerms(terms);
    const rows = await loadItemsOfPermit(db, siteId, permitId);
    return said === undefined || openItems(permitId, said, rows).length === 0
      ? undefined
      : {
          code: 'conflict',
          detail: 'この許可によって中にある、又は外にある物品があります。物品を確かめてから終えてください。',
        };
  },
};
