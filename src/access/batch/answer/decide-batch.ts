import { isOfSameEvent } from '../../../gateways/digest-event.ts';
import type { GatewayEvent } from '../../../gateways/gateway-event.ts';
import {
  type EventAnswer,
  eventOf,
  type Outcome,
  type ReceivedEvent,
} from '../../../gateways/receive-events.ts';
import { tooOldAfterMs } from '../../../zones/plan/site-plan.ts';
import type { AbandonedPassage } from '../../doors/door-event.ts';
import { topicOf } from '../../doors/topic-of.ts';
import type { BatchFacts, Conflict, GivenUp, HeardGateway, Receipt, SeenEvent } from '../batch-facts.ts';
import { abandonedPassages, givenAmong } from './abandoned-passages.ts';
import { decideEvent } from './decide-event.ts';
import { dangerTold } from './doors/danger-told.ts';
import type { DraftLog } from './draft/draft-log.ts';
import { answerConflict } from './forms/answer-conflict.ts';
import { answerQuarantined } from './forms/answer-quarantined.ts';
import { clockTold } from './gateways/clock-told.ts';
import { KeptTexts } from './gateways/kept-texts.ts';
import { noteNumber } from './gateways/note-number.ts';
import type { NumbersSeen } from './gateways/numbers-seen.ts';
import { SignsOfLife } from './gateways/signs-of-life.ts';
import { stampOf } from './gateways/stamp-of.ts';
import { type EventOrder, ToldSoFar } from './gateways/told-so-far.ts';

export type BatchDecisions = {
  readonly outcomes: readonly Outcome[];
  readonly receipts: readonly Receipt[];
  readonly conflicts: readonly Conflict[];
  readonly heard: readonly HeardGateway[];
};

type Known = {
  readonly digest: Buffer | null;
  readonly answer: EventAnswer;
  readonly isRecent: boolean;
};

/**
 * Decides the events of a batch in order; the effects of each feed the next. A key that has counted is answered
 * as before (I3), also when it stands twice in this batch.
 */
