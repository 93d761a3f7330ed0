import type { Principal } from '../../authority/principal.ts';
import type { Refusal } from '../../kernel/problem.ts';
import type { ActTx } from '../../log/writing/perform-act.ts';
import { loadPlan } from '../../zones/plan/load-plan.ts';
import { desksKept, notYourDesk, takesIn } from '../keeping/desks-kept.ts';
import type { ReviewAct } from './begin-review-act.ts';

/** Why somebody at a desk writes nothing down of a host: they are of another body, whose desk calls them (合同庁舎). */
export async function refuseOtherDesk(
  { client }: ActTx,
  principal: Principal,
  siteId: string,
  { whole: { visit }, destination: { zoneIds } }: Pick<ReviewAct, 'whole' | 'destination'>,
): Promise<Refusal | undefined> {
  const kept = desksKept(principal, siteId);
  if (kept === 'all') return undefined;
  const { plan } = await loadPlan(client, siteId);
  const zones = plan?.zones.filter(({ id }) => zoneIds.includes(id)) ?? [];
  const visited = zones.length === 0 ? [visit.organisationId] : zones.map(({ organisation }) => organisation);
  return plan !== undefined && takesIn(kept, plan, visited) ? undefined : notYourDesk;
}
