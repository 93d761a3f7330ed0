import type { Words } from '../kernel/words.ts';
import { alarmLine, isTaken } from './alarm-line.ts';
import { type WatchedEntry, watchLine } from './watch-line.ts';

/** One entry as lines: itself, and one for each alarm it speaks of; a step of an alarm is told once. */
export function linesOfEntry(
  entry: WatchedEntry,
  language: keyof Words,
  colours: boolean,
): readonly string[] {
  const alarms = entry.alarms ?? [];
  const told = alarms.map((alarm) => alarmLine(entry, alarm, language, colours));
  return alarms.some(isTaken) ? told : [watchLine(entry, language, colours), ...told];
}
