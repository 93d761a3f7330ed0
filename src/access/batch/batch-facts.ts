import type { ReceivedEvent } from '../../gateways/receive-events.ts';
import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { RecordedEffects } from '../../log/entry/recorded-effects.ts';
import type { Subject } from '../../log/entry/subject.ts';
import type { Companion, EscortRight } from '../decide/escort/escort-fault.ts';
import type { RulesUsed } from '../decide/facts/rules-used.ts';
import type { SiteRules } from '../rules/site-rules.ts';
import type { Deadline } from '../state/deadline.ts';
import type { SiteState } from '../state/site-state.ts';
import type { Pace } from './judge-pace.ts';
import type { Stamp } from './judge-stamp.ts';
import type { Reader } from './reader-parts.ts';

/** Everything a batch is decided by, read under the head before the first of its events is. */
export type BatchFacts = {
  /** False for the late lane. */
  readonly live: boolean;
  /** The rules in force. */
  readonly rules: SiteRules;
  /** The versions of all that is known now. */
  readonly rulesUsed: RulesUsed;
  /** Tokens that are still live. */
  readonly liveTokens: ReadonlySet<string>;
  /** Those of its events that have counted before. */
  readonly seen: readonly SeenEvent[];
  readonly numbers: KnownNumbers;
  /** What the reads gave that its `read-abandoned` events name, the wait of one who was met meanwhile as that grant. */
  readonly givenUp: readonly GivenUp[];
  /** What was told lately of the custody of those whose passage is given up or not taken, in the order of the log. */
  readonly custodyTold: readonly CustodyTold[];
  /** How far the gateways of its events have told of what these are about. */
  readonly told: readonly Told[];
  /** Of the passages that a late opening could take. */
  readonly pendingReads: readonly PendingRead[];
  /** Its card reads at readers that are in the plan. */
  readonly reads: ReadonlyMap<ReceivedEvent, ReadFacts>;
  /** Reads of unknown cards that still count (`unknown-series.ts`). */
  readonly unknownReads: readonly Deadline[];
  /** What is known now of whoever waits at the doors of these reads, by person. */
  readonly waiting: ReadonlyMap<string, Reader>;
  /**
   * Who keeps others company where nobody may be alone: of whoever is in such zones of these reads or on the way there, reads, or
   * waits at their doors.
   */
  readonly company: ReadonlySet<string>;
  /** Who may escort somebody: whoever reads, waits at their doors, or passed there lately. */
  readonly companions: ReadonlyMap<string, Companion>;
  readonly due: readonly Deadline[];
  /** By ward: of those whose time to be followed by their escort is over. */
  readonly parted: ReadonlyMap<string, Parted>;
  /** The gateways of its events. */
  readonly gateways: ReadonlyMap<string, KnownGateway>;
  /** The state of the site, as far as the batch asks for it. */
  readonly state: SiteState;
};

/** Who may escort a ward who parted from their escort, which staff are where the ward is, and whether they may walk there alone. */
export type Parted = {
  readonly right: EscortRight | undefined;
  readonly beside: readonly Companion[];
  /** An exception leaves the escort out for them by name. */
  readonly excepted: boolean;
};

/** What one card read is weighed against: as it is now, for a late read as it was known when the read was made. */
export type ReadFacts = {
  readonly rules: SiteRules;
  /** The versions of all that is known here. */
  readonly rulesUsed: RulesUsed;
  /** undefined = no such card. */
  readonly reader: Reader | undefined;
  /** undefined of a live read. */
  readonly late: LateRead | undefined;
};

/** When a late read was made; where its time cannot be and its card was not known by then, whose card it is now. */
export type LateRead = { readonly stamp: Stamp; readonly readerNow: Reader | undefined };

/** Alarms that a gateway does not speak as it should: one of a kind is active for a gateway at once. */
export const gatewayAlarms = [
  'event-quarantined',
  'gateway-form',
  'gateway-clock',
  'gateway-conflict',
  'gateway-gap',
  'gateway-numbering',
] as const satisfies readonly AlarmKind[];

export type GatewayAlarm = (typeof gatewayAlarms)[number];

/**
 * What is thought of numbers that did not come: `fresh` ones may still be on their way; `missing` ones are an alarm, which a
 * person can end (`closed`); `skipped` ones the gateway's index left out, and nobody waits for them.
 */
