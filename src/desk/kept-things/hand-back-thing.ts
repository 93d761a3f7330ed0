import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { keptThingStateAfter } from './kept-thing-lifecycle.ts';
import { findKeptThing, saveKeptThing } from './kept-thing-rows.ts';

/** Hands a thing back to whose it is; its slot is free from then on. */
export function handBackThing(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  thingId: string,
): Promise<Result<{ readonly state: string }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    await tx.takeHeads([siteId]);
    const thing = await findKeptThing(tx.db, siteId, thingId);
    if (thing === undefined) return refuse({ code: 'not-found', detail: 'この預り品は記録されていません。' });
    const state = keptThingStateAfter(thing.state, 'hand-back');
    if (state === undefined) {
      return refuse({ code: 'conflict', detail: 'この預り品はすでに返してあります。' });
    }
    const { ownerId, slot } = thing;
    const seq = tx.record(siteId, {
      kind: 'thing-handed-back',
      subject: { person: ownerId },
      details: { thing: thingId, slot },
    });
    const handedBack = { state, handedBackBy: context.principal.actor.id, handedBackAt: tx.now };
    await saveKeptThing(tx, thing, handedBack, seq);
    return ok({ state });
  });
}
