import type { Pace } from '../judge-pace.ts';

/** A pace as `gateway_epochs` has it; null: none is measured. */
export type PaceRow = { readonly paceAt: Date | null; readonly paceSince: Date | null };

/** The pace that a row holds. */
export function paceOf({ paceAt, paceSince }: PaceRow): Pace | undefined {
  return paceAt === null || paceSince === null ? undefined : { at: paceAt, since: paceSince };
}
