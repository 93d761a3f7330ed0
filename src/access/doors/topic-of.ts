import type { GatewayEvent } from '../../gateways/gateway-event.ts';
import type { GatewayCondition } from '../../log/entry/effects.ts';

/**
 * What an event tells of, in words under which its receipt is kept: of one door, one condition at one place, one read. Within
 * an epoch the later of two events of a topic is the one with the higher number, whichever came first.
 * Undefined for what is over when it has happened: it has no later.
 */
export function topicOf(event: GatewayEvent): string | undefined {
  switch (event.kind) {
    case 'door-opened':
    case 'door-closed':
    case 'door-restored':
      return topicOfDoor(event.door);
    case 'door-forced':
    case 'door-held':
      return event.door === undefined ? undefined : topicOfDoor(event.door);
    case 'tamper':
      return `tamper ${placeOf(event.door)}`;
    case 'tamper-restored':
      return `tamper ${event.door ?? everywhere}`;
    case 'power-lost':
    case 'power-restored':
      return 'power';
    case 'intrusion-armed':
      return `armed ${placeOf(event.door)}`;
    case 'intrusion-alarm':
      return `intrusion ${placeOf(event.door)}`;
    case 'intrusion-disarmed':
      return `disarmed ${event.door ?? everywhere}`;
    case 'read-abandoned':
      return topicOfGivingUp(event.read);
    default:
      return undefined;
  }
}

export function topicOfDoor(door: string): string {
  return `door ${door}`;
}

/** That the gateway gave up waiting for the answer to this read of its own. */
export function topicOfGivingUp(read: number): string {
  return `abandoned ${read}`;
}

/** The topics by which a condition of a gateway changes at a door, or at the gateway itself (`door` undefined). */
export function topicsOfCondition(condition: GatewayCondition, door: string | undefined): readonly string[] {
  const place = placeOf(door);
  const disarmed = [`disarmed ${place}`, `disarmed ${everywhere}`];
  if (condition === 'tamper') return [`tamper ${place}`, `tamper ${everywhere}`];
  if (condition === 'intrusion-armed') return [`armed ${place}`, ...disarmed];
  if (condition === 'intrusion-alarm') return [`intrusion ${place}`, ...disarmed];
  return condition === 'power-lost' ? ['power'] : [];
}

type Changes = { readonly begins: readonly GatewayCondition[]; readonly ends: readonly GatewayCondition[] };

const none: Changes = { begins: [], ends: [] };

const changes: { readonly [Kind in GatewayEvent['kind']]?: Changes } = {
  tamper: { begins: ['tamper'], ends: [] },
  'tamper-restored': { begins: [], ends: ['tamper'] },
  'power-lost': { begins: ['power-lost'], ends: [] },
  'power-restored': { begins: [], ends: ['power-lost'] },
  'intrusion-armed': { begins: ['intrusion-armed'], ends: [] },
  'intrusion-disarmed': { begins: [], ends: ['intrusion-armed', 'intrusion-alarm'] },
  'intrusion-alarm': { begins: ['intrusion-alarm'], ends: [] },
};

/** The conditions of its gateway that an event begins or ends. */
export function conditionsOf({ kind }: GatewayEvent): Changes {
  return changes[kind] ?? none;
}

/** Whether an event ends conditions at every door of its gateway: one that names none. */
export function endsEverywhere(event: GatewayEvent): boolean {
  return conditionsOf(event).ends.length > 0 && (!('door' in event) || event.door === undefined);
}

const everywhere = '*';

/** A gateway has a place of its own beside those at its doors; no door bears this name. */
function placeOf(door: string | undefined): string {
  return door ?? '.';
}
