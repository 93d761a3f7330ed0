import type { Refusal } from '../../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../../log/writing/perform-act.ts';
import { holdActiveStaff } from '../../../people/registry/hold-active-staff.ts';
import type { ErasureMethod } from '../registry/erasure.ts';
import { lockItems, saveItem } from '../registry/item-rows.ts';

export type ErasureDraft = {
  readonly method: ErasureMethod;
  /** 行政事務従事者 who did it, or saw it done. */
  readonly by: string;
  readonly certificate?: string | undefined;
};

/**
 * Records the proof that what an item held was made unrecoverable (消去の証明, METI 16(2), 39(2), 46, 62). Whoever did it does not
 * prove it themselves (I8). It holds until the item comes in again.
 */
export function eraseItem(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  itemId: string,
  { method, by, certificate }: ErasureDraft,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    const staff = await holdActiveStaff(tx, [by]);
    const item = (await lockItems(tx, siteId, [itemId])).get(itemId);
    if (item === undefined) return refuse({ code: 'not-found' });
    if (by === context.principal.actor.id) return refuse(provesOwn);
    if (!staff.has(by)) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/by', message: '在職中の行政事務従事者にしてください' }],
      });
    }
    if (item.state === 'gone') return refuse({ code: 'conflict', detail: 'この物品は搬出済みです。' });
    if (item.medium === 'none') {
      return refuse({ code: 'conflict', detail: 'この物品には記憶する部分がありません。' });
    }
    await tx.takeHeads([siteId]);
    const seq = tx.record(siteId, {
      kind: 'item-erased',
      subject: { person: by, ...(item.zoneId === null ? {} : { to: item.zoneId }) },
      details: { item: itemId, method, certificate: certificate ?? null },
    });
    const erasure = { method, by, certificate: certificate ?? null, at: tx.now.toISOString() };
    await saveItem(tx, item, { erasure }, seq);
    return ok({ seq });
  });
}

const provesOwn: Refusal = {
  code: 'forbidden',
  detail: '消去した人とは別の人が証明を記録してください。',
};
