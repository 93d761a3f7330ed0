import fc from 'fast-check';
import type { RowAsked } from '../../src/permits/rule/rule-told.ts';
import type { Determination } from '../../src/zones/regulation/determination.ts';
import type { Opening, RuledZone } from '../../src/zones/regulation/layers.ts';
import type { RowId } from '../../src/zones/regulation/row-ids.ts';
import { aRuledZone, unified } from './a-ruled-zone.ts';
import {
  anyClauses,
  anyHour,
  anyKnown,
  anySiteHours,
  type ConditionalFacts,
  determinedBy,
} from './any-clauses.ts';
import { anyControl, anyDetermination, anyOpening, anyOrganisation, anyZoneClass } from './any-layers.ts';
import { appliedRows } from './applied-rows.ts';

/** Something applied for under several rows in several zones, and whatever could bear on it. */
export type AnyApplication = Omit<ConditionalFacts, 'row' | 'zone'> & {
  readonly asked: readonly RowAsked[];
  readonly zones: readonly RuledZone[];
  readonly unit: string | null;
  readonly opens: Opening['kind'] | undefined;
};

const anyAsked = (row: RowId): fc.Arbitrary<RowAsked> =>
  fc.record(
    {
      row: fc.constant(row),
      part: fc.constantFrom(...Object.keys(unified.rows[row].parts ?? {}), 'unlisted'),
      outside: fc.constant<true>(true),
      besides: fc.constant([['system-officer']] as const),
    },
    { requiredKeys: ['row'] },
  );

const anyZone = (id: string, rows: fc.Arbitrary<RowId>): fc.Arbitrary<RuledZone> =>
  fc
    .record({
      class: anyZoneClass,
      organisation: anyOrganisation,
      holdsProtectedSystems: fc.constantFrom(true, true, true, false),
      controls: fc.array(rows.chain(anyControl), { maxLength: 2 }),
    })
    .map((zone) => aRuledZone({ id, ...zone }));

/** One value for every case, or an answer a case where the row is left to the ministry. */
const anyDetermined = (row: RowId): fc.Arbitrary<Determination> => {
  const ruled = unified.rows[row];
  if (ruled.choices === undefined) return anyDetermination(row);
  const byCase = fc
    .tuple(anyDetermination(row), anyClauses(ruled))
    .map(([{ value: _, ...one }, clauses]) => determinedBy(ruled, clauses, one));
  return fc.oneof(anyDetermination(row), byCase);
};

/** Of equally new determinations of a cell the strictest holds for every case; they are left to a law of their own. */
const cellAndDay = ({ row, zoneClass, organisation, from }: Determination): string =>
  [row, zoneClass, organisation, from.getTime()].join(' ');

export const anyApplication: fc.Arbitrary<AnyApplication> = fc
  .uniqueArray(fc.constantFrom(...appliedRows), { minLength: 1, maxLength: 3 })
  .chain((named) => {
    const rows = fc.constantFrom(...named);
    const anyOfThese = fc.record({
      asked: fc.tuple(...named.map(anyAsked)),
      zones: fc
        .tuple(anyZone('office', rows), anyZone('elsewhere', rows))
        .chain((zones) => fc.subarray(zones)),
      unit: fc.option(anyOrganisation, { nil: null }),
      opens: fc.constantFrom<(Opening['kind'] | undefined)[]>(
        undefined,
        undefined,
        'application',
        'exception',
      ),
      at: anyHour,
      known: anyKnown([]),
      site: anySiteHours,
      layers: fc.record({
        policy: fc.constant(unified),
        determinations: fc.uniqueArray(rows.chain(anyDetermined), { selector: cellAndDay, maxLength: 8 }),
        openings: fc.array(rows.chain(anyOpening), { maxLength: 3 }),
        systems: fc.constant([]),
        surveys: fc.constant([]),
      }),
    });
    return anyOfThese.map((one) =>
      one.opens === undefined ? one : { ...one, asked: withoutBesides(one.asked) },
    );
  });

/** Whoever opens a row asks nobody besides. */
function withoutBesides(asked: readonly RowAsked[]): readonly RowAsked[] {
  return asked.map(({ besides: _, ...rest }) => rest);
}
