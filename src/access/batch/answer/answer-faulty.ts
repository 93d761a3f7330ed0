import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { DraftLog } from './draft-log.ts';

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

/** The same key with another body: what counted stands, and somebody has to look (改ざん疑い). */
export function answerConflict(log: DraftLog, received: ReceivedEvent): void {
  const gateway = received.caller.gatewayId;
  log.record({
    kind: 'event-conflict',
    actor: { type: 'machine', id: gateway },
    subject: { gateway },
    effects: [{ type: 'alarm', kind: 'gateway-conflict', active: true, gateway }],
    details: { epoch: received.epoch, gatewaySeq: received.seq, digest: received.digest.toString('hex') },
  });
}

/** Whoever reads a card and is not answered by the gateway itself stands at the door. */
export function someoneWaits({ content, received }: ReceivedEvent): boolean {
  if (content.ok) return content.value.kind === 'card-read' && content.value.decided === undefined;
  return /"kind":"card-read"/.test(received) && !/"decided":/.test(received);
}
