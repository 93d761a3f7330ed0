import { type Reaches, reachability } from './reachability.ts';
import { readDirections } from './read-directions.ts';
import type { Door, SitePlan } from './site-plan.ts';

/** Whether somebody last known in one zone at `since` may stand in another at `at` without having been read. */
export type ComesUnread = (from: string, to: string, since: Date, at: Date) => boolean;

/** Whether a schedule ran at some moment of a time, both ends included. */
export type HasRun = (schedule: string, since: Date, at: Date) => boolean;

/** Sets of schedules kept; a plan has one or two schedules of free passage. */
const setsKept = 8;

/**
 * The ways that nobody reads: directions without a reader, and doors in free passage at some moment since. Worked out once
 * for each set of schedules that ran, so that a read costs a look-up. A door out of service is no way.
 */
export function unreadWays(plan: SitePlan, hasRun: HasRun): ComesUnread {
  const isRead = readDirections(plan);
  const doors = plan.doors.filter(({ outOfService }) => !outOfService);
  const unread = doors.flatMap(({ id, directions }) => directions.filter(({ to }) => !isRead(id, to)));
  const always = reachability(unread);
  const free = doors.flatMap(freePassage);
  const schedules = [...new Set(free.map(({ schedule }) => schedule))];
  const bySchedules = new Map<string, Reaches>();

  function reachesWith(running: readonly string[]): Reaches {
    const key = running.join(' ');
    const known = bySchedules.get(key);
    if (known !== undefined) return known;
    const open = free.filter(({ schedule }) => running.includes(schedule));
    const reaches = reachability([...unread, ...open.flatMap(({ directions }) => directions)]);
    if (bySchedules.size >= setsKept) bySchedules.clear();
    bySchedules.set(key, reaches);
    return reaches;
  }

  return (from, to, since, at) => {
    if (always(from, to)) return true;
    const running = schedules.filter((schedule) => hasRun(schedule, since, at));
    return running.length > 0 && reachesWith(running)(from, to);
  };
}

function freePassage({ freePassage: free, directions }: Door) {
  return free === undefined ? [] : [{ schedule: free.schedule, directions }];
}
