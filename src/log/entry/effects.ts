import type { AlarmKind } from './alarm-kinds.ts';
import type { AlarmOutcome, AlarmStep } from './alarm-lifecycle.ts';

/**
 * What an entry does to the state of a site. An entry states its effects in its text, and who is where
 * equals the replay of the effects (I9). Ids only, never a name or a card number.
 */
export type Effect =
  | PresenceEffect
  | PastPresenceEffect
  | PendingEffect
  | PendingOverEffect
  | WaitEffect
  | WaitOverEffect
  | CustodyEffect
  | CustodyBrokenEffect
  | CustodyOverEffect
  | DoorEffect
  | GatewayEffect
  | ConditionEffect
  | GroupEffect
  | AlarmEffect
  | AlarmStepEffect;

/** How surely a person is where the log says. */
export type Certainty = 'confirmed' | 'assumed' | 'inferred';

/** A person is in a zone, or nobody knows where (`zone` null). Ends a pending passage, unless told afterwards beside it. */
export type PresenceEffect = {
  readonly type: 'presence';
  readonly person: string;
  readonly zone: string | null;
  readonly certainty: Certainty;
  /** The door they went through; absent = nobody knows, or somebody saw them there. */
  readonly door?: string;
  /** RFC 3339, UTC: when a passage recorded late was made; absent = when it was recorded. */
  readonly since?: string;
  /** What is pending at a door goes on: it was granted to whoever stood there. Of batches alone, an act states it anew (`stillPending`). */
  readonly keepsPending?: true;
};

/**
 * A person came into a zone at `since` (RFC 3339, UTC) and was there until what is known next of them, which was recorded before
 * this was told. Where they are now stays as it is.
 */
export type PastPresenceEffect = {
  readonly type: 'past-presence';
  readonly person: string;
  readonly zone: string;
  readonly certainty: Certainty;
  readonly door: string;
  readonly since: string;
};

/** Granted; the contact of the door has until `until` (RFC 3339, UTC) to tell. */
export type PendingEffect = {
  readonly type: 'pending';
  readonly person: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: string;
  /** They go along on another's read; absent = they have read a card themselves. */
  readonly along?: true;
};

/** The door was not opened in time, or the gateway gave up. */
export type PendingOverEffect = {
  readonly type: 'pending-over';
  readonly person: string;
  readonly door: string;
};

/** Whom a person waits for at a door. */
export type WaitsFor = 'second-person' | 'escort' | 'escort-and-second-person';

/**
 * A person waits at a door, until `until` (RFC 3339, UTC), for whoever mends it to read there. Nobody waits at two
 * doors: a later wait takes the place of the one before.
 */
export type WaitEffect = {
  readonly type: 'wait';
  readonly person: string;
  readonly card: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: string;
  readonly why: WaitsFor;
};

/** The person waits no more at this door: passed, refused, gone, or out of time. */
export type WaitOverEffect = {
  readonly type: 'wait-over';
  readonly person: string;
  readonly door: string;
};

/** How a ward is known to be with the escort: each reads a card at every door, or the escort answers for the ward by name. */
export type CustodyMode = 'read' | 'declared';

/** What says who may escort the ward: the visit (row 35), or the standing permission of an outsider (row 34). */
export type CustodyBasis = 'visit' | 'permission';

/**
 * 付添い: from now on the ward is in the custody of this escort. It takes the place of any custody of the ward before, also of a
 * broken one. Custody that goes on under the same escort is stated again where both read.
 */
export type CustodyEffect = {
  readonly type: 'custody';
  readonly ward: string;
  readonly escort: string;
  readonly mode: CustodyMode;
  readonly basis: CustodyBasis;
  /** The door at which they passed together, and the zone behind it; absent = taken by an act, or found beside the ward. */
  readonly door?: string;
  readonly to?: string;
  /**
   * RFC 3339, UTC: since when the ward was apart from whoever had them, where a read ends that: it is so again where that read turns
   * out to have led nobody through. Absent = they were not apart, or no read ends it.
   */
  readonly apartSince?: string;
};

/**
 * Ward and escort are apart where an escort is asked for. Until `until` (RFC 3339, UTC) one may still follow the other;
 * absent = nobody has.
 */
export type CustodyBrokenEffect = {
  readonly type: 'custody-broken';
  readonly ward: string;
  /** RFC 3339, UTC: when they parted, where they had before this was recorded (訂正); absent = when it was. */
  readonly since?: string;
  readonly until?: string;
};

/** The ward is in nobody's custody: gone, parted where no escort is asked for, or taken out by an act. */
export type CustodyOverEffect = {
  readonly type: 'custody-over';
  readonly ward: string;
};

export type DoorPosition = 'open' | 'closed' | 'forced' | 'held';

export type DoorEffect = {
  readonly type: 'door';
  readonly door: string;
  readonly position: DoorPosition;
  /** RFC 3339, UTC: when a change recorded late happened; absent = when it was recorded. */
  readonly since?: string;
  /** Absent = not once. */
  readonly allowed?: AllowedOpenings;
};

/** How often a door may still open, until `until` (RFC 3339, UTC), without another grant or button. */
export type AllowedOpenings = { readonly openings: number; readonly until: string };

export type GatewayCondition = 'power-lost' | 'tamper' | 'intrusion-armed' | 'intrusion-alarm' | 'silent';

export type GatewayEffect = {
  readonly type: 'gateway';
  readonly gateway: string;
  /** At which of its doors; absent = of the gateway itself. */
  readonly door?: string;
  readonly condition: GatewayCondition;
  readonly on: boolean;
};

/** Emergency or lockdown of the whole site (`zone` null) or of one zone begins or ends. */
export type ConditionEffect = {
  readonly type: 'condition';
  readonly condition: 'emergency' | 'lockdown';
  readonly zone: string | null;
  readonly on: boolean;
};

/** Who is in a zone without a card of their own: a crew of an emergency service, or people a guard has counted. */
export type GroupKind = 'fire' | 'ambulance' | 'police' | 'utility' | 'other-service' | 'counted';

/**
 * So many people, whom nobody reads, are in a zone by somebody's word. It says everything of the group anew; a group that has gone
 * and of which no names are due is known no longer. Instants are RFC 3339, UTC.
 */
export type GroupEffect = {
  readonly type: 'group';
  readonly group: string;
  readonly kind: GroupKind;
  /** null = they have gone. */
  readonly zone: string | null;
  readonly persons: number;
  /** When they were let in. */
  readonly since: string;
  /** The doors on their way, which are expected to open for them until `until`, exclusive. */
  readonly doors: readonly string[];
  readonly until?: string;
  /** By when their names have to be written down; absent = they are, or nobody asks for them. */
  readonly namesDue?: string;
};

/**
 * An alarm is raised, or the condition behind raised ones of its kind at its place is over (`active` false). While an alarm of
 * the same kind, place and person is not resolved, raising it again counts on that one.
 */
export type AlarmEffect = {
  readonly type: 'alarm';
  readonly kind: AlarmKind;
  readonly active: boolean;
  readonly door?: string;
  readonly gateway?: string;
  readonly person?: string;
  /** How often it is raised by this entry; absent = once. */
  readonly times?: number;
};

/** Somebody takes an alarm one step on, or the service does. */
export type AlarmStepEffect = {
  readonly type: 'alarm-step';
  /** The entry that raised it, and its number there: `{seq}.{ordinal}`. */
  readonly alarm: string;
  readonly step: AlarmStep;
  /** What it turned out to be; with `resolve`. */
  readonly outcome?: AlarmOutcome;
  /** Nobody else will tell that its cause is over: it is with this step. */
  readonly over?: true;
};
