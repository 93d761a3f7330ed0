import type { RuledZone } from '../../zones/regulation/layers.ts';
import { ruledClassOf } from '../../zones/regulation/policy.ts';
import type { RowId } from '../../zones/regulation/row-ids.ts';

const rowsByClass = {
  lan: ['t2r28', 't2r29', 't2r30', 't2r31'],
  'wireless-lan': ['t2r32', 't2r33', 't2r34', 't2r35'],
} as const satisfies Record<string, readonly [RowId, RowId, RowId, RowId]>;

/** What zones are linked by. */
export type Medium = keyof typeof rowsByClass;

export const media = ['lan', 'wireless-lan'] as const satisfies readonly Medium[];

/** The row that speaks of a link with a zone, by its class (別表2 rows 28–35). What has no class counts as outside. */
export function linkedRow(medium: Medium, other: Pick<RuledZone, 'class'>): RowId {
  return rowsByClass[medium][other.class === null ? 0 : ruledClassOf(other.class)];
}
