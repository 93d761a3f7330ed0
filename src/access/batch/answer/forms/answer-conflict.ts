import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { Effect } from '../../../../log/entry/effects.ts';
import type { DoorNote } from '../../../doors/door-notes.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { beginAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { answerAtDoor } from './answer-at-door.ts';

/** A danger that somebody has to hear of although its key has counted: when and where it was, and what it does. */
export type DangerTold = {
  readonly at: Date;
  readonly door: string | undefined;
  readonly effects: readonly Effect[];
  readonly notes: readonly DoorNote[];
};

/**
 * Records that a key came again and says something else: what counted stands, and somebody has to look (改ざん疑い). Nothing
 * of it counts, but whoever stands at a door for it is answered, and a danger is heard.
 */
export function answerConflict(
  log: DraftLog,
  received: ReceivedEvent,
  facts: BatchFacts,
  danger: DangerTold | undefined,
): EventAnswer {
  const { caller, epoch, seq, digest } = received;
  const gateway = caller.gatewayId;
  const { subject, decision, effects, told } = answerAtDoor(log, received, facts);
  const entry = log.record({
    kind: 'event-conflict',
    ...(danger === undefined ? {} : { at: danger.at }),
    actor: { type: 'machine', id: gateway },
    subject: danger?.door === undefined ? subject : { ...subject, door: danger.door },
    ...(decision === undefined ? {} : { decision }),
    effects: [...beginAlarm(log, 'gateway-conflict', gateway), ...effects, ...(danger?.effects ?? [])],
    details: {
      epoch,
      gatewaySeq: seq,
      digest: digest.toString('hex'),
      ...(danger === undefined || danger.notes.length === 0 ? {} : { notes: danger.notes }),
    },
  });
  return { seq, status: 'conflict', entry, ...told };
}
