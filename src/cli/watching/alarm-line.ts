import type { Words } from '../../kernel/words.ts';
import { alarmTitle } from '../../log/entry/alarm-kinds.ts';
import { alarmNews, alarmOutcomeWords } from '../../log/entry/alarm-news.ts';
import { timeShown } from '../terminal/time-shown.ts';
import { personShown, placeOf, type Shown, type WatchedAlarm, type WatchedEntry } from './watch-line.ts';

const alarmWord: Words = { ja: '警報', en: 'alarm' };

/** By code. What a service newer than this program tells is not here and shows as its code. */
const saidOfNews: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(alarmNews));
const saidOfOutcome: ReadonlyMap<string, Words> = new Map<string, Words>(Object.entries(alarmOutcomeWords));

const colourOf: ReadonlyMap<string, number> = new Map([
  ['raised', 31],
  ['repeated', 31],
  ['escalated', 31],
  ['acknowledged', 33],
  ['over', 32],
  ['resolved', 32],
]);

/** What became of an alarm as a line: number, time, what, which alarm, at which door, by which zones, how often, who, as what, their words, what to do. */
export function alarmLine(
  entry: WatchedEntry,
  { what, kind, door, gateway, times = 1, outcome, instruction }: WatchedAlarm,
  shownAs: Shown,
): string {
  const { names } = entry;
  const { language, colours } = shownAs;
  const word = `${alarmWord[language]} ${saidOfNews.get(what)?.[language] ?? what}`;
  const shown = colours ? `\u001B[${colourOf.get(what) ?? 0}m${word}\u001B[0m` : word;
  const parts = [
    String(entry.seq),
    timeShown(entry, shownAs),
    shown,
    alarmTitle(kind)?.[language] ?? kind,
    door === undefined ? gateway : (names.doors[door] ?? door),
    placeOf(entry),
    times > 1 ? `×${times}` : undefined,
    ...(isTaken({ what }) ? [whoOf(entry), wordOf(outcome, language), names.reason] : []),
    instruction,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('  ');
}

/** Whether somebody took the alarm a step on: such an entry is about nothing else. */
export function isTaken({ what }: Pick<WatchedAlarm, 'what'>): boolean {
  return what === 'acknowledged' || what === 'resolved' || what === 'escalated';
}

/** The service itself is nobody. */
function whoOf({ actor, names }: WatchedEntry): string | undefined {
  if (actor === undefined || actor.type === 'system') return undefined;
  return personShown({ names }, actor.id);
}

function wordOf(outcome: string | undefined, language: keyof Words): string | undefined {
  return outcome === undefined ? undefined : (saidOfOutcome.get(outcome)?.[language] ?? outcome);
}
