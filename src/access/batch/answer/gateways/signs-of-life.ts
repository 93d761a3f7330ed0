import { eventOf, type ReceivedEvent } from '../../../../gateways/receive-events.ts';
import { silentAfterMs } from '../../../../zones/plan/site-plan.ts';
import { conditionOver } from '../../../doors/gateway-events.ts';
import type { SiteRules } from '../../../rules/site-rules.ts';
import { troubleKey } from '../../../state/site-state.ts';
import type { HeardGateway } from '../../batch-facts.ts';
import { isOfNow } from '../../is-of-now.ts';
import { clockToleranceMs } from '../../judge-stamp.ts';
import { beginAlarm, endAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { EventOrder } from './told-so-far.ts';

/** Which gateways are heard of in a batch: whatever they say, and however often they said it before, is a sign of life. */
export class SignsOfLife {
  readonly #log: DraftLog;
  readonly #rules: SiteRules;
  readonly #tellTime: ReadonlySet<ReceivedEvent>;
  readonly #heard = new Map<string, HeardGateway>();

  constructor(log: DraftLog, rules: SiteRules, events: readonly ReceivedEvent[]) {
    this.#log = log;
    this.#rules = rules;
    this.#tellTime = newestOfEach(events);
  }

  get heard(): readonly HeardGateway[] {
    return [...this.#heard.values()];
  }

  /** Notes that a gateway spoke. The end of a silence is an entry of its own, whatever becomes of the event. */
  note({ caller: { gatewayId: gateway } }: ReceivedEvent): void {
    if (this.#heard.has(gateway)) return;
    this.#heard.set(gateway, {
      gatewayId: gateway,
      clockOffsetMs: undefined,
      silentAfterMs: this.#rules.gateways.get(gateway)?.silentAfterMs ?? silentAfterMs,
    });
    if (!this.#log.state.gateways.has(troubleKey({ gateway, condition: 'silent' }))) return;
    this.#log.record({
      kind: 'gateway-heard',
      actor: { type: 'machine', id: gateway },
      subject: { gateway },
      effects: conditionOver(gateway, { condition: 'silent', door: undefined }),
    });
  }

  /**
   * Notes what an event that counts now tells of its gateway's clock, where it is one of this moment. That the clock is off, or
   * right again, is an entry of its own.
   */
  noteClock(received: ReceivedEvent, { isOlder }: Pick<EventOrder, 'isOlder'>): void {
    const { gatewayId } = received.caller;
    const heard = this.#heard.get(gatewayId);
    const told = toldNow(received);
    if (heard === undefined || told === undefined || isOlder || !this.#tellTime.has(received)) return;
    const clockOffsetMs = told - this.#log.now.getTime();
    this.#heard.set(gatewayId, { ...heard, clockOffsetMs });
    const isRight = Math.abs(clockOffsetMs) <= clockToleranceMs;
    const change = isRight ? endAlarm : beginAlarm;
    const effects = change(this.#log, 'gateway-clock', gatewayId);
    if (effects.length === 0) return;
    this.#log.record({
      kind: isRight ? 'gateway-clock-right' : 'gateway-clock-off',
      actor: { type: 'machine', id: gatewayId },
      subject: { gateway: gatewayId },
      effects,
      details: { offsetMs: clockOffsetMs },
    });
  }
}

/** Of each gateway the event of this moment with the latest time: the one that was delayed least on its way. */
function newestOfEach(events: readonly ReceivedEvent[]): ReadonlySet<ReceivedEvent> {
  const newest = new Map<string, { readonly received: ReceivedEvent; readonly told: number }>();
  for (const received of events) {
    const { gatewayId } = received.caller;
    const told = toldNow(received);
    if (told === undefined || told <= (newest.get(gatewayId)?.told ?? Number.NEGATIVE_INFINITY)) continue;
    newest.set(gatewayId, { received, told });
  }
  return new Set([...newest.values()].map(({ received }) => received));
}

/** What the gateway's clock showed when it sent the event, in milliseconds; undefined where the event does not tell. */
function toldNow(received: ReceivedEvent): number | undefined {
  const at = isOfNow(received) ? eventOf(received)?.at : undefined;
  return at === undefined ? undefined : Date.parse(at);
}
