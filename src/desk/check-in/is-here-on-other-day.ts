import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';

/** Whether a member is in the building under another day than this; nobody is here twice. */
export function isHereOnOtherDay(
  here: readonly Pick<ArrivalRow, 'memberId' | 'day'>[],
  { memberId, day }: Pick<ArrivalRow, 'memberId' | 'day'>,
): boolean {
  return here.some((one) => one.memberId === memberId && one.day !== day);
}
