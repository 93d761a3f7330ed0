import type { IdentityCheck } from '../../visitors/registry/identity-check.ts';
import type { GivenAtDesk } from './given-at-desk.ts';
import type { GivenFault } from './judge-check-in.ts';

/** Who may stand up for a visitor at the desk. */
export type Sponsors = {
  /** 行政事務従事者 in office. */
  readonly staff: ReadonlySet<string>;
  /** Adult members of the same visit who are in the building, or come in by the same act. */
  readonly adultsHere: ReadonlySet<string>;
  /** Those of them who were identified otherwise than on the word of another member. */
  readonly heads: ReadonlySet<string>;
  readonly children: ReadonlySet<string>;
};

/** What is wrong with what was said of a member: who stands up for them cannot. Nobody does for themselves (I8). */
export function judgeGiven(
  member: string,
  identity: Pick<IdentityCheck, 'means' | 'through'> | null,
  instead: GivenAtDesk['instead'],
  { staff, adultsHere, heads, children }: Sponsors,
): readonly GivenFault[] {
  const through = identity?.through ?? '';
  const isAnother = through !== member;
  const faults: GivenFault[] = [];
  if (identity?.means === 'vouched' && !staff.has(through)) faults.push('voucher-not-staff');
  if (identity?.means === 'child-with-adult' && !children.has(member)) faults.push('not-a-child');
  if (identity?.means === 'child-with-adult' && !(isAnother && adultsHere.has(through)))
    faults.push('adult-missing');
  if (identity?.means === 'delegation-list' && !(isAnother && heads.has(through)))
    faults.push('head-missing');
  if (instead?.sort === 'escort' && !staff.has(instead.escort ?? '')) faults.push('escort-not-staff');
  return faults;
}

/** Whether a member is taken in on the word of another member of the same visit. */
export function leansOnMember(identity: Pick<IdentityCheck, 'means'> | null): boolean {
  return identity?.means === 'child-with-adult' || identity?.means === 'delegation-list';
}
