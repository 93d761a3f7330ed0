import { type PermitKind, permitKinds } from './permit-kinds.ts';

/** Until when the end of a permit of this kind is reported; null where the clause asks for no report. */
export function reportDueOf(kind: PermitKind, validUntil: Date): Date | null {
  const { reportDays }: { readonly reportDays: number | null } = permitKinds[kind];
  return reportDays === null ? null : new Date(validUntil.getTime() + reportDays * 86_400_000);
}
