import { eventOf, type ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { decideDoorEvent } from '../../../doors/decide-door-event.ts';
import { topicOf } from '../../../doors/topic-of.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { DangerTold } from '../forms/answer-conflict.ts';
import { asksForPlace } from '../forms/asks-for-place.ts';
import { foreignPlace, placeOf } from '../forms/foreign-place.ts';
import { stampOf } from '../gateways/stamp-of.ts';
import type { EventOrder } from '../gateways/told-so-far.ts';
import { doorFacts } from './door-facts.ts';

/**
 * What is heard of a danger under a number that has counted for something else; undefined where none is told. It has no place in
 * the order of its gateway: what lasts only tells what was, while a fire begins its emergency as ever.
 */
export function dangerTold(
  log: DraftLog,
  received: ReceivedEvent,
  facts: BatchFacts,
  order: EventOrder,
): DangerTold | undefined {
  const event = eventOf(received);
  if (event === undefined || event.kind === 'card-read' || asksForPlace(event)) return undefined;
  const { at } = stampOf(log, received, event, facts, false);
  const door = doorOf(received, facts);
  const decided = decideDoorEvent(
    { kind: event.kind, gateway: received.caller.gatewayId, door },
    {
      superseded: topicOf(event) !== undefined,
      pending: [],
      ...doorFacts(log, facts, { event, at, door, late: true, pending: [] }),
      abandoned: [],
      ends: [],
      past: received.backlog || order.isStampedOlder,
      emergency: log.state.conditions.has('emergency'),
    },
  );
  return decided.effects.length === 0 ? undefined : { ...decided, at, door };
}

/** The door of an event, as far as its gateway may speak of it. */
function doorOf(received: ReceivedEvent, { rules }: BatchFacts): string | undefined {
  const event = eventOf(received);
  if (event === undefined || foreignPlace(received, event, rules) !== undefined) return undefined;
  const { reader, door } = placeOf(event);
  return door ?? (reader === undefined ? undefined : rules.wayOf(reader)?.way.door.id);
}
