import type { RowScope } from './policy.ts';
import type { RowId } from './row-ids.ts';

/**
 * The rows of a scope that bind what is added for its own sake, though nothing in the zone was of the scope before: 「要保護情報を取り扱う情報システムについては、電子計算機を
 * 要管理対策区域内に設置する」 (2.3.2.1(1)(b)) speaks of the computer. All other rows of a scope speak of the zone.
 */
const broughtByRow: Partial<Record<RowId, RowScope>> = {
  t2r24: 'protected-systems',
  t2r26: 'protected-systems',
};

/** What is asked under a row of something that may itself handle what the row is about. */
export function bringingBy(row: RowId): { readonly brought?: RowScope } {
  const brought = broughtByRow[row];
  return brought === undefined ? {} : { brought };
}
