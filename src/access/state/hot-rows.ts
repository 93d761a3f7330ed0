import type { AlarmEffect, AlarmStepEffect } from '../../log/entry/effects.ts';
import type { EffectMoment } from './hot-part.ts';
import type { Custody, DoorState } from './site-state.ts';

/** A condition of a site, a zone or a gateway that begins or ends. */
export type ConditionChange = {
  readonly condition: string;
  /** A zone, a gateway, or '' for the whole site. */
  readonly target: string;
  /** Of a gateway: at which of its doors; '' = the gateway's own. */
  readonly door: string;
  readonly on: boolean;
  readonly seq: number;
  readonly at: Date;
};

/** Custody of a ward that is over, or is broken; `undefined` = it is what the state says. */
export type CustodyChange = 'over' | Custody['broken'];

/** An alarm raised, over, or taken a step on, as one entry states it. */
export type AlarmChange<Effect = AlarmEffect | AlarmStepEffect> = Effect & EffectMoment;

/** What of the hot tables is to be written after some entries: one member a table. */
export type HotRows = {
  /** Persons whose place or pending passage has changed; the state says to what. */
  readonly places: Set<string>;
  /** Persons who wait at a door, or do no more; the state says which. */
  readonly waits: Set<string>;
  /** By ward, the last that became of their custody: the state says what it is, unless an act has only broken it. */
  readonly custody: Map<string, CustodyChange>;
  /** The last position of each door. */
  readonly doors: Map<string, DoorState & { readonly seq: number }>;
  /** In the order they were recorded: what was begun and ended within one batch is off. */
  readonly conditions: ConditionChange[];
  /** Groups of people whom nobody reads that have changed; the state says to what, or that they have gone. */
  readonly groups: Set<string>;
  /** In the order they were recorded: an end concerns what was raised before it. */
  readonly alarms: AlarmChange[];
};
