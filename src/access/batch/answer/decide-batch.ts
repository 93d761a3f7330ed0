import type { EventAnswer, Outcome, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { GivenUp, Receipt, SeenEvent } from '../batch-facts.ts';
import { abandonedPassage, grantAmong } from './abandoned-passage.ts';
import { answerConflict, recordConflict } from './answer-conflict.ts';
import { answerQuarantined } from './answer-quarantined.ts';
import { decideEvent, type EventWorld } from './decide-event.ts';
import type { DraftLog } from './draft-log.ts';

export type BatchDecisions = {
  readonly outcomes: readonly Outcome[];
  readonly receipts: readonly Receipt[];
  readonly conflicts: readonly ReceivedEvent[];
};

/** What is known of the events of a batch and of who sent them, read under the head. */
export type BatchReading = Omit<EventWorld, 'abandoned'> & {
  readonly seen: readonly SeenEvent[];
  readonly givenUp: readonly GivenUp[];
  readonly liveTokens: ReadonlySet<string>;
};

type Known = {
  readonly digest: Buffer | null;
  readonly conflictDigest: Buffer | null;
  readonly answer: EventAnswer;
};

/**
 * Decides the events of a batch in order; the effects of each feed the next. A key that has counted is answered
 * as before (I3), also when it stands twice in this batch.
 */
export function decideBatch(
  log: DraftLog,
  events: readonly ReceivedEvent[],
  reading: BatchReading,
): BatchDecisions {
  const known = new Map(
    reading.seen.map((seen) => [keyOf(seen.gatewayId, seen.epoch, seen.seq), knownOf(seen)]),
  );
  const givenUp = new Map(
    reading.givenUp.map((given) => [keyOf(given.gatewayId, given.epoch, given.read), given]),
  );
  const world: EventWorld = {
    ...reading,
    abandoned({ caller, epoch }, read) {
      const key = keyOf(caller.gatewayId, epoch, read);
      const given = givenUp.get(key) ?? grantAmong(log.placed, known.get(key)?.answer.entry);
      return given === undefined ? undefined : abandonedPassage(given, log.placed, log.state);
    },
  };
  const receipts: Receipt[] = [];
  const conflicts: ReceivedEvent[] = [];

  function outcomeOf(received: ReceivedEvent): Outcome {
    const { caller, epoch, seq, digest } = received;
    if (!reading.liveTokens.has(caller.tokenId) || !reading.rules.gateways.has(caller.gatewayId)) {
      return 'caller-stopped';
    }
    const key = keyOf(caller.gatewayId, epoch, seq);
    const before = known.get(key);
    if (before !== undefined) return repeat(received, before, key);
    const { content } = received;
    const answer = content.ok
      ? decideEvent(log, received, content.value, world)
      : answerQuarantined(log, received, content.refusal);
    known.set(key, { digest, conflictDigest: null, answer });
    receipts.push({
      gatewayId: caller.gatewayId,
      epoch,
      seq,
      digest,
      entrySeq: answer.entry ?? null,
      answer: JSON.stringify(answer),
    });
    return answer;
  }

  function repeat(received: ReceivedEvent, before: Known, key: string): EventAnswer {
    const { digest, answer } = before;
    if (digest === null) return { seq: received.seq, status: 'duplicate' };
    if (digest.equals(received.digest)) return { ...answer, status: 'duplicate' };
    if (before.conflictDigest?.equals(received.digest) !== true) {
      recordConflict(log, received);
      conflicts.push(received);
      known.set(key, { ...before, conflictDigest: received.digest });
    }
    return answerConflict(received);
  }

  return { outcomes: events.map(outcomeOf), receipts, conflicts };
}

function keyOf(gatewayId: string, epoch: string, seq: number): string {
  return `${gatewayId} ${epoch} ${seq}`;
}

function knownOf({ digest, conflictDigest, answer, seq }: SeenEvent): Known {
  return {
    digest,
    conflictDigest,
    answer: answer === null ? { seq, status: 'duplicate' } : (JSON.parse(answer) as EventAnswer),
  };
}
