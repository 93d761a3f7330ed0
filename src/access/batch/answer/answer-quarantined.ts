import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { BatchFacts } from '../batch-facts.ts';
import { answerAtDoor } from './answer-at-door.ts';
import { beginAlarm } from './begin-alarm.ts';
import type { DraftLog } from './draft-log.ts';

/** Stores an event that says nothing or cannot be decided: with the text received beside it, an alarm, and an answer if someone waits. */
export function answerQuarantined(
  log: DraftLog,
  received: ReceivedEvent,
  fault: string,
  facts: BatchFacts,
): EventAnswer {
  const { caller, epoch, seq } = received;
  const gateway = caller.gatewayId;
  const { subject, decision, effects, told } = answerAtDoor(log, received, facts);
  const entry = log.record({
    kind: 'event-quarantined',
    actor: { type: 'machine', id: gateway },
    subject,
    ...(decision === undefined ? {} : { decision }),
    effects: [...beginAlarm(log, 'event-quarantined', gateway), ...effects],
    details: { epoch, gatewaySeq: seq, fault },
  });
  log.quarantined.push({ seq: entry, gatewayId: gateway, received: received.received, fault });
  return { seq, status: 'quarantined', entry, fault, ...told };
}
