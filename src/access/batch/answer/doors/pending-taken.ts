import type { GatewayEvent } from '../../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { PendingPassage } from '../../../decide/facts/pending-passage.ts';
import type { GrantedPassage } from '../../../doors/door-event.ts';
import type { BatchFacts, EventKey } from '../../batch-facts.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { EventContext } from '../gateways/event-context.ts';
import type { EventOrder } from '../gateways/told-so-far.ts';

type Opening = Extract<GatewayEvent, { readonly kind: 'door-opened' }>;

/**
 * The passages that an opening takes, in the order of their grants: none that was granted after it. Within an epoch the
 * numbers of read and opening tell; of other reads a late opening takes what was granted by its time.
 */
export function pendingTaken(
  log: DraftLog,
  received: ReceivedEvent,
  { at, door }: Opening,
  facts: BatchFacts,
  { order, stamp }: EventContext,
): readonly GrantedPassage[] {
  const window = facts.rules.doors.get(door)?.openWithinMs ?? 0;

  function isTaken(person: string, { until }: PendingPassage): boolean {
    const read = order.isOlder ? readBehind(log, facts, order, person, door) : undefined;
    if (read?.caller.gatewayId === received.caller.gatewayId && read.epoch === received.epoch) {
      return read.seq < received.seq;
    }
    const late = !facts.live || order.isOlder;
    return !late || at === undefined || until.getTime() - window <= stamp.at.getTime();
  }

  return [...log.state.presence].flatMap(([person, { pending }]) =>
    pending?.door === door && isTaken(person, pending)
      ? [{ person, to: pending.to, along: pending.along }]
      : [],
  );
}

/** The read by which a pending passage was granted: of this batch, or one before it. */
function readBehind(
  { placed }: DraftLog,
  { pendingReads }: BatchFacts,
  order: EventOrder,
  person: string,
  door: string,
): EventKey | undefined {
  const entry = placed.findLast(({ entry: { effects } }) =>
    effects.some((effect) => effect.type === 'pending' && effect.person === person && effect.door === door),
  )?.entry.seq;
  return entry === undefined
    ? pendingReads.find((read) => read.person === person && read.door === door)
    : order.readOf(entry);
}
