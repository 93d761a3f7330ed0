import { type GatewayEvent, neededFields } from '../../../gateways/gateway-event.ts';
import type { FormFaults } from '../../../gateways/read-gateway-event.ts';
import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { AbandonedPassage } from '../../doors/door-event.ts';
import { topicOfGivingUp } from '../../doors/topic-of.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { BatchFacts } from '../batch-facts.ts';
import { answerCardRead } from './answer-card-read.ts';
import { answerDoorEvent } from './answer-door-event.ts';
import { answerQuarantined } from './answer-quarantined.ts';
import type { DraftLog } from './draft-log.ts';
import type { EventOrder } from './told-so-far.ts';

/** What an event means among those before it. */
export type EventContext = {
  readonly order: EventOrder;
  /** Of a `read-abandoned`, what it undoes. */
  readonly abandoned: readonly AbandonedPassage[];
};

/** Decides one event that has not counted before. */
export function decideEvent(
  log: DraftLog,
  received: ReceivedEvent,
  event: GatewayEvent,
  facts: BatchFacts,
  { order, abandoned }: EventContext,
): EventAnswer {
  const foreign = foreignPlace(received, event, facts.rules);
  if (event.kind === 'card-read') {
    if (foreign !== undefined) return answerQuarantined(log, received, foreign, facts);
    return answerCardRead(log, received, event, facts, order.isOvertaken([topicOfGivingUp(received.seq)]));
  }
  if (foreign === undefined) {
    const { reader, door } = placeOf(event);
    const way = reader === undefined ? undefined : facts.rules.wayOf(reader)?.way;
    const place = { reader, door: door ?? way?.door.id ?? abandoned[0]?.door };
    return answerDoorEvent(log, received, event, facts, place, order, abandoned);
  }
  if (asksForPlace(event)) return answerQuarantined(log, received, foreign, facts);
  const faults: FormFaults = { notes: received.faults?.notes ?? ['field-ignored'], fault: foreign };
  const nowhere = { reader: undefined, door: undefined };
  return answerDoorEvent(log, { ...received, faults }, event, facts, nowhere, order, []);
}

/** Whether an event says nothing without its place. A danger at a place that is none of the gateway's is still one. */
function asksForPlace({ kind }: GatewayEvent): boolean {
  const needed = neededFields[kind];
  return 'reader' in needed || 'door' in needed;
}

/** A gateway speaks only of its own readers and doors. */
function foreignPlace({ caller }: ReceivedEvent, event: GatewayEvent, rules: SiteRules): string | undefined {
  const { reader, door } = placeOf(event);
  if (reader !== undefined && rules.wayOf(reader)?.reader.gateway !== caller.gatewayId)
    return 'foreign reader';
  if (door !== undefined && !rules.speaksOf(caller.gatewayId, door)) return 'foreign door';
  return undefined;
}

function placeOf(event: GatewayEvent): {
  readonly reader?: string | undefined;
  readonly door?: string | undefined;
} {
  if ('reader' in event) return { reader: event.reader };
  return 'door' in event ? { door: event.door } : {};
}
