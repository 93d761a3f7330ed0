import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { GivenAtDesk } from './given-at-desk.ts';
import { identityConfirmed } from './identity-confirmed.ts';

/** A 来庁 with what was done for the member added to what had been done before; admits nobody by itself. */
export function withGiven(
  arrival: ArrivalRow,
  { identity, inspection, pass, instead }: GivenAtDesk,
  { by, at }: { readonly by: string; readonly at: Date },
): ArrivalRow {
  const stamp = { by, at: at.toISOString() };
  return {
    ...arrival,
    ...(identity === undefined ? {} : { identity: identityConfirmed(identity, stamp) }),
    // The words stand in the entry, where they can be erased.
    ...(inspection === undefined ? {} : { inspection: stamp }),
    ...(pass === undefined ? {} : { pass }),
    ...(instead === undefined ? {} : { insteadOfPass: instead.sort }),
  };
}
