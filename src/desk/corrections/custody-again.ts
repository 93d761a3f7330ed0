import type { Custody } from '../../access/state/site-state.ts';
import type { Effect } from '../../log/entry/effects.ts';

/**
 * Gives a ward back the custody that an entry ended by mistake. Whether escort and ward are together by now is settled at once, as when
 * their time to follow each other is over; who were apart before it are so since then.
 */
export function custodyAgain(
  ward: string,
  { escort, mode, basis, broken }: Custody,
  now: Date,
): readonly Effect[] {
  const apart = { type: 'custody-broken', ward, until: now.toISOString() } as const;
  return [
    { type: 'custody', ward, escort, mode, basis },
    broken === undefined ? apart : { ...apart, since: broken.since.toISOString() },
  ];
}
