import type { Words } from '../../kernel/words.ts';
import { alarmTitle } from '../../log/entry/alarm-kinds.ts';
import type { ConditionEffect, GatewayCondition } from '../../log/entry/effects.ts';
import { timeShown } from '../terminal/time-shown.ts';
import { linesOfEntry } from './lines-of-entry.ts';
import { personShown, type Shown, type WatchedEntry } from './watch-line.ts';

/** An alarm that nobody has resolved. */
export type OpenAlarm = {
  readonly seq: number;
  readonly kind: string;
  readonly state: string;
  readonly active: boolean;
  readonly times: number;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly personName: string | null;
  readonly raisedAt: string;
  readonly at: string | null;
  readonly instruction: string | null;
};

/** What things of a site are called, by id: a zone and a door may have the same. */
export type PlaceNames = Readonly<Record<'zones' | 'doors' | 'gateways', ReadonlyMap<string, string>>>;

/** What a watch knows of the site beforehand, and by which clocks it tells times. */
export type WatchedSite = { readonly places: PlaceNames; readonly timeZone: string };

/** A condition that is on. */
export type Standing = {
  readonly condition: string;
  readonly zone: string | null;
  readonly gateway: string | null;
  readonly door: string | null;
  readonly since: string;
  readonly begunBy: { readonly type: string; readonly id: string } | null;
  readonly reason: string | null;
};

/** What is asked for when a watch begins; undefined: it could not be read. Entries with the newest first. */
export type WhatStands = {
  readonly alarms: readonly OpenAlarm[] | undefined;
  readonly conditions: readonly Standing[] | undefined;
  readonly entries: readonly WatchedEntry[] | undefined;
};

const conditionWords = {
  emergency: { ja: '緊急事態', en: 'emergency' },
  lockdown: { ja: '封鎖', en: 'lockdown' },
  'power-lost': { ja: '停電', en: 'power lost' },
  tamper: { ja: 'こじ開け', en: 'tampered with' },
  'intrusion-armed': { ja: '機械警備中', en: 'intrusion detection armed' },
  'intrusion-alarm': { ja: '侵入の警報', en: 'intrusion alarm' },
  silent: { ja: '応答なし', en: 'silent' },
} as const satisfies Record<ConditionEffect['condition'] | GatewayCondition, Words>;
const saidOfCondition: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(conditionWords));

const stateWords: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['raised', { ja: '未確認', en: 'not acknowledged' }],
  ['acknowledged', { ja: '確認済み', en: 'acknowledged' }],
]);

const heads = {
  alarms: { ja: '解決していない警報', en: 'open alarms' },
  conditions: { ja: '続いている事態', en: 'conditions' },
  entries: { ja: 'これまでの記録', en: 'the last entries' },
} as const satisfies Record<'alarms' | 'conditions' | 'entries', Words>;
const none: Words = { ja: 'なし', en: 'none' };
const unread: Words = { ja: '読めません', en: 'cannot be read' };

/** What stands when a watch begins, in the order of what is urgent: alarms, conditions, and then the last entries. */
export function linesOfWhatStands(stands: WhatStands, places: PlaceNames, shown: Shown): readonly string[] {
  const { language } = shown;
  const alarms = stands.alarms?.map((alarm) => openAlarmLine(alarm, places, shown));
  const conditions = stands.conditions?.map((one) => conditionLine(one, places, stands.entries, shown));
  const entries = stands.entries?.toReversed().flatMap((entry) => linesOfEntry(entry, shown));
  return [
    ...part(heads.alarms[language], alarms),
    ...part(heads.conditions[language], conditions),
    ...part(heads.entries[language], entries),
  ];

  function part(head: string, lines: readonly string[] | undefined): readonly string[] {
    if (lines === undefined) return [`${head}: ${unread[language]}`];
    return lines.length === 0 ? [`${head}: ${none[language]}`] : [`${head}:`, ...lines];
  }
}

function openAlarmLine(
  { seq, kind, state, active, times, door, gateway, personName, raisedAt, at, instruction }: OpenAlarm,
  places: PlaceNames,
  shown: Shown,
): string {
  const { language, colours } = shown;
  const word = [
    { ja: '警報', en: 'alarm' }[language],
    stateWords.get(state)?.[language] ?? state,
    active ? { ja: '継続中', en: 'going on' }[language] : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
  return line([
    String(seq),
    timeShown({ at: at ?? raisedAt, recordedAt: raisedAt }, shown),
    colours ? `\u001B[${state === 'raised' ? 31 : 33}m${word}\u001B[0m` : word,
    alarmTitle(kind)?.[language] ?? kind,
    placeNamed(door, places.doors),
    door === null ? placeNamed(gateway, places.gateways) : '',
    personName ?? '',
    times > 1 ? `×${times}` : '',
    instruction ?? '',
  ]);
}

function conditionLine(
  { condition, zone, gateway, door, since, begunBy, reason }: Standing,
  places: PlaceNames,
  entries: WhatStands['entries'] = [],
  shown: Shown,
): string {
  const { language, colours } = shown;
  const word = saidOfCondition.get(condition)?.[language] ?? condition;
  const names = Object.assign({}, ...entries.map((entry) => entry.names.persons));
  return line([
    timeShown({ at: since }, shown),
    colours ? `\u001B[31m${word}\u001B[0m` : word,
    placeNamed(zone, places.zones),
    placeNamed(gateway, places.gateways),
    placeNamed(door, places.doors),
    reason ?? '',
    begunBy === null || begunBy.type !== 'person'
      ? ''
      : personShown({ names: { zones: {}, doors: {}, persons: names } }, begunBy.id),
  ]);
}

function placeNamed(id: string | null, names: ReadonlyMap<string, string>): string {
  return id === null ? '' : (names.get(id) ?? id);
}

function line(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
