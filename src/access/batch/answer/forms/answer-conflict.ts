import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { beginAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { answerAtDoor } from './answer-at-door.ts';

/**
 * Records that a key came again and says something else: what counted stands, and somebody has to look (改ざん疑い). Nothing
 * of it counts, but whoever stands at a door for it is answered.
 */
export function answerConflict(log: DraftLog, received: ReceivedEvent, facts: BatchFacts): EventAnswer {
  const { caller, epoch, seq, digest } = received;
  const gateway = caller.gatewayId;
  const { subject, decision, effects, told } = answerAtDoor(log, received, facts);
  const entry = log.record({
    kind: 'event-conflict',
    actor: { type: 'machine', id: gateway },
    subject,
    ...(decision === undefined ? {} : { decision }),
    effects: [...beginAlarm(log, 'gateway-conflict', gateway), ...effects],
    details: { epoch, gatewaySeq: seq, digest: digest.toString('hex') },
  });
  return { seq, status: 'conflict', entry, ...told };
}
