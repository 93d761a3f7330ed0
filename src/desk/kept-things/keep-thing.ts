import { newId } from '../../kernel/ids.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findInSlot } from './kept-thing-rows.ts';
import { keptThings } from './tables.ts';

export type KeptThingDraft = {
  /** A member of a visit of the site, or a person. */
  readonly owner: string;
  readonly item: string;
  readonly slot: string;
};

/** Takes a thing into a slot of the desk (預り品); of two who take the same slot, the second is refused. */
export function keepThing(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  { owner, item, slot }: KeptThingDraft,
): Promise<Result<{ readonly id: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (!(await loadWhoIs(tx.client, siteId, [owner])).has(owner)) {
      return refuse({
        code: 'unprocessable',
        errors: [{ at: '/owner', message: 'この人は訪問者にも登録された人にもありません' }],
      });
    }
    await tx.takeHeads([siteId]);
    if ((await findInSlot(tx.db, siteId, slot)) !== undefined) {
      return refuse({
        code: 'conflict',
        detail: `${slot} には、ほかの預り品があります。別の場所に入れてください。`,
      });
    }
    const id = newId<'kept-thing'>();
    const fromSeq = tx.record(siteId, {
      kind: 'thing-kept',
      subject: { person: owner },
      details: { thing: id, slot },
      personal: { recordClass: 'visit', data: { item } },
    });
    await tx.db.insert(keptThings).values({
      siteId,
      thingId: id,
      fromSeq,
      ownerId: owner,
      item,
      slot,
      state: 'kept',
      takenBy: context.principal.actor.id,
      takenAt: tx.now,
    });
    return ok({ id });
  });
}