export type HoleState = 'fresh' | 'missing' | 'closed' | 'skipped';

/** Numbers that have not counted between others that have, both ends among them. */
export type Hole = {
  readonly from: number;
  readonly to: number;
  readonly since: Date;
  readonly state: HoleState;
};

export type HoleOf = Hole & { readonly gatewayId: string; readonly epoch: string };

/** How far the numbers of a gateway's buffer reach, and how many holes they have. */
export type BufferNumbers = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly first: number;
  readonly newest: number;
  /** When the newest happened that told its gateway's clock, by that clock; null where none did. */
  readonly newestAt: Date | null;
  /** Of reads that tell another time than was told before; undefined where none was told since. */
  readonly pace: Pace | undefined;
  readonly holes: number;
};

/** What a batch must know of numbers that have counted before. */
export type KnownNumbers = {
  readonly buffers: readonly BufferNumbers[];
  /** Those around the numbers of its events, and those whose time to be filled may be over. */
  readonly holes: readonly HoleOf[];
  /** How many holes of a gateway are missing, of gateways of which one may be filled. */
  readonly missing: ReadonlyMap<string, number>;
};

/** What is known of a gateway before a batch. */
export type KnownGateway = {
  /** When it was first let in. */
  readonly known: Date;
  /** Its clock minus ours when it told the time last, in milliseconds; undefined = it never did. */
  readonly clockOffsetMs: number | undefined;
  /** Of how many of its events the text was kept within a day; 0 unless one of this batch may be. */
  readonly kept: number;
};

/** A gateway that was heard of in a batch. */
export type HeardGateway = {
  readonly gatewayId: string;
  /** Its clock minus ours, in milliseconds; undefined where nothing it said tells. */
  readonly clockOffsetMs: number | undefined;
  /** How long it may tell nothing from now on before it is missed. */
  readonly silentAfterMs: number;
};

/** A topic of one buffer of a gateway (`topicOf`); undefined = whatever it told of. */
export type TopicKey = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly topic: string | undefined;
};

/** The newest event of a topic: its number, and its time by the gateway's clock where that could be read. */
export type Told = TopicKey & {
  readonly seq: number;
  readonly at: Date | null;
  readonly pace: Pace | undefined;
};

/** The read by which a passage that is pending at a door was granted. */
export type PendingRead = EventKey & { readonly person: string; readonly door: string };

/** An event's key (I3): which gateway said it, from which buffer, as its how many-eth. */
export type EventKey = {
  readonly caller: { readonly gatewayId: string };
  readonly epoch: string;
  readonly seq: number;
};

/**
 * What is known of an event whose key has counted before; `digest` and `answer` are null of a heartbeat, and once its receipt is 90 days old.
 * `conflictAnswer`: what was answered to `asked`, where that came before and says something else.
 */
export type SeenEvent = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly digest: Buffer | null;
  readonly answer: string | null;
  /** Its receipt would still be kept: where there is none, its number was that of a heartbeat. */
  readonly isRecent: boolean;
  readonly asked: Buffer;
  readonly conflictAnswer: string | null;
};

/** What a recorded read gave to one person: a passage, alone or with others, or that they wait. Its entry, and which way. */
export type Given = {
  readonly seq: number;
  readonly verdict: 'grant' | 'wait';
  readonly person: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  /** The person was granted another passage since, or the same once more: that one stands, whatever became of this. */
  readonly superseded: boolean;
};

/** What a read gave that its gateway gave up, to one of those it gave it to. */
export type GivenUp = Given & {
  /** When that was recorded. */
  readonly at: Date;
  readonly gatewayId: string;
  readonly epoch: string;
  readonly read: number;
};

/** An entry that says something of custody. */
export type CustodyTold = RecordedEffects & { readonly subject: Subject };

/** What was answered to an event whose key has counted and which says something else. */
export type Conflict = { readonly received: ReceivedEvent; readonly answer: string };

/** What becomes of an event that counts from now on. */
export type Receipt = {
  readonly gatewayId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly digest: Buffer;
  readonly entrySeq: number | null;
  readonly answer: string;
  /**
   * How far the gateway's clock was told with it: when it happened, or, of a live read, what was newer. Undefined where that could not be
   * read.
   */
  readonly at: string | undefined;
  readonly topic: string | undefined;
};
