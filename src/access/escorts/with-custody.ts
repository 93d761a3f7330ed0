import type { Effect } from '../../log/entry/effects.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import type { LoadedSiteRules } from '../../zones/rules/load-site-rules.ts';
import { custodyOfMoved, movedBy } from '../batch/answer/escorts/custody-of-moved.ts';
import { dutiesOfPlan } from '../rules/duties-of-plan.ts';
import { custodyOfAlone } from './custody-of-alone.ts';
import { loadAlone } from './load-alone.ts';
import { loadPairsOfAct } from './load-pairs-of-act.ts';

/** The effects of an act that moves people, and what that does to who escorts whom; the caller holds the head. */
export async function withCustody(
  { client, now }: Pick<ActTx, 'client' | 'now'>,
  siteId: string,
  rules: Pick<LoadedSiteRules, 'plan' | 'layers'>,
  effects: readonly Effect[],
): Promise<readonly Effect[]> {
  const moved = effects.flatMap(movedBy);
  if (moved.length === 0) return effects;
  const wards = effects.flatMap((effect) => (effect.type === 'custody' ? [effect.ward] : []));
  const pairs = await loadPairsOfAct(client, siteId, [...new Set([...moved, ...wards])]);
  const alone = await loadAlone(client, siteId, moved, now);
  const asking = { ...dutiesOfPlan(rules), desks: rules.plan?.desks ?? [] };
  return [
    ...effects,
    ...custodyOfMoved(pairs, effects, asking, now),
    ...custodyOfAlone(pairs, effects, alone, asking, now),
  ];
}
