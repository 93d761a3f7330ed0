import { dayMs } from '../../kernel/day-ms.ts';
import { type PermitKind, permitKinds } from './permit-kinds.ts';

/** Until when the end of a permit of this kind is reported; null where the clause asks for no report, or no row asks anything. */
export function reportDueOf(kind: PermitKind, validUntil: Date, asked: readonly object[]): Date | null {
  const { reportDays }: { readonly reportDays: number | null } = permitKinds[kind];
  if (reportDays === null || asked.length === 0) return null;
  return new Date(validUntil.getTime() + reportDays * dayMs);
}
