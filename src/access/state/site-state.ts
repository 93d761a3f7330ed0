import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { AlarmState } from '../../log/entry/alarm-lifecycle.ts';
import type {
  Certainty,
  CustodyBasis,
  CustodyMode,
  DoorPosition,
  GatewayCondition,
  GroupKind,
  WaitsFor,
} from '../../log/entry/effects.ts';
import type { PendingPassage } from '../decide/facts/pending-passage.ts';

/** What the log says of one site at one moment: the sum of the effects of its entries (I9). */
export type SiteState = {
  /** The last entry applied. */
  readonly seq: number;
  /** By person. Nobody here = never seen at this site. */
  readonly presence: ReadonlyMap<string, Place>;
  /** By person: who waits at a door for another. */
  readonly waits: ReadonlyMap<string, Wait>;
  /** By ward: who escorts them. Nobody here = in nobody's custody. */
  readonly custody: ReadonlyMap<string, Custody>;
  /** By door; a door nobody told of is not here. */
  readonly doors: ReadonlyMap<string, DoorState>;
  /** By `troubleKey`: what is on at gateways, keyed as its alarms are. */
  readonly gateways: ReadonlyMap<string, GatewayTrouble>;
  /** By `conditionKey`: emergencies and lockdowns that are on. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** By id: people in the building whom nobody reads. */
  readonly groups: ReadonlyMap<string, Group>;
  /** By id, `{seq}.{ordinal}`: those that are not resolved, or whose cause still lasts. */
  readonly alarms: ReadonlyMap<string, StandingAlarm>;
};

/** Where a door stands, since when by the clock of who told so, and what it was granted beyond its last opening. */
export type DoorState = {
  readonly position: DoorPosition;
  readonly since: Date;
  /** How often it may still open on what was granted; over with `until`, exclusive. */
  readonly allowed: { readonly openings: number; readonly until: Date } | undefined;
};

export type Place = {
  /** null = nobody knows where. */
  readonly zone: string | null;
  readonly certainty: Certainty;
  /** When and by which entry `zone` was recorded; a person first seen by a grant has been nowhere yet. */
  readonly since: Date | undefined;
  readonly seq: number;
  /** The door by which they came into `zone`, where they came by one. */
  readonly door: string | undefined;
  readonly pending: PendingPassage | undefined;
};

/** A read that waits for another one at the same door and way. */
export type Wait = {
  readonly card: string;
  readonly door: string;
  readonly from: string;
  readonly to: string;
  /** Exclusive. */
  readonly until: Date;
  readonly why: WaitsFor;
  /** The entry of the read. */
  readonly seq: number;
};

/** 付添い: the escort of a ward, broken or not. */
export type Custody = {
  readonly escort: string;
  readonly mode: CustodyMode;
  readonly basis: CustodyBasis;
  /** When and by which entry this escort took the ward, or took them anew after the two had parted. */
  readonly since: Date;
  readonly seq: number;
  /** Where the two passed together last. */
  readonly together: Joint | undefined;
  /** Since when they are apart; one may follow the other until `until`, exclusive; undefined = nobody has. */
  readonly broken: { readonly since: Date; readonly until: Date | undefined } | undefined;
};

/** A passage of a ward beside the escort. */
export type Joint = { readonly door: string; readonly to: string; readonly at: Date };

export type Condition = {
  readonly condition: 'emergency' | 'lockdown';
  /** null = the whole site. */
  readonly zone: string | null;
  readonly since: Date;
  readonly seq: number;
};

/** People without a card of their own, by somebody's word. */
export type Group = {
  readonly kind: GroupKind;
  /** null = they have gone, and their names are due. */
  readonly zone: string | null;
  readonly persons: number;
  readonly since: Date;
  readonly doors: readonly string[];
  /** Until when their doors are expected to open for them, exclusive. */
  readonly until: Date | undefined;
  readonly namesDue: Date | undefined;
};

/** A condition that is on at a gateway: at one of its doors, or its own (`door` undefined). */
export type GatewayTrouble = {
  readonly gateway: string;
  readonly condition: GatewayCondition;
  readonly door: string | undefined;
};

/** What an alarm is about: until it is resolved it is one with every other of its kind, place and person. */
export type AlarmMatter = {
  readonly kind: AlarmKind;
  readonly door?: string | undefined;
  readonly gateway?: string | undefined;
  readonly person?: string | undefined;
};

export type StandingAlarm = Required<AlarmMatter> & {
  readonly state: AlarmState;
  /** Whether its cause lasts, whatever became of the alarm. */
  readonly active: boolean;
  readonly since: Date;
  /** The entry that raised it, and its number there. */
  readonly seq: number;
  readonly ordinal: number;
  /** How often it was raised since; a flood is one alarm. */
  readonly times: number;
  /** Nobody acknowledged it within its time. */
  readonly escalated: boolean;
};

export const emptySite: SiteState = {
  seq: 0,
  presence: new Map(),
  waits: new Map(),
  custody: new Map(),
  doors: new Map(),
  gateways: new Map(),
  conditions: new Map(),
  groups: new Map(),
  alarms: new Map(),
};

/** The alarm of a matter that is not resolved: there is one at most. */
export function openAlarmOf(
  { alarms }: Pick<SiteState, 'alarms'>,
  { kind, door, gateway, person }: AlarmMatter,
): StandingAlarm | undefined {
  for (const alarm of alarms.values()) {
    const isSame =
      alarm.kind === kind && alarm.door === door && alarm.gateway === gateway && alarm.person === person;
    if (isSame && alarm.state !== 'resolved') return alarm;
  }
  return undefined;
}

export function troubleKey({
  gateway,
  condition,
  door,
}: Pick<GatewayTrouble, 'gateway' | 'condition'> & { readonly door?: string | undefined }): string {
  return JSON.stringify([gateway, condition, door]);
}

export function conditionKey(condition: Condition['condition'], zone: string | null): string {
  return zone === null ? condition : `${condition} ${zone}`;
}

/** Whether a door is expected to open at a moment for a crew of an emergency service that was let in. */
export function opensForCrew({ groups }: Pick<SiteState, 'groups'>, door: string, at: Date): boolean {
  for (const { doors, since, until } of groups.values()) {
    if (until !== undefined && since <= at && at < until && doors.includes(door)) return true;
  }
  return false;
}

/** Emergency or lockdown in force for a zone: its own, or one of the whole site. */
export function isInForce(state: SiteState, condition: Condition['condition'], zone: string): boolean {
  return (
    state.conditions.has(conditionKey(condition, null)) || state.conditions.has(conditionKey(condition, zone))
  );
}
