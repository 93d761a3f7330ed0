import type { GatewayEventKind } from '../../gateways/gateway-event.ts';
import type { AllowedOpenings, DoorPosition, Effect, GatewayCondition } from '../../log/entry/effects.ts';
import type { DoorNote } from './door-notes.ts';

/** Whatever a gateway says besides a card read. */
export type DoorEventKind = Exclude<GatewayEventKind, 'card-read'>;

/** One event as the gateway told it; a door kind without its door changes nothing but is still recorded. */
export type DoorEvent = {
  readonly kind: DoorEventKind;
  readonly gateway: string;
  readonly door: string | undefined;
};

/** What the event is weighed against, gathered beforehand. */
export type DoorEventFacts = {
  /** Something later of its door or condition is on record: the event only tells what was. */
  readonly superseded: boolean;
  /** What the log says of the door; undefined = nobody told yet. */
  readonly position: DoorPosition | undefined;
  /** Since when it stands so (RFC 3339, UTC). */
  readonly since: string | undefined;
  /** How often it may still open on what was granted before; undefined = not once. */
  readonly allowed: AllowedOpenings | undefined;
  /** Everybody who goes through is read, and the event tells of now: an opening that nothing allows is of somebody who was not. */
  readonly readsEverybody: boolean;
  /** It opens for a crew of an emergency service that was let in: whatever opens it then is expected. */
  readonly opensForCrew: boolean;
  /** Until when the door opens for whoever the event lets through without a card; undefined = nobody (RFC 3339, UTC). */
  readonly opensUntil: string | undefined;
  /** Until when it opens for the last of those pending; undefined = nobody is. */
  readonly pendingUntil: string | undefined;
  /** Every passage pending at the door, in the order of their grants; of a late event none that something later moved. */
  readonly pending: readonly GrantedPassage[];
  /** `read-abandoned`: what the read it names gave; empty = nothing, or it is past undoing. */
  readonly abandoned: readonly AbandonedPassage[];
  /** The conditions of the gateway that the event ends, where nothing later was told of them. */
  readonly ends: readonly EndedCondition[];
  /** The gateway says that it tells afterwards, or its number and its stamp both say so. */
  readonly past: boolean;
  /** The site is in an emergency already. */
  readonly emergency: boolean;
};

/** A condition at a door, or of the gateway itself (`door` undefined). */
export type EndedCondition = { readonly condition: GatewayCondition; readonly door: string | undefined };

/** `along`: on another's read. */
export type GrantedPassage = { readonly person: string; readonly to: string; readonly along: boolean };

/** `since` undefined = from now on. */
export type PartedWard = { readonly ward: string; readonly since: Date | undefined };

/**
 * What a gateway gave up, of one person: a passage that is still pending, or was assumed at once at a door without contact and
 * nothing since; or a wait.
 */
export type AbandonedPassage = {
  readonly person: string;
  readonly door: string;
  readonly from: string;
  readonly state: 'pending' | 'assumed' | 'waiting';
  /** Wards who are not known to be with their escort any more. */
  readonly parted: readonly PartedWard[];
  readonly at: Date;
};

export type DoorEventDecision = { readonly effects: readonly Effect[]; readonly notes: readonly DoorNote[] };
