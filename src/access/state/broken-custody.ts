import type { CustodyBrokenEffect } from '../../log/entry/effects.ts';

/** Breaks custody: whether somebody is with the ward all the same is looked at from `until` on. `since` undefined = from now on. */
export function brokenCustody(ward: string, since: Date | undefined, until: Date): CustodyBrokenEffect {
  const apart = { type: 'custody-broken', ward, until: until.toISOString() } as const;
  return since === undefined ? apart : { ...apart, since: since.toISOString() };
}
