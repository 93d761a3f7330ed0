import type { Effect } from '../../log/effects.ts';
import type { ActTx } from '../../log/perform-act.ts';
import { custodyOfMoved, movedBy } from '../batch/answer/escorts/custody-of-moved.ts';
import type { ZonesAsking } from '../rules/duties-of-plan.ts';
import { loadPairsOfAct } from './load-pairs-of-act.ts';

/** The effects of an act that moves people, and what that does to who escorts whom; the caller holds the head. */
export async function withCustody(
  { client, now }: Pick<ActTx, 'client' | 'now'>,
  siteId: string,
  rules: ZonesAsking,
  effects: readonly Effect[],
): Promise<readonly Effect[]> {
  const pairs = await loadPairsOfAct(client, siteId, effects.flatMap(movedBy));
  return [...effects, ...custodyOfMoved(pairs, effects, rules, now)];
}
