import type { AlarmKind } from '../../log/entry/alarm-kinds.ts';
import type { AlarmEffect, Effect, GatewayCondition } from '../../log/entry/effects.ts';
import type { DoorEvent, DoorEventDecision, DoorEventFacts, EndedCondition } from './door-event.ts';

/** A housing opened: the gateway's own, or a reader's at a door. */
export function tamper(event: DoorEvent): DoorEventDecision {
  return decided(condition(event, 'tamper', true), alarm(event, 'tamper', true));
}

/** Mains power of the gateway. */
export function powerLost({ gateway }: DoorEvent): DoorEventDecision {
  return decided(condition({ gateway }, 'power-lost', true), alarm({ gateway }, 'power-lost', true));
}

/**
 * 火災信号 of the panel begins the emergency of the whole site; only a named act ends it. One that tells what was begins none:
 * a person hears of it and decides.
 */
export function fire(event: DoorEvent, { emergency, past }: DoorEventFacts): DoorEventDecision {
  const raised = alarm(event, 'fire', true);
  if (past) return { effects: [raised], notes: ['fire-past'] };
  const begins: Effect = { type: 'condition', condition: 'emergency', zone: null, on: true };
  return decided(...(emergency ? [] : [begins]), raised);
}

/** A code entered under threat. The passage itself is decided as ever, so that the one who threatens sees nothing. */
export function duress(event: DoorEvent): DoorEventDecision {
  return decided(alarm(event, 'duress', true));
}

/** The intrusion panel is set, or tells of somebody. */
export const intrusion = {
  armed: (event: DoorEvent) => decided(condition(event, 'intrusion-armed', true)),
  alarm: (event: DoorEvent) =>
    decided(condition(event, 'intrusion-alarm', true), alarm(event, 'intrusion', true)),
};

/** The alarm that is over with a condition; disarming ends that of the panel too: somebody with the code is there. */
const alarmWith = {
  tamper: 'tamper',
  'power-lost': 'power-lost',
  'intrusion-armed': undefined,
  'intrusion-alarm': 'intrusion',
  silent: 'gateway-silent',
} as const satisfies Readonly<Record<GatewayCondition, AlarmKind | undefined>>;

/** Ends conditions where they are on: at the door that was named, or, where none was, at the gateway and all its doors. */
export function endConditions({ gateway }: DoorEvent, { ends }: DoorEventFacts): DoorEventDecision {
  return decided(...ends.flatMap((ended) => conditionOver(gateway, ended)));
}

/** The effects by which a condition of a gateway ends, and its alarm with it. */
export function conditionOver(gateway: string, { condition: name, door }: EndedCondition): readonly Effect[] {
  const kind = alarmWith[name];
  const off = condition({ gateway, door }, name, false);
  return kind === undefined ? [off] : [off, alarm({ gateway, door }, kind, false)];
}

/** The gateway's memory overflowed or was lost: events are missing for ever. */
export function buffer({ gateway }: DoorEvent): DoorEventDecision {
  return decided(alarm({ gateway }, 'gateway-buffer-lost', true));
}

function decided(...effects: readonly Effect[]): DoorEventDecision {
  return { effects, notes: [] };
}

/** A gateway, or one of its doors. */
type Place = { readonly gateway: string; readonly door?: string | undefined };

function condition({ gateway, door }: Place, name: GatewayCondition, on: boolean): Effect {
  const effect = { type: 'gateway', gateway, condition: name, on } as const;
  return door === undefined ? effect : { ...effect, door };
}

function alarm({ gateway, door }: Place, kind: AlarmKind, active: boolean): AlarmEffect {
  const effect = { type: 'alarm', kind, active, gateway } as const;
  return door === undefined ? effect : { ...effect, door };
}
