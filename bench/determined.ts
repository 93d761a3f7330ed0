import { databaseOf, type Pool } from '../src/db/pool.ts';
import { newId } from '../src/kernel/ids.ts';
import { determinations } from '../src/zones/determinations/tables.ts';
import type { Determination } from '../src/zones/regulation/determination.ts';
import type { DeterminationClause } from '../src/zones/regulation/determination-clause.ts';
import type { Policy } from '../src/zones/regulation/policy.ts';
import { ruledClasses } from '../src/zones/regulation/policy.ts';
import { aDetermination, unified } from '../test/support/a-ruled-zone.ts';

/** As an office answers for photography: whom it spares, what it is told, and all else by leave. */
const byCase: readonly DeterminationClause[] = [
  { value: 'not-required', purposes: ['evidence'], words: '証拠の保全' },
  { value: 'notification', persons: ['staff'], part: 'sound' },
  { value: 'permission', words: '区域情報セキュリティ責任者の許可を受ける' },
];

/** Every cell that is left to the ministry, determined by one organisation; rows 14 and 15 by the case. */
export function everythingDetermined(organisation: string): readonly Determination[] {
  return Object.values(unified.rows).flatMap(({ id: row, cells, choices }) =>
    ruledClasses
      .filter((one) => cells[one].value === 'ministry-decides')
      .map((zoneClass) => {
        const of = { id: newId<'determination'>(), organisation, row, zoneClass, from: new Date(0) };
        return row === 't2r14' || row === 't2r15'
          ? aDetermination({ ...of, value: 'permission', clauses: byCase })
          : aDetermination({ ...of, value: choices?.at(-1) ?? 'required' });
      }),
  );
}

/** Stores determinations as adopted long ago. */
export async function storeDetermined(
  pool: Pool,
  policy: Policy,
  determined: readonly Determination[],
): Promise<void> {
  await databaseOf(pool)
    .insert(determinations)
    .values(
      determined.map(({ id, organisation, row, zoneClass, value, clauses, words, basis, from }) => ({
        determinationId: id,
        fromSeq: 1,
        organisationId: organisation,
        policy: policy.package,
        state: 'adopted',
        row,
        class: zoneClass,
        value,
        clauses: clauses ?? null,
        words,
        basis,
        decidedBy: organisation,
        effectiveFrom: from,
      })),
    );
}
