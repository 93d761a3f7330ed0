import type { CardRead } from '../../../../gateways/gateway-event.ts';
import type { AnsweredReason, EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { Effect } from '../../../../log/entry/effects.ts';
import type { CardHolder } from '../../../../people/at-the-door/card-holder.ts';
import type { Decision, Reason } from '../../../decide/decision.ts';
import { isMissing } from '../../../decide/judge-card.ts';
import { reasons } from '../../../decide/reasons.ts';
import { topicOfGivingUp } from '../../../doors/topic-of.ts';
import type { Way } from '../../../rules/site-rules.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import type { Stamp } from '../../judge-stamp.ts';
import { beginAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { formOf, keepText } from '../forms/form-of.ts';
import type { EventContext } from '../gateways/event-context.ts';
import { decideRead } from './decide-read.ts';
import type { ReadToDecide } from './gather-passage-facts.ts';
import { latePassage } from './late-passage.ts';
import { recordedDecision } from './recorded-decision.ts';
import { unknownSeries } from './unknown-series.ts';

/** Decides one card read and records it, granted or not, with every reason (I4). */
export function answerCardRead(
  log: DraftLog,
  received: ReceivedEvent,
  read: CardRead,
  facts: BatchFacts,
  { order, kept, stamp: { at, note }, tooOld }: EventContext,
): EventAnswer {
  const { caller, seq } = received;
  const { live, reads } = facts;
  // The gateway has told before that it waits no more and keeps the door shut: nobody goes through.
  const givenUp = order.isOvertaken([topicOfGivingUp(seq)]);
  const known = reads.get(received);
  const way = known?.rules.wayOf(read.reader)?.way;
  if (known === undefined || way === undefined) {
    throw new Error(`reader ${read.reader} was not in the plan at that moment`);
  }
  const { late } = known;
  const reader = known.reader ?? late?.readerNow;
  const holder = reader?.holder;
  const toDecide: ReadToDecide = {
    at: live ? log.now : at,
    live,
    tooOld,
    way,
    readable: read.card !== undefined && read.card.parity !== 'bad',
    known,
    state: log.state,
    together: [],
    company: facts.company,
    companions: facts.companions,
    joining: new Map(),
  };
  const decided = decideRead(log, toDecide, facts);
  const { decision } = decided;
  const form = formOf(log, received);
  const entry = log.record({
    kind: 'card-read',
    at,
    actor: { type: 'machine', id: caller.gatewayId },
    subject: {
      ...(holder === undefined ? {} : { card: holder.card.id }),
      ...(holder?.person === undefined ? {} : { person: holder.person.id }),
      ...(reader?.visit === undefined ? {} : { visit: reader.visit.id }),
      ...(decided.with.length === 0 ? {} : { with: decided.with }),
      door: way.door.id,
      reader: read.reader,
      gateway: caller.gatewayId,
      from: way.from.id,
      to: way.to.id,
    },
    decision: recordedDecision(decision, [
      ...(givenUp ? (['given-up'] as const) : []),
      ...(note === undefined ? [] : [note]),
      ...form.notes,
    ]),
    effects: [
      ...(givenUp ? withoutPassage(decision.effects) : decision.effects),
      ...lateEffects(log, read, decision, holder, way, late?.stamp),
      ...(note === undefined ? [] : beginAlarm(log, 'gateway-clock', caller.gatewayId)),
      ...(tooOld ? [] : unknownSeries(log, facts, { reader: read.reader, door: way.door.id }, decision)),
      ...form.effects,
    ],
    ...unknownCard(read, holder),
    details: {
      gatewaySeq: seq,
      ...(note === undefined ? {} : { stamped: read.at }),
      ...(read.decided === undefined ? {} : { decided: read.decided }),
      ...(holder === undefined || holder.card.twins.length === 0 ? {} : { twins: holder.card.twins }),
    },
  });
  return {
    seq,
    status: 'stored',
    entry,
    verdict: decision.verdict,
    reasons: live ? decision.reasons.map(inWords) : decision.reasons,
    ...(decision.verdict === 'grant' && live && !givenUp
      ? { openWithinMs: openWithin(log, way, holder?.person?.id) }
      : {}),
    ...(decision.verdict === 'wait' ? waitWithin(log, holder?.person?.id) : {}),
    ...keepText(kept, received, entry),
  };
}

/** Somebody stands there and may be told; a grant has no reasons and costs nothing. */
function inWords(reason: Reason): AnsweredReason {
  return { ...reason, says: reasons[reason.code].says.ja };
}

/** A grant repeated while its passage is pending opens for what is left of it. */
function openWithin({ state, now }: DraftLog, { door }: Way, person: string | undefined): number {
  const pending = person === undefined ? undefined : state.presence.get(person)?.pending;
  return pending?.door === door.id ? pending.until.getTime() - now.getTime() : door.openWithinMs;
}

/** How long the read just recorded waits for another. */
function waitWithin({ state, now }: DraftLog, person: string | undefined) {
  const wait = person === undefined ? undefined : state.waits.get(person);
  return wait === undefined ? {} : { waitWithinMs: wait.until.getTime() - now.getTime() };
}

/** The number of a card we do not know is personal: a guard may need it, the entry never holds it. */
function unknownCard(read: CardRead, holder: CardHolder | undefined) {
  if (holder !== undefined || read.card === undefined) return {};
  const { format, facility, number } = read.card;
  return { personal: { recordClass: 'passage', data: { card: { format, facility, number } } } } as const;
}

/**
 * What the gateway did alone stands: who passed was there from then on. Where we would have decided otherwise with what was
 * known then, somebody must look.
 */
function lateEffects(
  { state }: DraftLog,
  { decided }: CardRead,
  decision: Decision,
  holder: CardHolder | undefined,
  way: Way,
  stamp: Stamp | undefined,
): readonly Effect[] {
  if (decided === undefined || stamp === undefined) return [];
  const person = holder?.person?.id;
  const passed = decided.verdict === 'grant' && person !== undefined && !isMissing(holder?.card);
  const passage = passed
    ? latePassage(state.presence.get(person), { person, zone: way.to.id, door: way.door.id }, stamp)
    : [];
  if (decided.verdict === decision.verdict) return passage;
  const place = { type: 'alarm', kind: 'late-discrepancy', active: true, door: way.door.id } as const;
  return [...passage, person === undefined ? place : { ...place, person }];
}

/** What the read tells of the passage before stands; a new one there is not. */
function withoutPassage(effects: readonly Effect[]): readonly Effect[] {
  return effects.filter(
    (effect) => effect.type !== 'pending' && !(effect.type === 'presence' && effect.certainty === 'assumed'),
  );
}
