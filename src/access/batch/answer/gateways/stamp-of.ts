import type { GatewayEvent } from '../../../../gateways/gateway-event.ts';
import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { BatchFacts } from '../../batch-facts.ts';
import { isOfNow } from '../../is-of-now.ts';
import { judgeStamp, type Stamp } from '../../judge-stamp.ts';
import type { DraftLog } from '../draft/draft-log.ts';

/** When an event happened, judged by what is known of its gateway. `tooOld`: what it tells is not of the moment it was sent. */
export function stampOf(
  { now }: DraftLog,
  received: ReceivedEvent,
  event: GatewayEvent,
  { gateways, rules }: BatchFacts,
  tooOld: boolean,
): Stamp {
  const gateway = gateways.get(received.caller.gatewayId);
  return judgeStamp(event.at, {
    known: gateway?.known ?? now,
    now,
    timeZone: rules.plan.site.timeZone,
    offsetMs: gateway?.clockOffsetMs,
    isOfNow: isOfNow(received) && !tooOld,
  });
}
