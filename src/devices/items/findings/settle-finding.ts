import type { Refusal } from '../../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../../log/writing/perform-act.ts';
import { moveItem } from '../checking/move-item.ts';
import type { FindingOutcome } from '../registry/finding-kinds.ts';
import { lockFinding, settleRow } from '../registry/finding-rows.ts';
import { lockItems, saveItem } from '../registry/item-rows.ts';

export type Settlement = { readonly outcome: FindingOutcome; readonly words: string };

/** Records what the guard did about a finding. What was carried out all the same is outside from then on, by no permit. */
export function settleFinding(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  findingId: string,
  { outcome, words }: Settlement,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  const { actor } = context.principal;
  return performAct(deps, context, async (tx) => {
    const finding = await lockFinding(tx, siteId, findingId);
    if (finding === undefined) return refuse({ code: 'not-found' });
    if (finding.outcome !== null) return refuse({ code: 'conflict', detail: 'もう片付いています。' });
    const { carrierId, itemId, quantity } = finding;
    if (actor.id === carrierId) return refuse(ownThings);
    const ids = itemId === null || outcome !== 'left' ? [] : [itemId];
    const item = [...(await lockItems(tx, siteId, ids)).values()][0];
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'item-finding-settled',
      subject: { person: carrierId, ...(finding.zoneId === null ? {} : { to: finding.zoneId }) },
      details: { finding: findingId, item: itemId, outcome },
      personal: { recordClass: 'act', data: { words } },
    });
    if (item !== undefined) {
      const found = Math.min(quantity, item.present);
      const carrying = { to: null, by: carrierId, at: tx.now };
      const after = found > 0 ? moveItem(item, { found, permit: undefined }, carrying) : undefined;
      if (after !== undefined) await saveItem(tx, item, after, seq);
    }
    const settled = { outcome, settledBy: actor.id, settledAt: tx.now, settledWords: words };
    await settleRow(tx, finding, settled);
    return ok({ seq });
  });
}

const ownThings: Refusal = {
  code: 'forbidden',
  detail: '自分が運んだ物品については、ほかの人が始末してください。',
};
