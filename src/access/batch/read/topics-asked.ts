import type { GatewayEvent } from '../../../gateways/gateway-event.ts';
import { eventOf, type ReceivedEvent } from '../../../gateways/receive-events.ts';
import {
  conditionsOf,
  endsEverywhere,
  topicOf,
  topicOfGivingUp,
  topicsOfCondition,
} from '../../doors/topic-of.ts';
import type { SiteRules } from '../../rules/site-rules.ts';
import type { TopicKey } from '../batch-facts.ts';

/** Of which topics a batch must know how far their gateways have told, each once. */
export function topicsAsked(
  events: readonly ReceivedEvent[],
  rules: SiteRules | undefined,
): readonly TopicKey[] {
  const asked = new Map<string, TopicKey>();
  for (const received of events) {
    const event = eventOf(received);
    if (event === undefined) continue;
    const { caller, epoch } = received;
    for (const topic of topicsFor(event, received.seq, () => doorsOf(caller.gatewayId, rules))) {
      const key = { gatewayId: caller.gatewayId, epoch, topic };
      asked.set(`${caller.gatewayId} ${epoch} ${topic ?? ''}`, key);
    }
  }
  return [...asked.values()];
}

function topicsFor(
  event: GatewayEvent,
  seq: number,
  doorsOfGateway: () => readonly string[],
): readonly (string | undefined)[] {
  if (event.kind === 'card-read') return [undefined, topicOfGivingUp(seq)];
  const own = topicOf(event);
  const { begins, ends } = conditionsOf(event);
  const door = 'door' in event ? event.door : undefined;
  const places = endsEverywhere(event) ? [undefined, ...doorsOfGateway()] : [door];
  const others = [...begins, ...ends].flatMap((condition) =>
    places.flatMap((place) => topicsOfCondition(condition, place)),
  );
  return [undefined, ...(own === undefined ? [] : [own]), ...others];
}

/** Every door of the plan is gone through: not to be asked for a card read. */
function doorsOf(gatewayId: string, rules: SiteRules | undefined): readonly string[] {
  return [...(rules?.doors.keys() ?? [])].filter((door) => rules?.speaksOf(gatewayId, door));
}
