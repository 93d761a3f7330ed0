import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import type { Permitted } from '../../../src/zones/opens/admitted-anew.ts';
import { judgeOpens } from '../../../src/zones/opens/judge-opens.ts';
import { readerKey, waysOf } from '../../../src/zones/opens/ways-of.ts';
import { directionOf } from '../../../src/zones/plan/direction.ts';
import type { SitePlan, Zone } from '../../../src/zones/plan/site-plan.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { Layers } from '../../../src/zones/regulation/layers.ts';
import { aPlan, aReader } from '../../support/a-plan.ts';
import { aControl, aMoment, theLayers } from '../../support/a-ruled-zone.ts';
import { determined } from '../../support/determined.ts';
import { passes } from '../../support/who-passes.ts';

const plan = aPlan();
const long = { from: new Date(0), until: new Date('2030-01-01') };
const always = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }];

const zoneIds = ['street', 'hall', 'office', 'server'];
const anyHeld = fc.array(
  fc.record({
    person: fc.constantFrom('甲', '乙', '丙', '丁'),
    outsider: fc.constant(false),
    zones: fc.subarray(zoneIds.slice(1), { minLength: 1 }),
    schedule: fc.constantFrom('day', 'night'),
  }),
  { minLength: 1, maxLength: 4 },
);
const outside = (held: readonly Omit<Permitted, 'from' | 'until'>[]): readonly Permitted[] =>
  held.map((one) => ({ ...one, ...long, outsider: one.person === '丁' }));

const anyHours = fc.constantFrom(
  [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '18:15' }],
  [{ weekdays: [1, 2, 3, 4, 5, 6], from: '08:30', until: '12:00' }],
  [{ weekdays: [5], from: '22:00', until: '06:00' }],
  always,
);
const anySchedules = fc
  .tuple(anyHours, anyHours, fc.constantFrom('closed' as const, 'as-usual' as const))
  .map(([day, night, onHolidays]) =>
    [
      { id: 'day', hours: day },
      { id: 'night', hours: night },
    ].map((one) => ({ ...one, name: one.id, onHolidays, onYearEnd: 'closed' as const })),
  );
const anyCalendar = fc.constantFrom([], [{ on: '2026-04-29', day: 'working' as const, reason: '臨時' }]);

/** Plans that differ where it matters: whose class, where a reader hangs, what a door leaves open, what its zone demands. */
const anyPlan: fc.Arbitrary<SitePlan> = fc
  .record({
    classes: fc.tuple(
      fc.constantFrom(0, 1),
      fc.constantFrom(1, 2),
      fc.constantFrom(1, 2, 3),
      fc.constantFrom(2, 3, 4, null),
    ),
    server: fc.constantFrom(...plan.readers.map(({ door: doorId, to }) => ({ door: doorId, to }))),
    office: fc.constantFrom(...plan.readers.map(({ door: doorId, to }) => ({ door: doorId, to }))),
    free: fc.option(fc.constantFrom('day', 'night'), { nil: undefined }),
    controlled: fc.boolean(),
    formats: fc.constantFrom(undefined, ['felica-idm'], ['wiegand-26', 'felica-idm']),
    schedules: anySchedules,
    calendar: anyCalendar,
  })
  .map(({ classes, server: serverReader, office, free, controlled, formats, schedules, calendar: days }) => ({
    ...plan,
    schedules: [...schedules],
    calendar: [...days],
    zones: plan.zones.map((one, at) => ({
      ...one,
      class: classes[at] ?? null,
      ...(one.id === 'server' && controlled ? { controls: [aControl({ row: 't1r19' })] } : {}),
      ...(one.id === 'office' && formats !== undefined ? { cardFormats: [...formats] } : {}),
    })),
    doors: plan.doors.map((one) =>
      one.id === 'hall-office' && free !== undefined ? { ...one, freePassage: { schedule: free } } : one,
    ),
    readers: plan.readers.map((one) => {
      if (one.id === 'office-server-to-server') return { ...one, ...serverReader };
      return one.id === 'hall-office-to-office' ? { ...one, ...office } : one;
    }),
  }));

