import { loadOwnersOfAct } from '../../authority/load-makers.ts';
import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type ActContext, type ActDeps, performAct } from '../../log/writing/perform-act.ts';
import { loadWhoIs } from '../../visitors/names/load-who-is.ts';
import { findElements } from '../../zones/plan/find-elements.ts';
import type { Policy } from '../../zones/regulation/policy.ts';
import { loadRulesOfAct } from '../../zones/rules/load-rules-of-act.ts';
import { withCustody } from '../escorts/with-custody.ts';

/** Where a guard has seen the person, or null: nobody knows. */
export type PresenceCorrection = { readonly zone: string | null; readonly reason: string };

export type PlacingDeps = ActDeps & { readonly policy: Policy };

/**
 * Corrects a person's place: seen with one's own eyes it is confirmed, and whatever passage was pending is over, and whoever escorts them, or is escorted by them, is with them or not.
 * Nobody corrects their own, nor by a machine they made (I8): it would undo the passback that stopped them.
 */
export function correctPresence(
  deps: PlacingDeps,
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
    const rules = await loadRulesOfAct(tx, siteId, deps.policy);
    if (rules === undefined) return refuse({ code: 'not-found' });
    await tx.takeHeads([siteId]);
    const certainty = zone === null ? 'assumed' : 'confirmed';
    const seq = tx.record(siteId, {
      kind: 'presence-corrected',
      subject: { person: personId, ...(zone === null ? {} : { to: zone }) },
      effects: await withCustody(tx, siteId, rules, [
        { type: 'presence', person: personId, zone, certainty },
      ]),
      personal: { recordClass: 'act', data: { reason } },
    });
    return ok({ seq });
  });
}
