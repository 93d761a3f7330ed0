import type { DeskAct } from './begin-desk-act.ts';
import { leansOnMember, type Sponsors } from './judge-given.ts';

/** Who of the members of a visit may stand up for another, as far as they are in the building, and who is a child. */
export function membersHere({ whole, here }: Pick<DeskAct, 'whole' | 'here'>): Omit<Sponsors, 'staff'> {
  const children = new Set(whole.members.filter(({ child }) => child).map(({ memberId }) => memberId));
  const adults = here.filter(({ memberId }) => !children.has(memberId));
  const heads = adults.filter(
    ({ identity, furtherChecks }) =>
      !leansOnMember(identity) || furtherChecks.some((check) => !leansOnMember(check.identity)),
  );
  const idsOf = (rows: DeskAct['here']) => new Set(rows.map(({ memberId }) => memberId));
  return { children, adultsHere: idsOf(adults), heads: idsOf(heads) };
}
