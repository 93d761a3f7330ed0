import type { EventFault } from '../../../../gateways/event-faults.ts';
import type { GatewayEvent } from '../../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';

/** What is foreign to a gateway in an event of its: it speaks only of its own readers and doors. */
export function foreignPlace(
  { caller }: Pick<ReceivedEvent, 'caller'>,
  event: GatewayEvent,
  rules: SiteRules,
): EventFault | undefined {
  const { reader, door } = placeOf(event);
  if (reader !== undefined && rules.wayOf(reader)?.reader.gateway !== caller.gatewayId)
    return 'foreign reader';
  if (door !== undefined && !rules.speaksOf(caller.gatewayId, door)) return 'foreign door';
  return undefined;
}

/** The reader or the door that an event names. */
export function placeOf(event: GatewayEvent): {
  readonly reader?: string | undefined;
  readonly door?: string | undefined;
} {
  if ('reader' in event) return { reader: event.reader };
  return 'door' in event ? { door: event.door } : {};
}