const anyRules = fc
  .subarray(['t1r19', 't1r20', 't1r26', 't1r30', 't1r32', 't2r17'] as const)
  .chain((rows) =>
    fc.tuple(
      ...rows.map((row) =>
        fc.constantFrom('required', 'not-required', 'by day').map((value) => ({ row, value })),
      ),
    ),
  )
  .map((chosen) =>
    chosen.flatMap(({ row, value }) =>
      value === 'by day'
        ? determined(row, {
            value: 'required',
            clauses: [{ value: 'not-required', times: { schedule: 'day' } }, { value: 'required' }],
          })
        : determined(row, { value: value === 'required' ? 'required' : 'not-required' }),
    ),
  );

const hoursTried = [
  '2026-04-10T09:00',
  '2026-04-10T20:00',
  '2026-04-11T03:00',
  '2026-04-11T11:00',
  '2026-04-29T10:00',
].map((local) => new Date(`${local}:00+09:00`));

/** Moments at which something begins or ends, and one before each. */
const bounds = ['2026-04-20', '2026-05-10', '2026-06-01', '2026-07-01', '2030-01-01'].map(
  (date) => new Date(date),
);
const tried = [aMoment, ...bounds.flatMap((bound) => [new Date(bound.getTime() - 1), bound])];

/** Plans that are open at every hour, to cards of every format, with a reader in every direction. */
const anyTimelessPlan = anyPlan.map(
  (drawn): SitePlan => ({
    ...drawn,
    calendar: [],
    schedules: drawn.schedules.map((one) => ({
      ...one,
      hours: always,
      onHolidays: 'as-usual',
      onYearEnd: 'as-usual',
    })),
    zones: drawn.zones.map(({ cardFormats, ...one }) => one),
    readers: [
      ...drawn.readers,
      ...drawn.doors.flatMap(({ id, directions }) =>
        directions.map(({ to }) => ({ ...aReader(id, to), id: `fixed ${id} ${to}` })),
      ),
    ],
  }),
);

const anyTerm = fc
  .tuple(fc.constantFrom(new Date(0), ...bounds), fc.constantFrom(...bounds))
  .filter(([from, until]) => from < until)
  .map(([from, until]) => ({ from, until }));

/** What is determined over time: of each row whether it asks, and from when until when. */
const anyCourse = (...rows: readonly ('t1r17' | 't1r19')[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...rows), fc.constantFrom('required', 'not-required'), anyTerm), {
      maxLength: 4,
    })
    .map((chosen) =>
      chosen.flatMap(([row, value, term], at) => determined(row, { id: `${row} ${at}`, value, ...term })),
    );

type TimelessChange = {
  readonly was: SitePlan;
  readonly is: SitePlan;
  readonly courseWas: readonly Determination[];
  readonly courseIs: readonly Determination[];
};

/**
 * A change in which no hours tell who passes when. Free passage has a schedule, whatever its hours are: where a door was free
 * already, only what the rules say of that changes.
 */
const anyTimelessChange = fc.oneof(
  fc.record({
    was: anyTimelessPlan.filter(({ doors }) => doors.every(({ freePassage }) => freePassage === undefined)),
    is: anyTimelessPlan,
    courseWas: anyCourse('t1r17', 't1r19'),
    courseIs: anyCourse('t1r17', 't1r19'),
  }),
  fc
    .record({ was: anyTimelessPlan, courseWas: anyCourse('t1r17'), courseIs: anyCourse('t1r17') })
    .map((drawn): TimelessChange => ({ ...drawn, is: drawn.was })),
);

const anyTerms = fc.array(
  fc
    .record({
      person: fc.constantFrom('甲', '乙'),
      outsider: fc.constant(false),
      zones: fc.subarray(zoneIds.slice(1), { minLength: 1 }),
      schedule: fc.constant('day'),
    })
    .chain((permission) => anyTerm.map((term): Permitted => ({ ...permission, ...term }))),
  { minLength: 1, maxLength: 4 },
);

/** Staff whom nobody permitted anything. */
const stranger: Permitted = { person: '誰か', outsider: false, zones: [], schedule: 'day', ...long };

