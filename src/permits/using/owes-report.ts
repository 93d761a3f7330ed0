import { type PermitState, permitStatesInForce } from '../lifecycle/permit-lifecycle.ts';
import type { PermitRow } from '../registry/permit-rows.ts';

/** Whether a permit counted already and is to be reported: it is ended then, and not withdrawn, for of that nothing is reported. */
export function owesReport(
  { state, reportDue, validFrom }: Pick<PermitRow, 'state' | 'reportDue' | 'validFrom'>,
  now: Date,
): boolean {
  const inForce: readonly PermitState[] = permitStatesInForce;
  return inForce.includes(state) && reportDue !== null && validFrom <= now;
}
