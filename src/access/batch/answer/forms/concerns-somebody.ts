import { type GatewayEventKind, neededFields } from '../../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';

/** Whether an event, as far as its kind can be told, is about a person at a door, or about what may be a danger anywhere. */
export function concernsSomebody({ content, received }: ReceivedEvent): boolean {
  const kind = content.ok ? content.value.kind : kindIn(received);
  if (kind === undefined) return false;
  const needed = neededFields[kind];
  return 'reader' in needed || Object.keys(needed).length === 0;
}

function kindIn(received: string): GatewayEventKind | undefined {
  const [, kind = ''] = /"kind":"([a-z-]+)"/.exec(received) ?? [];
  return isKind(kind) ? kind : undefined;
}

function isKind(word: string): word is GatewayEventKind {
  return Object.hasOwn(neededFields, word);
}
