import type { FormNote } from '../../../gateways/read-gateway-event.ts';
import type { RecordedDecision } from '../../../log/entry.ts';
import type { Decision } from '../../decide/decision.ts';

/** A decision as its entry has it: effects stand in the entry itself; how the read was written is noted behind what was found of it. */
export function recordedDecision(
  { verdict, direction, reasons, notes, rules }: Decision,
  ofForm: readonly FormNote[],
): RecordedDecision {
  return { verdict, direction, reasons, notes: [...notes, ...ofForm.map((code) => ({ code }))], rules };
}
