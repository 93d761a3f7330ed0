import type { OtherEvent } from '../../../../gateways/gateway-event.ts';
import type { DoorEventFacts, GrantedPassage } from '../../../doors/door-event.ts';
import { isInForce, opensForCrew } from '../../../state/site-state.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';

type TellingEvent = {
  readonly event: OtherEvent;
  /** When it happened, as far as anybody knows. */
  readonly at: Date;
  readonly door: string | undefined;
  /** It tells of what was. */
  readonly late: boolean;
  /** The passages that it takes. */
  readonly pending: readonly GrantedPassage[];
};

type FactsOfDoor = Pick<
  DoorEventFacts,
  'position' | 'since' | 'allowed' | 'readsEverybody' | 'opensForCrew' | 'opensUntil' | 'pendingUntil'
>;

/** What is known of the door of an event, and what the event makes of it now. */
export function doorFacts(
  { state, now }: DraftLog,
  { rules }: BatchFacts,
  { event, at, door, late, pending }: TellingEvent,
): FactsOfDoor {
  const found = door === undefined ? undefined : state.doors.get(door);
  const inPlan = door === undefined ? undefined : rules.doors.get(door);
  const allowed = found?.allowed !== undefined && now < found.allowed.until ? found.allowed : undefined;
  const readsEverybody =
    !late &&
    inPlan !== undefined &&
    rules.readsEverybody(inPlan.id, now) &&
    !inPlan.directions.some(({ from }) => isInForce(state, 'emergency', from));
  const opens = event.kind === 'exit-request' || (event.kind === 'pin-read' && event.accepted);
  const ends = pending.map(({ person }) => state.presence.get(person)?.pending?.until.getTime() ?? 0);
  return {
    position: found?.position,
    since: found?.since.toISOString(),
    allowed: allowed && { openings: allowed.openings, until: allowed.until.toISOString() },
    readsEverybody,
    opensForCrew: door !== undefined && opensForCrew(state, door, at),
    opensUntil:
      readsEverybody && opens ? new Date(now.getTime() + inPlan.openWithinMs).toISOString() : undefined,
    pendingUntil: ends.length === 0 ? undefined : new Date(Math.max(...ends)).toISOString(),
  };
}
