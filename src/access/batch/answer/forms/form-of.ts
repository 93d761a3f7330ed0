import type { FormNote } from '../../../../gateways/read-gateway-event.ts';
import type { ReceivedEvent } from '../../../../gateways/receive-events.ts';
import type { AlarmEffect } from '../../../../log/entry/effects.ts';
import type { GatewayAlarm } from '../../batch-facts.ts';
import { beginAlarm } from '../draft/begin-alarm.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { KeptTexts } from '../gateways/kept-texts.ts';

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

/** Keeps the text of such an event beside its entry, while there is room, and tells the gateway what was wrong with it. */
export function keepText(
  kept: KeptTexts,
  received: ReceivedEvent,
  entry: number,
): { readonly fault?: string } {
  if (received.faults === undefined) return {};
  const { fault } = received.faults;
  if (kept.hasRoom(received)) kept.keep(received, entry, fault);
  return { fault };
}
