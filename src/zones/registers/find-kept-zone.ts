import type { Refusal } from '../../kernel/problem.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { ActContext, ActTx } from '../../log/writing/perform-act.ts';
import { findZonesKnown } from '../knowing/find-zones-known.ts';
import { keepsRegister } from './keeps-register.ts';

/**
 * Whether the plan has the zone that something is to be registered of, as far as whoever registers it knows. Refused where it is there and
 * they do not keep its register.
 */
export async function findKeptZone(
  tx: ActTx,
  context: ActContext,
  siteId: string,
  zone: string,
  notTheirs: Refusal,
): Promise<Result<{ readonly isThere: boolean }, Refusal>> {
  const isThere = (await findZonesKnown(tx, context, siteId, [zone])).has(zone);
  return isThere && !keepsRegister(context.principal, siteId, zone) ? refuse(notTheirs) : ok({ isThere });
}
