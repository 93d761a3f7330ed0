import type { AccreditationState } from './accreditation-lifecycle.ts';

/** How far one layer is accredited. */
export type AccreditationTerm = {
  readonly state: AccreditationState;
  readonly validUntil: Date;
  readonly endedAt: Date | null;
};

/** The moment (exclusive) until which every layer is accredited, by its date or its end; undefined while one is not approved. */
export function accreditedUntil(
  layers: readonly [AccreditationTerm, ...AccreditationTerm[]],
): Date | undefined {
  if (layers.some(({ state }) => state === 'proposed')) return undefined;
  const ends = layers.flatMap(({ validUntil, endedAt }) => [validUntil, endedAt ?? validUntil]);
  return new Date(Math.min(...ends.map((end) => end.getTime())));
}
