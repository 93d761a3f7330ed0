import fc from 'fast-check';
import type { Determination } from '../../src/zones/regulation/determination.ts';
import type { Layers, Opening, RuledZone } from '../../src/zones/regulation/layers.ts';
import type { RowScope } from '../../src/zones/regulation/policy.ts';
import type { RegisteredSystem, SystemSurvey } from '../../src/zones/regulation/registered-system.ts';
import { type RowId, rowIds } from '../../src/zones/regulation/row-ids.ts';
import { aControl, aDetermination, anOpening, anOrganisation, aRuledZone, unified } from './a-ruled-zone.ts';

/** Everything one requirement is weighed from. Few rows, days and words, so that the facts meet each other. */
export type RequirementFacts = {
  readonly row: RowId;
  readonly zone: RuledZone;
  readonly at: Date;
  readonly layers: Layers;
};

const anyDay = fc.integer({ min: 1, max: 9 }).map((day) => `2026-04-0${day}T00:00:00+09:00`);
const anyInstant = anyDay.map((day) => new Date(day));
const anyEnd = fc.option(anyInstant, { nil: undefined });
export const anyOrganisation = fc.constantFrom(anOrganisation, '00000000-0000-7000-8000-00000000000b');

export const anyControl = (row: RowId): fc.Arbitrary<RuledZone['controls'][number]> =>
  fc
    .record({
      value: fc.constantFrom(
        'required',
        'notification',
        'permission',
        'forbidden-unless-permitted',
        'forbidden',
      ),
      from: anyDay,
      until: fc.option(anyDay, { nil: undefined }),
      words: fc.constantFrom('甲', '乙'),
    })
    .map(({ until, ...control }) => aControl({ row, ...control, ...(until === undefined ? {} : { until }) }));

export const anyDetermination = (row: RowId): fc.Arbitrary<Determination> =>
  fc
    .record({
      id: fc.uuid(),
      zoneClass: fc.integer({ min: 0, max: 4 }),
      value: fc.constantFrom<Determination['value'][]>(
        'required',
        'not-required',
        'allowed',
        'notification',
        'permission',
        'forbidden-unless-permitted',
        'forbidden',
      ),
      organisation: anyOrganisation,
      from: anyInstant,
      until: anyEnd,
      heldUntil: anyEnd,
    })
    .map(({ until, heldUntil, ...one }) =>
      aDetermination({
        row,
        ...one,
        ...(until === undefined ? {} : { until }),
        ...(heldUntil === undefined ? {} : { heldBy: { ...confirmation, until: heldUntil } }),
      }),
    );

const confirmation = { body: '管理官庁', document: '覚書', confirmedBy: '甲', confirmedOn: '2026-03-31' };

export const anyOpening = (row: RowId): fc.Arbitrary<Opening> =>
  fc
    .record({
      id: fc.uuid(),
      kind: fc.constantFrom<Opening['kind'][]>('application', 'exception'),
      zone: fc.constantFrom('office', 'elsewhere'),
      from: anyInstant,
      until: anyInstant,
    })
    .map((one) => anOpening({ row, ...one }));

const anyHandled = fc.subarray<RowScope>(['protected-systems', 'stable-systems']);

export const anySystem: fc.Arbitrary<RegisteredSystem> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('総務システム', '会計システム'),
  zone: fc.constantFrom('office', 'elsewhere'),
  handles: anyHandled,
});

/** At most one a zone. */
export const anySurveys: readonly SystemSurvey[] = ['office', 'elsewhere'].map((zone) => ({
  zone,
  on: '2026-04-01',
}));

export const anyRow = fc.constantFrom(...rowIds);
export const anyZoneClass = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });

/** One of these rows, and whatever could bear on it. */
export const anyFactsOf = (rows: fc.Arbitrary<RowId>): fc.Arbitrary<RequirementFacts> =>
  rows.chain((row) =>
    fc.record({
      row: fc.constant(row),
      zone: fc
        .record({
          class: anyZoneClass,
          organisation: anyOrganisation,
          holdsProtectedSystems: fc.boolean(),
          holdsStableSystems: fc.boolean(),
          controls: fc.array(anyControl(row), { maxLength: 3 }),
        })
        .map(aRuledZone),
      at: anyInstant,
      layers: fc.record({
        policy: fc.constant(unified),
        determinations: fc.array(anyDetermination(row), { maxLength: 6 }),
        openings: fc.array(anyOpening(row), { maxLength: 3 }),
        systems: fc.array(anySystem, { maxLength: 2 }),
        surveys: fc.subarray([...anySurveys], { maxLength: 2 }),
      }),
    }),
  );

export const anyRequirementFacts = anyFactsOf(anyRow);
