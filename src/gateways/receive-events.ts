import { mapping, type Slices } from '../kernel/in-slices.ts';
import { ok, type Result } from '../kernel/result.ts';
import { digestEvent } from './digest-event.ts';
import type { EventFault } from './event-faults.ts';
import type { GatewayEvent } from './gateway-event.ts';
import { type FormFaults, readGatewayEvent } from './read-gateway-event.ts';

/** The gateway behind a post and the token it showed: both are checked again under the head. */
export type GatewayCaller = {
  readonly siteId: string;
  readonly gatewayId: string;
  readonly tokenId: string;
};

/** One event of a post, each read by itself. */
export type ReceivedEvent = {
  readonly caller: GatewayCaller;
  /** 128 random bits, as a UUID, made when the gateway's buffer was initialised. */
  readonly epoch: string;
  readonly seq: number;
  /** SHA-256 of what the event says (`digestEvent`): the same seq that says something else is a conflict. */
  readonly digest: Buffer;
  readonly received: string;
  /** The event as far as it could be read, or why it says nothing. */
  readonly content: Result<GatewayEvent, EventFault>;
  /** What of it was not as the protocol has it; undefined = all of it was. */
  readonly faults: FormFaults | undefined;
  /** Deciding it failed: it is only kept, and whoever stands at the door for it is released or refused. */
  readonly undecidable?: true;
  /** Nobody stands at the door for it: the gateway did it alone, or buffered it, also beside what it did alone. */
  readonly late: boolean;
  /** The newest by number of what its post tells beside it, where that has a higher number. */
  readonly newerBeside: NewestTold | undefined;
  /** Its post says that all of it is told afterwards. */
  readonly backlog: boolean;
};

/** The newest event that a gateway has told of, by its number and by its own clock (RFC 3339). */
export type NewestTold = { readonly seq: number; readonly at: string; readonly isLiveRead: boolean };

/** What the gateway is told of one event. */
export type EventAnswer = {
  readonly seq: number;
  readonly status: 'stored' | 'duplicate' | 'conflict' | 'quarantined';
  /** seq of the entry in the site's log. */
  readonly entry?: number;
  readonly verdict?: 'grant' | 'deny' | 'wait';
  readonly reasons?: readonly AnsweredReason[];
  /** How long the door may be opened, counted by the gateway from its own send. */
  readonly openWithinMs?: number;
  /** `wait`: how long the other of the pair may still read; counted by the gateway from its own send. */
  readonly waitWithinMs?: number;
  readonly fault?: string;
};

export type AnsweredReason = {
  readonly code: string;
  readonly clause?: string;
  readonly row?: string;
  /** The reason in Japanese, for a display at the door; absent where nobody stands there. */
  readonly says?: string;
};

/** What became of an event: an answer, or nothing because its gateway or token was stopped meanwhile. */
export type Outcome = EventAnswer | 'caller-stopped';

/**
 * Takes the events of one site to be decided and recorded: one outcome an event, in order, once they are durable (I1).
 * `overloaded`: nothing of them was taken. Rejects with what lost the database.
 */
export type TakeEvents = (
  siteId: string,
  events: readonly ReceivedEvent[],
) => Promise<readonly Outcome[] | 'overloaded'>;

/**
 * Reads the events of a post, each alone. `backlog`: the post says that it tells afterwards what was. `repeated`: the texts of those
 * in which a field stands twice, by their place. In slices: a thousand take as long as a batch of the doors.
 */
export function* receiveEvents(
  caller: GatewayCaller,
  epoch: string,
  events: readonly (Readonly<Record<string, unknown>> & { readonly seq: number })[],
  backlog: boolean,
  repeated: ReadonlyMap<number, string>,
): Slices<readonly ReceivedEvent[]> {
  const read = yield* mapping(events, (raw, place) => readEvent(raw, repeated.get(place)));
  const decidedAlone = read.some(({ content }) => isDecided(content));
  const isLate = (content: ReceivedEvent['content']) =>
    backlog || (isSpokenNow(content) ? isDecided(content) : decidedAlone);
  const newest = newestOf(read, isLate);
  return read.map(({ raw, digest, received, content, faults }) => ({
    caller,
    epoch,
    seq: raw.seq,
    digest,
    received,
    content,
    faults,
    late: isLate(content),
    newerBeside: newest !== undefined && newest.seq > raw.seq ? newest : undefined,
    backlog,
  }));
}

function newestOf(
  read: readonly { readonly raw: { readonly seq: number }; readonly content: ReceivedEvent['content'] }[],
  isLate: (content: ReceivedEvent['content']) => boolean,
): NewestTold | undefined {
  let newest: NewestTold | undefined;
  for (const { raw, content } of read) {
    if (!content.ok || content.value.at === undefined || raw.seq <= (newest?.seq ?? 0)) continue;
    const { kind, at } = content.value;
    newest = { seq: raw.seq, at, isLiveRead: kind === 'card-read' && !isLate(content) };
  }
  return newest;
}

/** What the event says; undefined where it says nothing that could be weighed, or deciding it has failed. */
export function eventOf({
  content,
  undecidable,
}: Pick<ReceivedEvent, 'content' | 'undecidable'>): GatewayEvent | undefined {
  return content.ok && undecidable === undefined ? content.value : undefined;
}

type Raw = Readonly<Record<string, unknown>>;

/** `text`: the event as it came, where a field stands twice in it. */
function readEvent<Event extends Raw>(raw: Event, text: string | undefined) {
  const isTooDeep = isDeeper(raw, deepest);
  const kept = isTooDeep ? cutOff(raw, deepest) : raw;
  // Before it is read: reading fills in what was left out.
  const received = text === undefined || isTooDeep ? JSON.stringify(kept) : text;
  const read = readGatewayEvent(raw);
  const digest = digestEvent(kept, read.ok ? read.value.event : undefined);
  if (!read.ok) return { raw, digest, received, content: read, faults: undefined };
  const { event, faults } = read.value;
  return { raw, digest, received, content: ok(event), faults: text === undefined ? faults : twice(faults) };
}

/** Of a field that stands twice the last counts; the other is ignored. */
function twice(faults: FormFaults | undefined): FormFaults {
  const fault = 'a field stands twice: the last one counts';
  return faults === undefined
    ? { notes: ['field-ignored'], fault }
    : {
        notes: [...new Set([...faults.notes, 'field-ignored' as const])],
        fault: `${faults.fault}; ${fault}`,
      };
}

/** Whoever stands at a door and a fire are of now unless they say otherwise, whatever was decided alone beside them. */
function isSpokenNow(content: ReceivedEvent['content']): boolean {
  return content.ok && (content.value.kind === 'card-read' || content.value.kind === 'fire-signal');
}

function isDecided(content: ReceivedEvent['content']): boolean {
  return content.ok && content.value.kind === 'card-read' && content.value.decided !== undefined;
}

/** Nothing we read is nested deeper; what is could not be written back by every stack. */
const deepest = 32;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/** The same value without what lies too deep. */
function cutOff(value: Raw, levels: number): Raw {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutOffItem(item, levels - 1)]));
}

function cutOffItem(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((item) => cutOffItem(item, levels - 1));
  return cutOff({ ...value }, levels);
}