/** Whom the doors let into which place of class 2 or more at one of the moments and did not then before, each asked of every reader. */
function admittedByMoments(
  was: SitePlan,
  layersWere: Layers,
  is: SitePlan,
  layersAre: Layers,
  held: readonly Permitted[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const [passed, passesNow] = [passes(was, layersWere), passes(is, layersAre)];
  const [waysWere, waysAre] = [atOnce(waysOf(was)), atOnce(waysOf(is))];
  const anew = new Map<string, Set<string>>();
  const all = [stranger, ...held];
  for (const { id } of is.readers) {
    const [known, way] = [waysWere.get(readerKey(id)), waysAre.get(readerKey(id))];
    if (known === undefined || way === undefined) continue;
    if (directionOf(known.from, known.to) === 'leaving' || known.leadsOut) continue;
    const places = [known.to, ...is.zones.filter((one) => one.id === known.to.id), way.to];
    const kept = (one: Zone) => one.class ?? 3;
    const place = places.reduce((best, one) => (kept(one) > kept(best) ? one : best));
    if (kept(place) < 2) continue;
    for (const at of tried) {
      for (const { person } of all) {
        const mine = all.filter((one) => one.person === person);
        if (!mine.some((one) => passesNow(one, id, at)) || mine.some((one) => passed(one, id, at))) continue;
        anew.set(place.id, (anew.get(place.id) ?? new Set()).add(person));
      }
    }
  }
  return anew;
}

describe('judgeOpens', () => {
  it('tells of everybody whom a door comes to let into class 2 or more, as the doors decide it', () => {
    let told = 0;
    fc.assert(
      fc.property(anyPlan, anyPlan, anyRules, anyRules, anyHeld, (was, is, rulesWere, rulesAre, drawn) => {
        const held = outside(drawn);
        const [layersWere, layersAre] = [rulesWere, rulesAre].map((rules) =>
          theLayers({ determinations: rules }),
        );
        if (layersWere === undefined || layersAre === undefined) throw new Error('two sides');
        const opens = atOnce(
          judgeOpens({
            before: { plan: was, layersFor: () => layersWere },
            after: { plan: is, layersFor: () => layersAre },
            permitted: held,
            former: new Map(),
            now: aMoment,
          }),
        );
        const [passed, passesNow] = [passes(was, layersWere), passes(is, layersAre)];
        for (const { id } of was.readers) {
          const way = atOnce(waysOf(was)).get(readerKey(id));
          if (way === undefined || (way.to.class ?? 3) < 2) continue;
          if (directionOf(way.from, way.to) === 'leaving') continue;
          for (const at of hoursTried) {
            for (const one of held) {
              const mine = held.filter(({ person }) => person === one.person);
              if (!mine.some((permission) => passesNow(permission, id, at))) continue;
              if (mine.some((permission) => passed(permission, id, at))) continue;
              const tells = opens.filter(({ by }) => by.includes(`readers/${id}`));
              expect(
                tells.some(({ anybody: all, persons: named }) => all || named.includes(one.person)),
              ).toBe(true);
              told += 1;
            }
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(200);
  });

  it('tells exactly whom a door lets in at some moment and did not then, where no hours say when', () => {
    let told = 0;
    fc.assert(
      fc.property(anyTimelessChange, anyTerms, ({ was, is, courseWas, courseIs }, held) => {
        const [layersWere, layersAre] = [
          theLayers({ determinations: courseWas }),
          theLayers({ determinations: courseIs }),
        ];
        const opens = atOnce(
          judgeOpens({
            before: { plan: was, layersFor: () => layersWere },
            after: { plan: is, layersFor: () => layersAre },
            permitted: held,
            former: new Map(),
            now: aMoment,
          }),
        );
        const anew = admittedByMoments(was, layersWere, is, layersAre, held);
        for (const { zone: id, anybody: all, persons: named } of opens) {
          expect({ id, all }).toEqual({ id, all: anew.get(id)?.has(stranger.person) ?? false });
          if (!all) expect({ id, named }).toEqual({ id, named: [...(anew.get(id) ?? [])].toSorted() });
        }
        for (const id of anew.keys()) expect(opens.map(({ zone: opened }) => opened)).toContain(id);
        told += anew.size;
      }),
      // Some 220 are told of; of half as many drawings 89 to 133.
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(100);
  });
});
