import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { Effect } from '../../../../log/entry/effects.ts';
import type { RecordedDecision } from '../../../../log/entry/entry.ts';
import type { Subject } from '../../../../log/entry/subject.ts';
import { directionOf } from '../../../../zones/plan/direction.ts';
import type { Way } from '../../../rules/site-rules.ts';
import { isInForce } from '../../../state/site-state.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { someoneWaits } from './someone-waits.ts';

/** What an entry says of whoever stands at a door for an event that is not decided, and what the gateway is told. */
export type AnswerAtDoor = {
  readonly subject: Subject;
  readonly decision?: RecordedDecision;
  readonly effects: readonly Effect[];
  readonly told: Pick<EventAnswer, 'verdict' | 'openWithinMs'>;
};

/**
 * Answers whoever stands at a door for an event that cannot be decided. An emergency releases them by the direction alone
 * (I6); otherwise they are refused, and where it is their way out the guard is called. Nobody is moved by it.
 */
export function answerAtDoor(log: DraftLog, received: ReceivedEvent, facts: BatchFacts): AnswerAtDoor {
  const gateway = received.caller.gatewayId;
  if (!someoneWaits(received)) return { subject: { gateway }, effects: [], told: {} };
  const found = readerOf(received, facts);
  if (found === undefined) return { subject: { gateway }, effects: [], told: { verdict: 'deny' } };
  const { reader, way } = found;
  const direction = directionOf(way.from, way.to);
  const subject = { gateway, door: way.door.id, reader: reader.id, from: way.from.id, to: way.to.id };
  if (reader.gateway === gateway && way.escape && isInForce(log.state, 'emergency', way.from.id)) {
    const notes = [{ code: 'emergency-release' }];
    return {
      subject,
      decision: { verdict: 'grant', direction, reasons: [], notes, rules: facts.rulesUsed },
      effects: [],
      told: { verdict: 'grant', openWithinMs: way.door.openWithinMs },
    };
  }
  return {
    subject,
    effects: direction === 'leaving' ? [refusedLeaving(way)] : [],
    told: { verdict: 'deny' },
  };
}

function readerOf({ content }: ReceivedEvent, { rules }: BatchFacts) {
  return content.ok && content.value.kind === 'card-read' ? rules.wayOf(content.value.reader) : undefined;
}

function refusedLeaving({ door }: Way): Effect {
  return { type: 'alarm', kind: 'refused-leaving', active: true, door: door.id };
}
