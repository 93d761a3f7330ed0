import type { AlarmEffect } from '../../../log/effects.ts';
import { openAlarmOf } from '../../state/site-state.ts';
import type { GatewayAlarm } from '../batch-facts.ts';
import type { DraftLog } from './draft-log.ts';

/**
 * The alarm that a gateway does not speak as it should; nothing while the one before is open. A gateway with a wrong clock or
 * form goes on with every event: that is one matter for one person, and must not bury what guards have to hear.
 */
export function raisedOnce({ state }: DraftLog, kind: GatewayAlarm, gateway: string): readonly AlarmEffect[] {
  if (openAlarmOf(state, { kind, gateway }) !== undefined) return [];
  return [{ type: 'alarm', kind, active: true, gateway }];
}
