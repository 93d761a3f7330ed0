import { alarmLine, isTaken } from './alarm-line.ts';
import { type Shown, type WatchedEntry, watchLine } from './watch-line.ts';

/** One entry as lines: first one for each alarm it speaks of, then itself; a step of an alarm is told once. */
export function linesOfEntry(entry: WatchedEntry, shown: Shown): readonly string[] {
  const alarms = entry.alarms ?? [];
  const told = alarms.map((alarm) => alarmLine(entry, alarm, shown));
  return alarms.some(isTaken) ? told : [...told, watchLine(entry, shown)];
}
