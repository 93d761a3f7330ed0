import { type CardRead, type GatewayEvent, neededFields } from '../../../gateways/gateway-event.ts';
import type { FormFaults } from '../../../gateways/read-gateway-event.ts';
import type { EventAnswer, ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { Effect } from '../../../log/effects.ts';
import type { Subject } from '../../../log/subject.ts';
import { decideDoorEvent } from '../../doors/decide-door-event.ts';
import type { AbandonedPassage } from '../../doors/door-event.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { BatchFacts } from '../batch-facts.ts';
import { answerCardRead } from './answer-card-read.ts';
import { answerQuarantined } from './answer-quarantined.ts';
import type { DraftLog } from './draft-log.ts';
import { formOf, keepText } from './form-of.ts';
import { notAfterNow } from './not-after-now.ts';

type OtherEvent = Exclude<GatewayEvent, CardRead>;

/** Decides one event that has not counted before. `abandoned`: of a `read-abandoned`, what it undoes. */
export function decideEvent(
  log: DraftLog,
  received: ReceivedEvent,
  event: GatewayEvent,
  facts: BatchFacts,
  abandoned: readonly AbandonedPassage[],
): EventAnswer {
  const foreign = foreignPlace(received, event, facts.rules);
  if (foreign === undefined) {
    if (event.kind === 'card-read') return answerCardRead(log, received, event, facts);
    return answerOther(
      log,
      received,
      event,
      facts,
      doorOf(event, facts.rules) ?? abandoned[0]?.door,
      abandoned,
    );
  }
  if (event.kind === 'card-read' || asksForPlace(event)) {
    return answerQuarantined(log, received, foreign, facts);
  }
  const faults: FormFaults = { notes: received.faults?.notes ?? ['field-ignored'], fault: foreign };
  return answerOther(log, { ...received, faults }, event, facts, undefined, []);
}

/** Whether an event says nothing without its place. A danger at a place that is none of the gateway's is still one. */
function asksForPlace({ kind }: GatewayEvent): boolean {
  const needed = neededFields[kind];
  return 'reader' in needed || 'door' in needed;
}

/** A gateway speaks only of its own readers and doors. */
function foreignPlace({ caller }: ReceivedEvent, event: GatewayEvent, rules: SiteRules): string | undefined {
  const { reader, door } = placeOf(event);
  if (reader !== undefined && rules.wayOf(reader)?.reader.gateway !== caller.gatewayId)
    return 'foreign reader';
  if (door !== undefined && !rules.speaksOf(caller.gatewayId, door)) return 'foreign door';
  return undefined;
}

function placeOf(event: GatewayEvent): {
  readonly reader?: string | undefined;
  readonly door?: string | undefined;
} {
  if ('reader' in event) return { reader: event.reader };
  return 'door' in event ? { door: event.door } : {};
}

/** `door`: where it happened, if at a door that the gateway may speak of. */
function answerOther(
  log: DraftLog,
  received: ReceivedEvent,
  event: OtherEvent,
  facts: BatchFacts,
  door: string | undefined,
  abandoned: readonly AbandonedPassage[],
): EventAnswer {
  const { caller, seq } = received;
  const { state } = log;
  const decided = decideDoorEvent(
    { kind: event.kind, gateway: caller.gatewayId, door },
    {
      superseded: isSuperseded(event, door, facts),
      position: door === undefined ? undefined : state.doors.get(door)?.position,
      pending: pendingAt(log, event, door, facts),
      abandoned,
      emergency: state.conditions.has('emergency'),
      silent: state.gateways.get(caller.gatewayId)?.has('silent') ?? false,
    },
  );
  const form = formOf(log, received);
  const effects = [...decided.effects, ...form.effects];
  if (event.kind === 'heartbeat' && effects.length === 0) return { seq, status: 'stored' };
  const reader = door === undefined ? undefined : placeOf(event).reader;
  const entry = log.record({
    kind: event.kind,
    at: new Date(event.at ?? log.now),
    actor: { type: 'machine', id: caller.gatewayId },
    subject: {
      gateway: caller.gatewayId,
      ...(door === undefined ? {} : { door }),
      ...(reader === undefined ? {} : { reader }),
      ...personsOf(abandoned),
    },
    effects: facts.live ? effects : datedBack(effects, notAfterNow(log, event.at)),
    details: { gatewaySeq: seq, notes: [...decided.notes, ...form.notes], ...detailsOf(event) },
  });
  return { seq, status: 'stored', entry, ...keepText(log, received, entry) };
}

/** Whoever was granted or waited, and whoever would have passed with them. */
function personsOf(abandoned: readonly AbandonedPassage[]): Subject {
  const [person, ...others] = abandoned.map((one) => one.person);
  if (person === undefined) return {};
  return others.length === 0 ? { person } : { person, with: others };
}

function doorOf(event: OtherEvent, rules: SiteRules): string | undefined {
  const { reader, door } = placeOf(event);
  return reader === undefined ? door : rules.wayOf(reader)?.way.door.id;
}

/** A backlog tells in order, so it is compared with what was known before this batch: only what came past it is later. */
function isSuperseded(event: OtherEvent, door: string | undefined, { live, state }: BatchFacts): boolean {
  const since = door === undefined ? undefined : state.doors.get(door)?.since;
  return !live && since !== undefined && event.at !== undefined && new Date(event.at) < since;
}

/** The same effects, door and place dated back to `since`: the next event of the same backlog is not held superseded. */
function datedBack(effects: readonly Effect[], since: string): readonly Effect[] {
  return effects.map((effect) =>
    effect.type === 'door' || effect.type === 'presence' ? { ...effect, since } : effect,
  );
}

/** In the order of their grants. A backlog knows nothing of what was granted after it. */
function pendingAt({ state }: DraftLog, { at }: OtherEvent, door: string | undefined, facts: BatchFacts) {
  const window = (door === undefined ? undefined : facts.rules.doors.get(door)?.openWithinMs) ?? 0;
  return [...state.presence].flatMap(([person, { pending }]) => {
    if (pending === undefined || pending.door !== door) return [];
    const grantedAt = pending.until.getTime() - window;
    return facts.live || at === undefined || grantedAt <= Date.parse(at) ? [{ person, to: pending.to }] : [];
  });
}

function detailsOf(event: OtherEvent): Readonly<Record<string, unknown>> {
  if (event.kind === 'pin-read') return { accepted: event.accepted };
  if (event.kind === 'buffer-lost' && event.lost !== undefined) return { lost: event.lost };
  return event.kind === 'read-abandoned' ? { read: event.read } : {};
}
