import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';

const nothingDone = {
  deskId: null,
  identity: null,
  furtherChecks: [],
  inspection: null,
  pass: null,
  insteadOfPass: null,
  checkedInAt: null,
  checkInOrigin: null,
  backInAt: null,
  metAt: null,
  metBy: null,
  checkedOutAt: null,
  endOrigin: null,
  stateReason: null,
} as const satisfies Partial<ArrivalRow>;

/** As if nobody had come under that name. Who was ended by the pass they wore had not worn it: their day is as it was before. */
export function asIfNobodyCame(
  wrong: ArrivalRow,
  { versions, closedForAll }: { readonly versions: readonly ArrivalRow[]; readonly closedForAll: boolean },
): ArrivalRow {
  const before = closedForAll ? undefined : versions.find(({ turnedClosedAt }) => turnedClosedAt === null);
  const { endsAt, turnedClosedAt } = before ?? wrong;
  return { ...wrong, ...nothingDone, endsAt, turnedClosedAt, state: 'announced' };
}

/**
 * As if everything from the check-in on had been the other's, their leaving too. Whoever was ended by the pass they wear stays ended; what
 * was closed for all of a visit is said of its own members already.
 */
export function withStayOf(
  other: ArrivalRow,
  wrong: ArrivalRow,
  { closedForAll }: { readonly closedForAll: boolean },
): ArrivalRow {
  const { deskId, identity, furtherChecks, inspection, pass, insteadOfPass } = wrong;
  const { checkedInAt, checkInOrigin, backInAt, metAt, metBy } = wrong;
  const { state, stateReason, checkedOutAt, endOrigin } = wrong;
  const given = { deskId, identity, furtherChecks, inspection, pass, insteadOfPass };
  const came = { checkedInAt, checkInOrigin, backInAt, metAt, metBy };
  const ended = !closedForAll && wrong.turnedClosedAt !== null ? endedAt(other, wrong.turnedClosedAt) : {};
  return { ...other, ...given, ...came, ...ended, state, stateReason, checkedOutAt, endOrigin };
}

function endedAt({ endsAt, turnedClosedAt }: ArrivalRow, at: Date): Partial<ArrivalRow> {
  return { endsAt: endsAt < at ? endsAt : at, turnedClosedAt: turnedClosedAt ?? at };
}
