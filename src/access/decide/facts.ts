import type { Passback } from '../../zones/plan/site-plan.ts';

/**
 * Everything decidePassage weighs, gathered beforehand: no id to look up, no clock, no database.
 * The batch gathers it from tables, the tests from generators.
 */
export type PassageFacts = {
  /** The service's clock when it decides; for a late event the moment the gateway decided. */
  readonly at: Date;
  /** False for a late event: place, passback, occupancy and escort are then `not-judged`. */
  readonly live: boolean;
  readonly door: DoorFacts;
  readonly from: ZoneFacts;
  readonly to: ZoneFacts;
  readonly site: SiteFacts;
  readonly read: 'ok' | 'bad-read';
  /** undefined = no such card. */
  readonly card: CardFacts | undefined;
  /** undefined = the card is unknown or given to nobody. */
  readonly person: PersonFacts | undefined;
  readonly presence: PresenceFacts;
  /** Versions of the rules behind these facts, copied into the decision. */
  readonly rules: RulesUsed;
};

export type DoorFacts = {
  readonly id: string;
  readonly contact: boolean;
  readonly openWithinMs: number;
  readonly outOfService: boolean;
  readonly passback: Passback;
  /** This direction is released in an emergency (I6). */
  readonly escape: boolean;
  /** Free passage is on at this moment: its schedule runs and row 16 does not close it. */
  readonly freePassage: boolean;
  /** Another door of the same interlock stands open or was just granted. */
  readonly interlocked: boolean;
};

/** The rows of 別表1・2 that decide a passage. */
export const decidingRows = [
  't1r16',
  't1r17',
  't1r19',
  't1r20',
  't1r21',
  't1r26',
  't1r27',
  't1r30',
  't1r31',
  't1r32',
  't1r33',
  't1r34',
  't1r35',
  't1r49',
  't2r17',
] as const;

export type DecidingRow = (typeof decidingRows)[number];

/** One row resolved for one zone: 要 or not, and whether only because nobody determined it (I7). */
export type Duty = {
  readonly clause: string;
  readonly required: boolean;
  readonly undetermined: boolean;
  /** ※3: the check made at the boundary of class 0 to 1 may stand in for this one. */
  readonly replaceable: boolean;
};

export type ZoneFacts = {
  readonly id: string;
  readonly class: number | null;
  readonly handover: boolean;
  readonly maxOccupancy: number | undefined;
  readonly neverAlone: boolean;
  /** Persons in the zone by its stricter count, without the one who reads; counted only where the zone has a limit. */
  readonly others: number;
  /** A control of this zone itself demands confirming entrants (row 19); cited when moving within one class. */
  readonly controlled: boolean;
  readonly duties: Readonly<Record<DecidingRow, Duty>>;
};

export type SiteFacts = {
  readonly emergency: boolean;
  /** Lockdown covers the zone behind the door and this person holds no named right to enter it. */
  readonly lockdown: boolean;
};

export type CardState =
  | 'active'
  | 'suspended'
  | 'lost'
  | 'stolen'
  | 'damaged'
  | 'returned'
  | 'expired'
  | 'destroyed';

/** 識別カード */
export type CardFacts = {
  readonly id: string;
  readonly state: CardState;
  readonly activeFrom: Date;
  /** Exclusive; undefined = no end of its own. */
  readonly expiresAt: Date | undefined;
  /** The zone behind the door accepts this card's format. */
  readonly formatAllowed: boolean;
};

export type PersonKind =
  | 'staff'
  | 'other-ministry'
  | 'card-lent'
  | 'visitor'
  | 'courier'
  | 'emergency-services';

export type PersonFacts = {
  readonly id: string;
  readonly kind: PersonKind;
  readonly state: 'active' | 'suspended' | 'left';
  /** For outsiders under a contract: it has ended. */
  readonly contractEnded: boolean;
  /** Approved standing permissions for the zone behind the door, of any period. */
  readonly permissions: readonly PermissionFacts[];
  /** Approved standing permissions for the zone before the door, of any period. */
  readonly permissionsBehind: readonly PermissionFacts[];
  /** The visit under which this person is here; undefined = none. */
  readonly visit: VisitFacts | undefined;
  readonly escort: EscortFacts;
  /** A contractor's work in the zone behind the door that nobody of 担当の行政事務従事者 attends. */
  readonly workUnattended: boolean;
};

/** 継続的立入許可 (2.3.1.1(2)(a)(エ)) */
export type PermissionFacts = {
  readonly id: string;
  readonly startsAt: Date;
  /** Exclusive; every permission ends. */
  readonly endsAt: Date;
  readonly withinSchedule: boolean;
  /** 身元確認 (rows 26, 27) is on record; always true for staff. */
  readonly identityConfirmed: boolean;
  /** The host's 審査 (rows 30, 31) is on record; always true for staff. */
  readonly hostReviewed: boolean;
};

export type VisitFacts = {
  readonly id: string;
  readonly checkedIn: boolean;
  readonly over: boolean;
  readonly zoneInVisit: boolean;
  readonly identityConfirmed: boolean;
  readonly hostReviewed: boolean;
};

/** The escort (付添い) at this moment; `awaited` = the pair is incomplete and the other may still read. */
export type EscortFacts = 'present' | 'missing' | 'awaited' | 'not-staff' | 'wrong' | 'over-ratio';

export type PresenceFacts = {
  /** undefined = nobody knows where this person is. */
  readonly zone: string | undefined;
  /** When the last passage into `zone` was recorded. */
  readonly since: Date | undefined;
  readonly pending: PendingPassage | undefined;
};

/** Granted, and the door's contact has not yet told. */
export type PendingPassage = {
  readonly door: string;
  readonly from: string;
  readonly to: string;
  readonly until: Date;
};

export type RulesUsed = {
  /** The package of 別表1・2, such as `unified-h24-draft`. */
  readonly policy: string;
  /** The site's rules version: the seq of the last entry that changed what decides passages here. */
  readonly site: number;
  /** The ministry's seq up to which persons, cards and determinations were read. */
  readonly ministry: number;
};
