import type { AlarmKind } from '../../log/alarm-kinds.ts';
import type { AlarmEffect, Effect, GatewayCondition } from '../../log/effects.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts } from './door-event.ts';

/** A housing opened or closed again: the gateway's own, or a reader's at a door. */
export function tamper(on: boolean) {
  return (event: DoorEvent): DoorEventDecision =>
    decided(condition(event, 'tamper', on), alarm(event, 'tamper', on));
}

/** Mains power of the gateway. */
export function power(lost: boolean) {
  return ({ gateway }: DoorEvent): DoorEventDecision =>
    decided(
      condition({ gateway }, 'power-lost', lost),
      alarm({ gateway, door: undefined }, 'power-lost', lost),
    );
}

/** 火災信号 of the panel begins the emergency of the whole site; only a named act ends it. */
export function fire(event: DoorEvent, { emergency }: DoorEventFacts): DoorEventDecision {
  const begins: Effect = { type: 'condition', condition: 'emergency', zone: null, on: true };
  return decided(...(emergency ? [] : [begins]), alarm(event, 'fire', true));
}

/** A code entered under threat. The passage itself is decided as ever, so that the one who threatens sees nothing. */
export function duress(event: DoorEvent): DoorEventDecision {
  return decided(alarm(event, 'duress', true));
}

/** Disarming ends the alarm of the intrusion panel too: somebody with the code is there. */
export const intrusion = {
  armed: (event: DoorEvent) => decided(condition(event, 'intrusion-armed', true)),
  disarmed: (event: DoorEvent) =>
    decided(
      condition(event, 'intrusion-armed', false),
      condition(event, 'intrusion-alarm', false),
      alarm(event, 'intrusion', false),
    ),
  alarm: (event: DoorEvent) =>
    decided(condition(event, 'intrusion-alarm', true), alarm(event, 'intrusion', true)),
};

/** A sign of life; only the end of a silence is worth an entry. */
export function heartbeat({ gateway }: DoorEvent, { silent }: DoorEventFacts): DoorEventDecision {
  if (!silent) return decided();
  return decided(
    condition({ gateway }, 'silent', false),
    alarm({ gateway, door: undefined }, 'gateway-silent', false),
  );
}

/** The gateway's memory overflowed or was lost: events are missing for ever. */
export function buffer({ gateway }: DoorEvent): DoorEventDecision {
  return decided(alarm({ gateway, door: undefined }, 'gateway-buffer-lost', true));
}

function decided(...effects: readonly Effect[]): DoorEventDecision {
  return { effects, notes: [] };
}

function condition({ gateway }: Pick<DoorEvent, 'gateway'>, name: GatewayCondition, on: boolean): Effect {
  return { type: 'gateway', gateway, condition: name, on };
}

function alarm(
  { gateway, door }: Pick<DoorEvent, 'gateway' | 'door'>,
  kind: AlarmKind,
  active: boolean,
): AlarmEffect {
  const place = { type: 'alarm', kind, active, gateway } as const;
  return door === undefined ? place : { ...place, door };
}
