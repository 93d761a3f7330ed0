import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findElements } from '../../zones/plan/find-elements.ts';

/** Where a guard has seen the person, or null: nobody knows. */
export type PresenceCorrection = { readonly zone: string | null; readonly reason: string };

/**
 * Corrects a person's place: seen with one's own eyes it is confirmed, and whatever passage was pending is over.
 * Nobody corrects their own, nor by a machine they made (I8): it would undo the passback that stopped them.
 */
export function correctPresence(
  deps: ActDeps,
  context: ActContext,
  siteId: string,
  personId: string,
  { zone, reason }: PresenceCorrection,
): Promise<Result<{ readonly seq: number }, Refusal>> {
  return performAct(deps, context, async (tx) => {
    if (!(await loadWhoIs(tx.client, siteId, [personId])).has(personId)) return refuse({ code: 'not-found' });
    if ((await loadOwnersOfAct(tx.db, context.principal.actor)).has(personId)) {
      return refuse({
        code: 'self-approval',
        detail: '自分の所在は訂正できません。ほかの警備員に依頼してください。',
      });
    }
    if (zone !== null && (await findElements(tx.db, siteId, 'zone', [zone])).size === 0) {
      const message = 'この区域は図面にありません。';
      return refuse({ code: 'unprocessable', errors: [{ at: '/zone', message }] });
    }
    await tx.takeHeads([siteId]);
    const certainty = zone === null ? 'assumed' : 'confirmed';
    const seq = tx.record(siteId, {
      kind: 'presence-corrected',
      subject: { person: personId, ...(zone === null ? {} : { to: zone }) },
      effects: [{ type: 'presence', person: personId, zone, certainty }],
      personal: { recordClass: 'act', data: { reason } },
    });
    return ok({ seq });
  });
}
