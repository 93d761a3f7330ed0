import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { DraftLog } from './draft-log.ts';
import { someoneWaits } from './someone-waits.ts';

/** Stores an event that cannot be read or decided: with the text received beside it, an alarm, and a denial if someone waits. */
export function answerQuarantined(log: DraftLog, received: ReceivedEvent, fault: string): EventAnswer {
  const gateway = received.caller.gatewayId;
  const entry = log.record({
    kind: 'event-quarantined',
    actor: { type: 'machine', id: gateway },
    subject: { gateway },
    effects: [{ type: 'alarm', kind: 'event-quarantined', active: true, gateway }],
    details: { epoch: received.epoch, gatewaySeq: received.seq, fault },
  });
  log.quarantined.push({ seq: entry, gatewayId: gateway, received: received.received, fault });
  const answer = { seq: received.seq, status: 'quarantined', entry, fault } as const;
  return someoneWaits(received) ? { ...answer, verdict: 'deny' } : answer;
}
