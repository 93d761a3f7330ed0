import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { DraftLog } from './draft-log.ts';
import { someoneWaits } from './someone-waits.ts';

/** Answers an event whose key has counted with another body: nothing of it counts, and whoever waits is denied. */
export function answerConflict(received: ReceivedEvent): EventAnswer {
  const conflict = { seq: received.seq, status: 'conflict' } as const;
  return someoneWaits(received) ? { ...conflict, verdict: 'deny' } : conflict;
}

/** Records that a key came again with another body: what counted stands, and somebody has to look (改ざん疑い). */
export function recordConflict(log: DraftLog, received: ReceivedEvent): void {
  const gateway = received.caller.gatewayId;
  log.record({
    kind: 'event-conflict',
    actor: { type: 'machine', id: gateway },
    subject: { gateway },
    effects: [{ type: 'alarm', kind: 'gateway-conflict', active: true, gateway }],
    details: { epoch: received.epoch, gatewaySeq: received.seq, digest: received.digest.toString('hex') },
  });
}
