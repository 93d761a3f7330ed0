import type { EventFault } from '../../../../gateways/event-faults.ts';
import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { KeptTexts } from '../gateways/kept-texts.ts';
import { answerAtDoor } from './answer-at-door.ts';
import { concernsSomebody } from './concerns-somebody.ts';

/**
 * Stores an event that says nothing or cannot be decided: with the text received beside it, an alarm that counts, and an answer
 * if someone waits. Of a flood that is
 * about nobody only the count is kept.
 */
export function answerQuarantined(
  log: DraftLog,
  received: ReceivedEvent,
  fault: EventFault,
  facts: BatchFacts,
  kept: KeptTexts,
): EventAnswer {
  if (!kept.hasRoom(received) && !concernsSomebody(received)) return kept.leaveOut(received, fault);
  const { caller, epoch, seq } = received;
  const gateway = caller.gatewayId;
  const { subject, decision, effects, told } = answerAtDoor(log, received, facts);
  const entry = log.record({
    kind: 'event-quarantined',
    actor: { type: 'machine', id: gateway },
    subject,
    ...(decision === undefined ? {} : { decision }),
    effects: [{ type: 'alarm', kind: 'event-quarantined', active: true, gateway }, ...effects],
    details: { epoch, gatewaySeq: seq, fault },
  });
  kept.keep(received, entry, fault);
  return { seq, status: 'quarantined', entry, fault, ...told };
}
