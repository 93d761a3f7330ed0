import type { RecordedDecision } from '../../../log/entry.ts';
import type { Decision } from '../../decide/decision.ts';

/** A decision as its entry has it: effects stand in the entry itself. */
export function recordedDecision({ verdict, direction, reasons, notes, rules }: Decision): RecordedDecision {
  return { verdict, direction, reasons, notes, rules };
}