export function decideBatch(
  log: DraftLog,
  events: readonly ReceivedEvent[],
  facts: BatchFacts,
  numbers: NumbersSeen,
): BatchDecisions {
  const known = new Map(
    facts.seen.map((seen) => [keyOf(seen.gatewayId, seen.epoch, seen.seq), knownOf(seen)]),
  );
  const conflicting = new Map(facts.seen.flatMap(conflictOf));
  const givenUp = new Map<string, GivenUp[]>();
  for (const given of facts.givenUp) {
    const key = keyOf(given.gatewayId, given.epoch, given.read);
    givenUp.set(key, [...(givenUp.get(key) ?? []), given]);
  }
  const told = new ToldSoFar(facts.told);
  const kept = new KeptTexts(log, facts.gateways);
  const oldAfterMs = facts.rules.plan.site.tooOldAfterMs ?? tooOldAfterMs;
  const signs = new SignsOfLife(log, facts.rules, events);
  const receipts: Receipt[] = [];
  const conflicts: Conflict[] = [];

  function outcomeOf(received: ReceivedEvent): Outcome {
    const { caller, epoch, seq, digest } = received;
    if (!facts.liveTokens.has(caller.tokenId) || !facts.rules.gateways.has(caller.gatewayId)) {
      return 'caller-stopped';
    }
    signs.note(received);
    const key = keyOf(caller.gatewayId, epoch, seq);
    const before = known.get(key);
    if (before !== undefined) return repeat(received, before, key);
    const event = eventOf(received);
    const order = told.orderOf(received, event?.at);
    const clock = clockTold(log, received, order, oldAfterMs);
    const answer = answerNew(received, order, clock.tooOld);
    const topic = event !== undefined && answer.status === 'stored' ? topicOf(event) : undefined;
    noteNumber(log, received, numbers.count(received, received.late || !order.isStampedNewer, clock));
    told.note(received, clock, topic, answer.entry);
    known.set(key, { digest, answer, isRecent: true });
    if (isBareHeartbeat(event, answer)) return answer;
    receipts.push({
      gatewayId: caller.gatewayId,
      epoch,
      seq,
      digest,
      entrySeq: answer.entry ?? null,
      answer: JSON.stringify(answer),
      at: clock.at,
      topic,
    });
    return answer;
  }

  function answerNew(received: ReceivedEvent, order: EventOrder, tooOld: boolean): EventAnswer {
    const { content, undecidable } = received;
    if (!content.ok) return answerQuarantined(log, received, content.refusal, facts, kept);
    if (undecidable) return answerQuarantined(log, received, 'could not be decided', facts, kept);
    if (!tooOld) signs.noteClock(received, order);
    return decideEvent(log, received, content.value, facts, {
      abandoned: abandonedBy(received),
      order,
      stamp: facts.reads.get(received)?.late?.stamp ?? stampOf(log, received, content.value, facts, tooOld),
      tooOld,
      kept,
    });
  }

  /** What a `read-abandoned` undoes; nothing for any other event. */
  function abandonedBy(received: ReceivedEvent): readonly AbandonedPassage[] {
    const event = eventOf(received);
    if (event?.kind !== 'read-abandoned') return [];
    const key = keyOf(received.caller.gatewayId, received.epoch, event.read);
    const given = givenUp.get(key) ?? givenAmong(log.placed, known.get(key)?.answer.entry);
    return abandonedPassages(given, facts.custodyTold, log);
  }

  function repeat(received: ReceivedEvent, before: Known, key: string): EventAnswer {
    const { digest, answer, isRecent } = before;
    const order = told.orderOf(received, eventOf(received)?.at);
    // What says something else under the number of a heartbeat must not be lost any more than under that of a read. Of a number
    // whose receipt has gone a younger time tells that it is another event: the index began anew, and somebody may stand there.
    const isAsForgotten = !isRecent && !order.isStampedNewer;
    const isKnown =
      digest === null ? isAsForgotten || isHeartbeat(received) : isOfSameEvent(digest, received);
    if (isKnown) return { ...answer, status: 'duplicate' };
    const sayingThis = keyOfConflict(key, received.digest);
    const again = conflicting.get(sayingThis);
    if (again !== undefined) return again;
    const conflict = answerConflict(log, received, facts, dangerTold(log, received, facts, order));
    conflicting.set(sayingThis, conflict);
    conflicts.push({ received, answer: JSON.stringify(conflict) });
    return conflict;
  }

  const outcomes = events.map(outcomeOf);
  kept.record();
  return { outcomes, receipts, conflicts, heard: signs.heard };
}

function isHeartbeat(received: ReceivedEvent): boolean {
  return eventOf(received)?.kind === 'heartbeat';
}

/** A heartbeat that changed nothing: that its number has counted is all there is to keep of it. */
function isBareHeartbeat(event: GatewayEvent | undefined, { status, entry }: EventAnswer): boolean {
  return event?.kind === 'heartbeat' && status === 'stored' && entry === undefined;
}

function keyOf(gatewayId: string, epoch: string, seq: number): string {
  return `${gatewayId} ${epoch} ${seq}`;
}

function keyOfConflict(key: string, digest: Buffer): string {
  return `${key} ${digest.toString('hex')}`;
}

function knownOf({ digest, answer, isRecent, seq }: SeenEvent): Known {
  return { digest, answer: answer === null ? { seq, status: 'duplicate' } : parseAnswer(answer), isRecent };
}

/** What was answered to an event that came before under the key of another. */
function conflictOf({
  gatewayId,
  epoch,
  seq,
  asked,
  conflictAnswer,
}: SeenEvent): readonly (readonly [string, EventAnswer])[] {
  if (conflictAnswer === null) return [];
  return [[keyOfConflict(keyOf(gatewayId, epoch, seq), asked), parseAnswer(conflictAnswer)]];
}

function parseAnswer(text: string): EventAnswer {
  return JSON.parse(text);
}
