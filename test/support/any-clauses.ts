import fc from 'fast-check';
import type { Circumstances } from '../../src/zones/regulation/circumstances.ts';
import type { Determination } from '../../src/zones/regulation/determination.ts';
import type { DeterminationClause } from '../../src/zones/regulation/determination-clause.ts';
import { personKinds } from '../../src/zones/regulation/person-kinds.ts';
import type { PolicyRow } from '../../src/zones/regulation/policy.ts';
import { ruledClasses } from '../../src/zones/regulation/policy.ts';
import { strictestAmong } from '../../src/zones/regulation/strictness-of.ts';
import { isDuring, type SiteHours } from '../../src/zones/rules/is-during.ts';
import { aDetermination, aRuledZone, unified } from './a-ruled-zone.ts';
import { anyControl, anyOpening, type RequirementFacts } from './any-layers.ts';

/** A requirement asked for a case of which more or less is known, at a site with its own hours. */
export type ConditionalFacts = RequirementFacts & {
  readonly known: Omit<Circumstances, 'isDuring'> & { readonly clock: boolean };
  readonly site: SiteHours;
};

export function circumstancesOf({
  known: { clock, ...known },
  site,
  at,
}: Pick<ConditionalFacts, 'known' | 'site' | 'at'>): Circumstances {
  return clock ? { ...known, isDuring: (times) => isDuring(times, site, at) } : known;
}

/** Rows with a cell that is left to the ministry. */
const openRows = Object.values(unified.rows).filter(({ cells }) =>
  ruledClasses.some((one) => cells[one].value === 'ministry-decides'),
);

const purposes = ['press', 'works'];
const conditions = ['appointment', 'antivirus'];
/** The first two are schedules of the site, in the daytime and over midnight; it has no third. */
const anyTimes: fc.Arbitrary<NonNullable<DeterminationClause['times']>> = fc.constantFrom(
  { schedule: 'day' },
  { schedule: 'nowhere' },
  {
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: '17:00', until: '08:30' }],
    onHolidays: 'closed',
    onYearEnd: 'closed',
  },
);

function some<Item>(items: readonly Item[], most: number): fc.Arbitrary<Item[]> {
  return fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: most });
}

/** Rarely two restrictions at once, so that most clauses meet each other. */
function anyRestriction({ parts = {} }: PolicyRow): fc.Arbitrary<Omit<DeterminationClause, 'value'>> {
  const codes = Object.keys(parts);
  const one = fc.oneof(
    some(personKinds, 3).map((persons) => ({ persons })),
    some(purposes, 2).map((named) => ({ purposes: named })),
    anyTimes.map((times) => ({ times })),
    some(conditions, 2).map((named) => ({ conditions: named })),
    ...(codes.length > 0 ? [fc.constantFrom(...codes).map((part) => ({ part }))] : []),
  );
  return fc.oneof(
    { weight: 2, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([first, second]) => ({ ...first, ...second })) },
  );
}

/** Clauses that end in the plain value. They may be pointless, as those of a person who has not been told may be. */
export function anyClauses(row: PolicyRow): fc.Arbitrary<readonly DeterminationClause[]> {
  const anyValue = fc.constantFrom(...(row.choices ?? []));
  const clause = fc.tuple(anyValue, anyRestriction(row)).map(([value, rest]) => ({ ...rest, value }));
  return fc
    .tuple(fc.array(clause, { maxLength: 4 }), anyValue)
    .map(([clauses, value]) => [...clauses, { value }]);
}

/** A determination of these clauses, with the value the strictest of them gives. */
export function determinedBy(
  row: PolicyRow,
  clauses: readonly DeterminationClause[],
  over: Partial<Determination> = {},
): Determination {
  const [first, ...others] = clauses.map(({ value }) => value);
  if (first === undefined) throw new Error('no clause');
  const value = strictestAmong(row.kind, [first, ...others]);
  return aDetermination({ row: row.id, value, clauses, ...over });
}

const anyDay = fc.integer({ min: 1, max: 9 });
/** Edges of the hours that clauses name, on days with and without them. */
export const anyHour = fc
  .tuple(anyDay, fc.constantFrom('00:00', '05:00', '08:29', '08:30', '12:00', '16:59', '17:00', '23:59'))
  .map(([day, time]) => new Date(`2026-04-0${day}T${time}:00+09:00`));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

export const anySiteHours: fc.Arbitrary<SiteHours> = fc.record({
  site: fc.constant({ timeZone: 'Asia/Tokyo' }),
  schedules: fc.constant([
    {
      id: 'day',
      name: '日中',
      hours: [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '17:00' }],
      onHolidays: 'closed' as const,
      onYearEnd: 'closed' as const,
    },
  ]),
  calendar: fc.uniqueArray(
    fc.record({
      on: anyDay.map((day) => `2026-04-0${day}`),
      day: fc.constantFrom('holiday', 'working'),
      reason: fc.constant('開庁記念日'),
    }),
    { selector: ({ on }) => on, maxLength: 3 },
  ),
});

/** What may be known of a case; `parts` are those of the row it is asked under. */
export const anyKnown = (parts: readonly string[]): fc.Arbitrary<ConditionalFacts['known']> =>
  fc.record({
    person: maybe(fc.constantFrom(...personKinds)),
    purpose: maybe(fc.constantFrom(...purposes, 'unlisted')),
    part: maybe(fc.constantFrom(...parts, 'unlisted')),
    conditions: maybe(fc.subarray(conditions)),
    clock: fc.boolean(),
  });

/** Of one zone and row, determined by clauses that begin on different days. */
export const anyConditionalFacts: fc.Arbitrary<ConditionalFacts> = fc
  .tuple(fc.constantFrom(...openRows), fc.integer({ min: 1, max: 3 }))
  .chain(([row, zoneClass]) =>
    fc.record({
      row: fc.constant(row.id),
      zone: fc
        .record({
          holdsProtectedSystems: fc.constantFrom(true, true, true, false),
          controls: fc.array(anyControl(row.id), { maxLength: 1 }),
        })
        .map((zone) => aRuledZone({ class: zoneClass, ...zone })),
      at: anyHour,
      known: anyKnown(Object.keys(row.parts ?? {})),
      site: anySiteHours,
      layers: fc.record({
        policy: fc.constant(unified),
        determinations: fc
          .uniqueArray(fc.record({ id: fc.uuid(), day: anyDay, clauses: anyClauses(row) }), {
            selector: ({ day }) => day,
            minLength: 1,
            maxLength: 2,
          })
          .map((list) =>
            list.map(({ id, day, clauses }) =>
              determinedBy(row, clauses, { id, zoneClass, from: new Date(`2026-04-0${day}T00:00:00+09:00`) }),
            ),
          ),
        openings: fc.array(anyOpening(row.id), { maxLength: 1 }),
        systems: fc.constant([]),
        surveys: fc.constant([]),
      }),
    }),
  );
