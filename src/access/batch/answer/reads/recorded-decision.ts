import type { RecordedDecision } from '../../../../log/entry/entry.ts';
import type { Decision } from '../../../decide/decision.ts';
import type { ComingNote } from '../../../doors/coming-notes.ts';

/** A decision as its entry has it: effects stand in the entry itself; how the read came is noted behind what was found of it. */
export function recordedDecision(
  { verdict, direction, reasons, notes, restsOn, rules }: Decision,
  beside: readonly ComingNote[],
): RecordedDecision {
  return {
    verdict,
    direction,
    reasons,
    notes: [...notes, ...beside.map((code) => ({ code }))],
    ...(restsOn.length === 0 ? {} : { restsOn }),
    rules,
  };
}
