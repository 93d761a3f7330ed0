import type { Principal } from '../authority/principal.ts';
import type { GatewayCaller } from './receive-events.ts';

/** The gateway that asks. The authorization table lets only gateways in, and a gateway's one role names its site. */
export function callerOf({ actor, credential, roles }: Principal): GatewayCaller {
  const siteId = roles.find(({ role }) => role === 'gateway')?.siteId;
  if (siteId === null || siteId === undefined) throw new Error('a gateway token without a site');
  return { siteId, gatewayId: actor.id, tokenId: credential.id };
}
