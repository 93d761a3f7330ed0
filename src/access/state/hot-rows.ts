import type { AlarmEffect, DoorPosition } from '../../log/effects.ts';

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

/** An alarm raised, or over, as one entry states it; `ordinal` is its place among that entry's alarms. */
export type RaisedOrOver = AlarmEffect & {
  readonly seq: number;
  readonly at: Date;
  readonly ordinal: number;
};

/** What of the hot tables is to be written after some entries: one member a table. */
export type HotRows = {
  /** Persons whose place or pending passage has changed; the state says to what. */
  readonly places: Set<string>;
  /** Persons who wait at a door, or do no more; the state says which. */
  readonly waits: Set<string>;
  /** The last position of each door. */
  readonly doors: Map<
    string,
    { readonly position: DoorPosition; readonly since: Date; readonly seq: number }
  >;
  /** In the order they were recorded: what was begun and ended within one batch is off. */
  readonly conditions: ConditionChange[];
  /** In the order they were recorded: an end concerns what was raised before it. */
  readonly alarms: RaisedOrOver[];
};
