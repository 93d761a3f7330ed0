import {
  findLastPlaces,
  type LastPlaces,
  laterTold,
  type PlaceTold,
} from '../../access/presence/find-last-places.ts';
import { loadStanding, type Standing } from '../../access/state/load-standing.ts';
import type { Effect } from '../../log/entry/effects.ts';
import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { findPassByNumeral } from '../passes/pass-rows.ts';
import { becomes } from './becomes.ts';

/** A member who came, with the pass that was thought to be theirs, since which entry. */
export type Wearer = {
  readonly arrival: ArrivalRow;
  readonly pass: string | null;
  readonly since: number;
};

/**
 * What it does to two members that they wear each other's passes. What was read of a card since it was lent was of whoever wore it: they are
 * where it was read last, unless they were seen elsewhere since, and, as long as they are in, in the custody that the reads have told. Of passes that nobody read
 * nothing is other than it was.
 */
export async function effectsOfWearers(
  act: Pick<DeskAct, 'tx' | 'siteId'>,
  [one, other]: readonly [Wearer, Wearer],
): Promise<readonly Effect[]> {
  const { tx, siteId } = act;
  const [member, otherMember] = [one.arrival.memberId, other.arrival.memberId];
  const standing = await loadStanding(tx.db, siteId, [member, otherMember]);
  const known = { ...(await lastOf(act, one)), standing: standing.get(member), isIn: isIn(one) };
  const ofOther = { ...(await lastOf(act, other)), standing: standing.get(otherMember), isIn: isIn(other) };
  if (known.passed === undefined && ofOther.passed === undefined) return [];
  const truths = [
    { member, was: known.standing, ...truthOf(known, ofOther) },
    { member: otherMember, was: ofOther.standing, ...truthOf(ofOther, known) },
  ];
  // Whoever puts this right once more is told by the order which of the two places was told later.
  const inOrder =
    laterTold(truths[0]?.place, truths[1]?.place) === truths[1]?.place ? truths : truths.toReversed();
  return inOrder.flatMap(({ member, was, place, custody }) => becomes(member, was, { ...place, custody }));
}

/** Where a member was last, by the card of the pass since it was lent to them, and otherwise: a pass without one is read nowhere. */
async function lastOf(
  { tx, siteId }: Pick<DeskAct, 'tx' | 'siteId'>,
  { arrival, pass, since }: Wearer,
): Promise<LastPlaces> {
  const { memberId, checkedInAt, startsAt } = arrival;
  const lent = pass === null ? undefined : await findPassByNumeral(tx.db, siteId, pass);
  const asked = { since, cameAt: checkedInAt ?? startsAt };
  const last = await findLastPlaces(tx.client, siteId, memberId, asked);
  return lent?.cardId == null ? { passed: undefined, told: laterTold(last.told, last.passed) } : last;
}

type Known = LastPlaces & { readonly standing: Standing | undefined; readonly isIn: boolean };

function isIn({ arrival }: Wearer): boolean {
  return arrival.state === 'checked-in';
}

/** Of whoever wore the pass of another: what they did themselves, and what the card did that they wore. */
function truthOf(
  own: Known,
  worn: Known,
): { readonly place: PlaceTold | undefined; readonly custody: Standing['custody'] } {
  const place = laterTold(own.told, worn.passed);
  if (!own.isIn) return { place, custody: undefined };
  if (worn.passed !== undefined) return { place, custody: worn.standing?.custody };
  return { place, custody: own.passed === undefined ? own.standing?.custody : undefined };
}
