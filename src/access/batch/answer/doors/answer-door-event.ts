import type { OtherEvent } from '../../../../gateways/gateway-event.ts';
import type { EventAnswer, ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { Effect } from '../../../../log/entry/effects.ts';
import type { Subject } from '../../../../log/entry/subject.ts';
import { decideDoorEvent } from '../../../doors/decide-door-event.ts';
import type { AbandonedPassage, EndedCondition } from '../../../doors/door-event.ts';
import { conditionsOf, endsEverywhere, topicOf, topicsOfCondition } from '../../../doors/topic-of.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import type { Place } from '../../../state/site-state.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { beginAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import { formOf, keepText } from '../forms/form-of.ts';
import type { EventContext } from '../gateways/event-context.ts';
import type { EventOrder } from '../gateways/told-so-far.ts';
import { doorFacts } from './door-facts.ts';
import { pendingTaken } from './pending-taken.ts';

/** Where an event happened, as far as its gateway may speak of it. */
export type EventPlace = { readonly door: string | undefined; readonly reader: string | undefined };

/** Records an event other than a card read, with what it does to a door, a gateway or the site. */
export function answerDoorEvent(
  log: DraftLog,
  received: ReceivedEvent,
  event: OtherEvent,
  facts: BatchFacts,
  { door, reader }: EventPlace,
  context: EventContext,
): EventAnswer {
  const { caller, seq, backlog } = received;
  const { order, abandoned, kept, stamp } = context;
  const { state } = log;
  const gateway = caller.gatewayId;
  const late = !facts.live || order.isOlder;
  const ends = endsOf(log, gateway, event, door, order);
  const pending = event.kind === 'door-opened' ? pendingTaken(log, received, event, facts, context) : [];
  const decided = decideDoorEvent(
    { kind: event.kind, gateway, door },
    {
      superseded: isSuperseded(event, door, late, facts, context, ends),
      pending,
      ...doorFacts(log, facts, { event, at: late ? stamp.at : log.now, door, late, pending }),
      abandoned,
      ends,
      past: backlog || order.isStampedOlder,
      emergency: state.conditions.has('emergency'),
    },
  );
  const form = formOf(log, received);
  const clock = stamp.note === undefined ? [] : beginAlarm(log, 'gateway-clock', gateway);
  const effects = [...decided.effects, ...form.effects, ...clock];
  if (event.kind === 'heartbeat' && effects.length === 0) return { seq, status: 'stored' };
  const entry = log.record({
    kind: event.kind,
    at: stamp.at,
    actor: { type: 'machine', id: gateway },
    subject: {
      gateway,
      ...(door === undefined ? {} : { door }),
      ...(reader === undefined ? {} : { reader }),
      ...personsOf(abandoned),
    },
    effects: late ? datedBack(log, effects, stamp.at.toISOString(), facts) : effects,
    details: {
      gatewaySeq: seq,
      notes: [...decided.notes, ...form.notes, ...(stamp.note === undefined ? [] : [stamp.note])],
      ...(stamp.note === undefined ? {} : { stamped: event.at }),
      ...detailsOf(event),
    },
  });
  return { seq, status: 'stored', entry, ...keepText(kept, received, entry) };
}

/** Whoever was granted or waited, and whoever would have passed with them. */
function personsOf(abandoned: readonly AbandonedPassage[]): Subject {
  const [person, ...others] = abandoned.map((one) => one.person);
  if (person === undefined) return {};
  return others.length === 0 ? { person } : { person, with: others };
}

/** The conditions that the event ends: where it names no door those that are on anywhere, but none younger than itself. */
function endsOf(
  { state }: DraftLog,
  gateway: string,
  event: OtherEvent,
  door: string | undefined,
  order: EventOrder,
): readonly EndedCondition[] {
  const { ends } = conditionsOf(event);
  const own = ends.map((condition): EndedCondition => ({ condition, door }));
  const elsewhere = endsEverywhere(event)
    ? [...state.gateways.values()].filter(
        (one) => one.gateway === gateway && one.door !== undefined && ends.includes(one.condition),
      )
    : [];
  return [...own, ...elsewhere].filter(
    (one) => !order.isOvertaken(topicsOfCondition(one.condition, one.door)),
  );
}

/**
 * Whether something later of its door or condition is on record. Within an epoch the number tells. What a door was last told
 * by another buffer is compared by time, and only with a backlog; with what was known before this batch, for a backlog
 * tells in order.
 */
function isSuperseded(
  event: OtherEvent,
  door: string | undefined,
  late: boolean,
  { state }: BatchFacts,
  { order, stamp }: EventContext,
  ends: readonly EndedCondition[],
): boolean {
  const conditions = conditionsOf(event);
  if (conditions.ends.length > 0) return ends.length === 0;
  const own = topicOf(event);
  const topics = conditions.begins.flatMap((condition) => topicsOfCondition(condition, door));
  if (order.isOvertaken(own === undefined ? topics : [own, ...topics])) return true;
  const since = door === undefined ? undefined : state.doors.get(door)?.since;
  const isTold = own !== undefined && order.isTold(own);
  return late && !isTold && since !== undefined && event.at !== undefined && stamp.at < since;
}

/**
 * The same effects, door and place dated back to `since`: the next event of the same backlog is not held superseded. Nobody
 * passes before they came to where they were, or before it was granted, whatever the clock of the gateway says.
 */
function datedBack(
  { state }: DraftLog,
  effects: readonly Effect[],
  since: string,
  { rules }: BatchFacts,
): readonly Effect[] {
  return effects.map((effect) => {
    if (effect.type === 'door') return { ...effect, since };
    if (effect.type !== 'presence') return effect;
    const least = earliestPassage(state.presence.get(effect.person), rules);
    return { ...effect, since: new Date(Math.max(Date.parse(since), least)).toISOString() };
  });
}

/** Before when nobody can have passed whose place this is. Milliseconds since 1970. */
function earliestPassage(place: Place | undefined, { doors }: SiteRules): number {
  const came = place?.since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const window = doors.get(place?.pending?.door ?? '')?.openWithinMs;
  if (place?.pending === undefined || window === undefined) return came;
  return Math.max(came, place.pending.until.getTime() - window);
}

function detailsOf(event: OtherEvent): Readonly<Record<string, unknown>> {
  if (event.kind === 'pin-read') return { accepted: event.accepted };
  if (event.kind === 'buffer-lost' && event.lost !== undefined) return { lost: event.lost };
  return event.kind === 'read-abandoned' ? { read: event.read } : {};
}
