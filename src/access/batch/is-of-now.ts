import { eventOf, type ReceivedEvent } from '../../gateways/receive-events.ts';

/**
 * Whether an event tells of the moment in which it is sent: a heartbeat, and a card read for which somebody waits. What a
 * door did may have been kept for a while, without being told so.
 */
export function isOfNow(received: ReceivedEvent): boolean {
  const kind = received.late ? undefined : eventOf(received)?.kind;
  return kind === 'heartbeat' || kind === 'card-read';
}
