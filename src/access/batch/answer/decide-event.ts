import type { GatewayEvent } from '../../../gateways/gateway-event.ts';
import type { FormFaults } from '../../../gateways/read-gateway-event.ts';
import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { BatchFacts } from '../batch-facts.ts';
import { answerDoorEvent } from './doors/answer-door-event.ts';
import type { DraftLog } from './draft/draft-log.ts';
import { answerQuarantined } from './forms/answer-quarantined.ts';
import { asksForPlace } from './forms/asks-for-place.ts';
import { foreignPlace, placeOf } from './forms/foreign-place.ts';
import type { EventContext } from './gateways/event-context.ts';
import { answerCardRead } from './reads/answer-card-read.ts';

/** Decides one event that has not counted before. */
export function decideEvent(
  log: DraftLog,
  received: ReceivedEvent,
  event: GatewayEvent,
  facts: BatchFacts,
  context: EventContext,
): EventAnswer {
  const foreign = foreignPlace(received, event, facts.rules);
  if (event.kind === 'card-read') {
    if (foreign !== undefined) return answerQuarantined(log, received, foreign, facts, context.kept);
    return answerCardRead(log, received, event, facts, context);
  }
  if (foreign === undefined) {
    const { reader, door } = placeOf(event);
    const way = reader === undefined ? undefined : facts.rules.wayOf(reader)?.way;
    const place = { reader, door: door ?? way?.door.id ?? context.abandoned[0]?.door };
    return answerDoorEvent(log, received, event, facts, place, context);
  }
  if (asksForPlace(event)) return answerQuarantined(log, received, foreign, facts, context.kept);
  const faults: FormFaults = { notes: received.faults?.notes ?? ['field-ignored'], fault: foreign };
  const nowhere = { reader: undefined, door: undefined };
  return answerDoorEvent(log, { ...received, faults }, event, facts, nowhere, { ...context, abandoned: [] });
}
