import type { FormNote } from '../../../gateways/read-gateway-event.ts';
import type { ReceivedEvent } from '../../../gateways/receive-events.ts';
import type { AlarmEffect } from '../../../log/effects.ts';
import type { GatewayAlarm } from '../batch-facts.ts';
import { beginAlarm } from './begin-alarm.ts';
import type { DraftLog } from './draft-log.ts';

const alarmOf = {
  'clock-unreadable': 'gateway-clock',
  'field-ignored': 'gateway-form',
} as const satisfies Readonly<Record<FormNote, GatewayAlarm>>;

/** What an entry says of an event that was decided although it is not as the protocol has it. */
export function formOf(
  log: DraftLog,
  { caller, faults }: ReceivedEvent,
): { readonly notes: readonly FormNote[]; readonly effects: readonly AlarmEffect[] } {
  const notes = faults?.notes ?? [];
  return { notes, effects: notes.flatMap((note) => beginAlarm(log, alarmOf[note], caller.gatewayId)) };
}

/** Keeps the text of such an event beside its entry, and tells the gateway what was wrong with it. */
export function keepText(
  log: DraftLog,
  { caller, faults, received }: ReceivedEvent,
  entry: number,
): { readonly fault?: string } {
  if (faults === undefined) return {};
  const { fault } = faults;
  log.quarantined.push({ seq: entry, gatewayId: caller.gatewayId, received, fault });
  return { fault };
}
