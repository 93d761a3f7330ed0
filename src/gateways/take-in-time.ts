import type { Patience } from '../kernel/patience.ts';
import type { TakeEvents } from './receive-events.ts';

/**
 * Gives up a live post after the patience, also one whose batch the database never ends. What was taken may be recorded all
 * the same: the gateway's repeat is answered by it. Nobody waits for a backlog.
 */
export function takeInTime(take: TakeEvents, patience: Patience): TakeEvents {
  return (siteId, events) => {
    const taken = take(siteId, events);
    return events.every(({ late }) => late) ? taken : patience.with(taken);
  };
}
