import { type GatewayEvent, neededFields } from '../../../../gateways/gateway-event.ts';

/** Whether an event says nothing without its place. A danger at a place that is none of the gateway's is still one. */
export function asksForPlace({ kind }: GatewayEvent): boolean {
  const needed = neededFields[kind];
  return 'reader' in needed || 'door' in needed;
}
