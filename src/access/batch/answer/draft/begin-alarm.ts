import type { AlarmEffect } from '../../../../log/entry/effects.ts';
import type { GatewayAlarm } from '../../batch-facts.ts';
import type { DraftLog } from './draft-log.ts';

/**
 * The alarm that a gateway does not speak as it should; nothing while the one before is active. A gateway with a wrong clock or
 * form goes on with every event: that is one matter for one person, and must not bury what guards have to hear.
 */
export function beginAlarm(log: DraftLog, kind: GatewayAlarm, gateway: string): readonly AlarmEffect[] {
  return isActive(log, kind, gateway) ? [] : [{ type: 'alarm', kind, active: true, gateway }];
}

/** The end of that alarm, where it is active. */
export function endAlarm(log: DraftLog, kind: GatewayAlarm, gateway: string): readonly AlarmEffect[] {
  return isActive(log, kind, gateway) ? [{ type: 'alarm', kind, active: false, gateway }] : [];
}

function isActive({ state: { alarms } }: DraftLog, kind: GatewayAlarm, gateway: string): boolean {
  return [...alarms.values()].some(
    (alarm) => alarm.active && alarm.kind === kind && alarm.gateway === gateway && alarm.door === undefined,
  );
}
