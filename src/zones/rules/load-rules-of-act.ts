import type { ActTx } from '../../log/writing/perform-act.ts';
import type { Policy } from '../regulation/policy.ts';
import { loadSiteRules } from './load-site-rules.ts';

/**
 * Reads the rules by which an act weighs, before it takes the site's head. Where they are others by the time it has the head, the act is
 * done anew: nobody decides by rules that were over when it was recorded (I5).
 */
export async function loadRulesOfAct(
  tx: ActTx,
  siteId: string,
  policy: Policy,
): ReturnType<typeof loadSiteRules> {
  await tx.relyOnRules(siteId);
  return loadSiteRules(tx.client, siteId, policy);
}
