import { eventOf, type NewestTold, type ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { tooOldAfterMs } from '../../../../zones/plan/site-plan.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { judgePace, type Pace } from '../../judge-pace.ts';
import { judgeReadAge } from '../../judge-read-age.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { EventOrder } from './told-so-far.ts';

/** How far the clock of a gateway is told by an event. */
export type ClockTold = {
  /** RFC 3339; undefined where it could not be read. */
  readonly at: string | undefined;
  /** Of reads that look too old, whether the clock was set back: undefined where nothing says so. */
  readonly pace: Pace | undefined;
};

/**
 * How far the clock of a gateway has told time with an event. A live card read never sets it back, unless several show by their pace that
 * it was: what was told under the highest number in this buffer, or is told beside the read under a higher one, stands. `tooOld`: it is
 * a read for which nobody stands at the door any more.
 */
export function clockTold(
  { now }: DraftLog,
  received: ReceivedEvent,
  { newest, isOlder }: Pick<EventOrder, 'newest' | 'isOlder'>,
  { gateways, rules }: BatchFacts,
): ClockTold & { readonly tooOld: boolean } {
  const event = eventOf(received);
  const at = event?.at;
  const asTold = { at, pace: undefined, tooOld: false };
  if (event?.kind !== 'card-read' || received.late) return asTold;
  const newer = newerThan(received, newest);
  const age = judgeReadAge(at, newer, {
    known: gateways.get(received.caller.gatewayId)?.known ?? now,
    now,
    tooOldAfterMs: rules.plan.site.tooOldAfterMs ?? tooOldAfterMs,
  });
  if (at === undefined || age === 'newest') return asTold;
  const stands = newer?.toISOString();
  if (age === 'older') return { at: stands, pace: undefined, tooOld: false };
  const isLast = !isOlder && received.newerBeside === undefined;
  const pace = isLast ? judgePace(new Date(at), now, newest?.pace) : newest?.pace;
  return pace === 'set-back' ? asTold : { at: stands, pace, tooOld: true };
}

/** By the gateway's clock, when the newest happened that it told besides a read. Reads beside it may all have been held back with it. */
function newerThan(
  { newerBeside: beside }: { readonly newerBeside: NewestTold | undefined },
  newest: EventOrder['newest'],
): Date | undefined {
  const known = newest?.at ?? undefined;
  if (beside === undefined || beside.seq <= (newest?.seq ?? 0)) return known;
  const told = new Date(beside.at);
  return beside.isLiveRead && known !== undefined && known > told ? known : told;
}
