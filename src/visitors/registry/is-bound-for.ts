import type { DestinationRow } from './visit-rows.ts';

/** Whether a member is bound for a destination; one that names nobody is every member's. */
export function isBoundFor({ memberIds }: Pick<DestinationRow, 'memberIds'>, memberId: string): boolean {
  return memberIds.length === 0 || memberIds.includes(memberId);
}
