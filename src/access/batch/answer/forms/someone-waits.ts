import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';

/** Whether a person stands at the door for this event: a card read that the gateway has not answered by itself. */
export function someoneWaits({ content, late, received }: ReceivedEvent): boolean {
  if (content.ok) return content.value.kind === 'card-read' && !late;
  return /"kind":"card-read"/.test(received) && !/"decided":/.test(received);
}
