import { eventOf, type ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { tooOldAfterMs } from '../../../../zones/plan/site-plan.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { judgeReadAge } from '../../judge-read-age.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { EventOrder } from './told-so-far.ts';

/**
 * How far the clock of a gateway has told time with an event (RFC 3339; undefined where it could not be read). A live card read never sets it
 * back: what was told under the highest number in this buffer, or is told beside the read under a higher one, stands. `tooOld`: it is
 * a read for which nobody stands at the door any more.
 */
export type ClockTold = { readonly at: string | undefined; readonly tooOld: boolean };

export function clockTold(
  { now }: DraftLog,
  received: ReceivedEvent,
  { newest }: Pick<EventOrder, 'newest'>,
  { gateways, rules }: BatchFacts,
): ClockTold {
  const event = eventOf(received);
  const at = event?.at;
  if (event?.kind !== 'card-read' || received.late) return { at, tooOld: false };
  const { newerBeside: beside, caller } = received;
  const newer =
    beside !== undefined && beside.seq > (newest?.seq ?? 0) ? new Date(beside.at) : (newest?.at ?? undefined);
  const age = judgeReadAge(at, newer, {
    known: gateways.get(caller.gatewayId)?.known ?? now,
    now,
    tooOldAfterMs: rules.plan.site.tooOldAfterMs ?? tooOldAfterMs,
  });
  return { at: age === 'newest' ? at : newer?.toISOString(), tooOld: age === 'too-old' };
}
