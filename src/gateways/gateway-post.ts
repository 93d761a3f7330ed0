import { hash } from 'node:crypto';
import { type GatewayEvent, parseGatewayEvent } from './gateway-event.ts';

/** The gateway behind a post and the token it showed: both are checked again under the head. */
export type GatewayCaller = {
  readonly siteId: string;
  readonly gatewayId: string;
  readonly tokenId: string;
};

/** One event of a post, read or found faulty. */
export type ReceivedEvent = {
  readonly caller: GatewayCaller;
  /** 128 random bits, as a UUID, made when the gateway's buffer was initialised. */
  readonly epoch: string;
  readonly seq: number;
  /** SHA-256 of the event as received: the same seq with another body is a conflict. */
  readonly digest: Buffer;
  readonly received: string;
  readonly event: GatewayEvent | undefined;
  readonly fault: string | undefined;
};

/** What the gateway is told of one event. */
export type EventAnswer = {
  readonly seq: number;
  readonly status: 'stored' | 'duplicate' | 'conflict' | 'quarantined';
  /** seq of the entry in the site's log. */
  readonly entry?: number;
  readonly verdict?: 'grant' | 'deny' | 'wait';
  readonly reasons?: readonly { readonly code: string; readonly clause?: string; readonly row?: string }[];
  /** How long the door may be opened, counted by the gateway from its own send. */
  readonly openWithinMs?: number;
  readonly fault?: string;
};

/** Reads the events of a post, each alone. */
export function receiveEvents(
  caller: GatewayCaller,
  epoch: string,
  events: readonly (Readonly<Record<string, unknown>> & { readonly seq: number })[],
): readonly ReceivedEvent[] {
  return events.map((raw) => {
    const received = JSON.stringify(shallow(raw, deepest));
    const parsed = parseGatewayEvent(raw);
    return {
      caller,
      epoch,
      seq: raw.seq,
      digest: hash('sha256', received, 'buffer'),
      received,
      event: parsed.ok ? parsed.value : undefined,
      fault: parsed.ok ? undefined : parsed.refusal,
    };
  });
}

/** Nothing we read is nested deeper; what is could not be written back by every stack. */
const deepest = 32;

/** The same value with what lies too deep cut off. */
function shallow(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => shallow(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shallow(item, levels - 1)]));
}

/** True for what a gateway did alone, or buffered beside such events: nobody stands at the door for it. */
export function isLate(event: GatewayEvent | undefined, backlog: boolean): boolean {
  if (event === undefined) return backlog;
  if (event.kind === 'card-read') return event.decided !== undefined;
  return backlog;
}
