import { dayMs } from '../../kernel/day-ms.ts';
import { isInstant } from '../../kernel/is-instant.ts';
import { type PermitKind, permitKinds } from './permit-kinds.ts';

/** Whether the report of a permit that ends then has a date that can be written (`isInstant`): its end alone always has. */
export function isDatable(kind: PermitKind, validUntil: Date): boolean {
  const due = new Date(validUntil.getTime() + (permitKinds[kind].reportDays ?? 0) * dayMs);
  return isInstant(due.toISOString());
}
