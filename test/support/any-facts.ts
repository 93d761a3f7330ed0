import fc from 'fast-check';
import type { DecidingRow } from '../../src/access/decide/facts/deciding-rows.ts';
import type { Duty } from '../../src/access/decide/facts/duty.ts';
import type { PassageFacts } from '../../src/access/decide/facts/passage-facts.ts';
import type { PermissionFacts } from '../../src/access/decide/facts/permission-facts.ts';
import type { PersonFacts } from '../../src/access/decide/facts/person-facts.ts';
import type { ZoneFacts } from '../../src/access/decide/facts/zone-facts.ts';
import { directionOf } from '../../src/zones/plan/direction.ts';
import { clauses } from './facts.ts';

const noon = new Date('2026-10-01T03:00:00Z');
const day = 24 * 60 * 60 * 1000;

/** Moments that matter: both edges of every limit the rules know. */
function anyMoment(): fc.Arbitrary<Date> {
  return fc
    .constantFrom(
      -400 * day,
      -day,
      -600_000,
      -60_000,
      -1,
      0,
      1,
      5_000,
      day,
      14 * day,
      14 * day + 1,
      400 * day,
    )
    .map((offset) => new Date(noon.getTime() + offset));
}

/** Mostly in order, so that grants are as common as denials. */
function mostly<Value>(usual: Value, ...rare: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    ...rare.map((value) => ({ weight: 1, arbitrary: fc.constant(value) })),
  );
}

export const anyPassback: fc.Arbitrary<PassageFacts['door']['passback']> = fc.oneof(
  fc.constantFrom({ mode: 'off' } as const, { mode: 'soft' } as const, { mode: 'hard' } as const),
  fc.constantFrom(1, 10, 1440).map((minutes) => ({ mode: 'timed', minutes }) as const),
);

const anyPermission: fc.Arbitrary<PermissionFacts> = fc.record({
  id: fc.constantFrom('p1', 'p2', 'p3'),
  startsAt: fc.oneof(fc.constant(new Date(noon.getTime() - 100 * day)), anyMoment()),
  endsAt: fc.oneof(fc.constant(new Date(noon.getTime() + 100 * day)), anyMoment()),
  withinSchedule: mostly(true, false),
  identityConfirmed: mostly(true, false),
  hostReviewed: mostly(true, false),
});

const anyPermissions = fc.oneof(
  { weight: 4, arbitrary: fc.array(anyPermission, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant([]) },
);

const anyHeld = {
  escort: fc.constantFrom('sato', 'ito'),
  mode: fc.constantFrom('read', 'declared'),
  state: fc.constantFrom('living', 'living', 'following', 'broken'),
  apartSince: fc.constantFrom(undefined, new Date('2026-09-30T23:00:00Z')),
} as const;

export const anyPerson: fc.Arbitrary<PersonFacts> = fc.record({
  id: fc.constant('person'),
  kind: fc.constantFrom(
    'staff',
    'staff',
    'other-ministry',
    'card-lent',
    'visitor',
    'courier',
    'emergency-services',
  ),
  state: mostly('active', 'suspended', 'left'),
  contractEnded: mostly(false, true),
  contractNotBegun: mostly(false, true),
  permissions: anyPermissions,
  permissionsBehind: anyPermissions,
  visit: fc.option(
    fc.record({
      id: fc.constant('visit'),
      checkedIn: mostly(true, false),
      over: mostly(false, true),
      endsBy: mostly('hours', 'press', 'turned-closed'),
      zoneInVisit: mostly(true, false),
      leftZoneInVisit: mostly(true, false),
      identityConfirmed: mostly(true, false),
      hostReviewed: mostly(true, false),
    }),
    { nil: undefined, freq: 8 },
  ),
  escort: mostly('present', 'missing', 'awaited', 'awaited', 'not-staff', 'wrong', 'over-ratio'),
  custody: fc.record({
    held: fc.option(fc.record(anyHeld), { nil: undefined }),
    with: fc.option(
      fc.record({ escort: fc.constantFrom('sato', 'ito'), basis: fc.constantFrom('visit', 'permission') }),
      { nil: undefined },
    ),
    wards: fc.array(
      fc.record({
        ...anyHeld,
        ward: fc.constantFrom('guest', 'other-guest'),
        basis: fc.constantFrom('visit', 'permission'),
        zone: fc.constantFrom('a', 'b', 'c', undefined),
        asked: fc.boolean(),
        askedBehind: fc.boolean(),
        ledOut: mostly(false, true),
        admitted: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    overRatio: fc.option(
      fc
        .constantFrom('t1r34' as const, 't1r35' as const)
        .chain((row) => fc.record({ row: fc.constant(row), duty: anyDuty(row) })),
      { nil: undefined, freq: 1 },
    ),
  }),
  workUnattended: mostly(false, true),
  itemInside: mostly(false, true),
});

function anyDuty(row: DecidingRow): fc.Arbitrary<Duty> {
  return fc
    .record({
      word: fc.constantFrom('required', 'required', 'not-required', 'undetermined', 'excepted'),
      replaceable: fc.boolean(),
    })
    .map(({ word, replaceable }) => ({
      clause: clauses[row],
      required: word !== 'not-required' && word !== 'excepted',
      undetermined: word === 'undetermined',
      replaceable,
      ...(word === 'excepted' ? { exception: 'exception' } : {}),
    }));
}

const anyOrganisation = fc.constantFrom('ministry', 'ministry', 'landlord', 'tenant');

function anyZone(id: string): fc.Arbitrary<ZoneFacts> {
  return fc.record({
    id: fc.constant(id),
    class: fc.constantFrom(0, 1, 1, 2, 2, 3, 3, 4, null),
    organisation: anyOrganisation,
    handover: fc.boolean(),
    maxOccupancy: mostly<number | undefined>(undefined, 1, 5),
    neverAlone: mostly(false, true),
    others: fc.constantFrom(0, 1, 2, 5, 40),
    company: fc.constantFrom(0, 1, 2, 5),
    guests: fc.constantFrom(0, 0, 1, 3),
    controlled: fc.boolean(),
    duties: fc.record({
      t1r16: anyDuty('t1r16'),
      t1r17: anyDuty('t1r17'),
      t1r19: anyDuty('t1r19'),
      t1r20: anyDuty('t1r20'),
      t1r21: anyDuty('t1r21'),
      t1r26: anyDuty('t1r26'),
      t1r27: anyDuty('t1r27'),
      t1r30: anyDuty('t1r30'),
      t1r31: anyDuty('t1r31'),
      t1r32: anyDuty('t1r32'),
      t1r33: anyDuty('t1r33'),
      t1r34: anyDuty('t1r34'),
      t1r35: anyDuty('t1r35'),
      t1r47: anyDuty('t1r47'),
      t1r49: anyDuty('t1r49'),
      t2r17: anyDuty('t2r17'),
    }),
  });
}

const anyPlace = fc.constantFrom('a', 'b', 'c');

function anyKnownPlace(zone: string) {
  return fc.record({
    zone: fc.constant(zone),
    class: fc.constantFrom(0, 1, 2, 3, null),
    reachesFrom: mostly(false, true),
    reachesTo: mostly(false, true),
  });
}

const anyTakenCheck = fc.record({
  organisation: anyOrganisation,
  of: anyOrganisation,
  what: fc.constantFrom('identity', 'review', 'both'),
  basis: fc.constant('合同庁舎管理規程'),
});

/** Every fact free of every other: nothing here knows what goes together, so that the decision must. */
export const anyFacts: fc.Arbitrary<PassageFacts> = fc.record({
  at: fc.constant(noon),
  live: mostly(true, false),
  tooOld: mostly(false, true),
  read: mostly('ok', 'bad-read'),
  door: fc.record({
    id: fc.constant('door'),
    contact: fc.boolean(),
    openWithinMs: fc.constantFrom(1000, 10_000),
    waitWithinMs: fc.constantFrom(1000, 20_000),
    escortWithinMs: fc.constantFrom(1000, 10_000),
    escortCounts: mostly(false, true),
    repeatWithinMs: fc.constantFrom(0, 2000, 10_000),
    outOfService: mostly(false, true),
    passback: anyPassback,
    escape: fc.boolean(),
    unreadBack: fc.boolean(),
    leadsOut: mostly(false, true, true, true),
    opensForCrew: mostly(false, true),
    freePassage: mostly(false, true),
    interlocked: mostly(false, true),
  }),
  from: anyZone('a'),
  to: anyZone('b'),
  site: fc.record({
    emergency: mostly(false, true),
    lockdown: mostly(false, true),
    takenChecks: fc.array(anyTakenCheck, { maxLength: 2 }),
  }),
  card: fc.option(
    fc.record({
      id: fc.constant('card'),
      state: mostly('active', 'suspended', 'lost', 'stolen', 'damaged', 'returned', 'destroyed'),
      activeFrom: fc.oneof({ weight: 6, arbitrary: fc.constant(new Date(0)) }, anyMoment()),
      expiresAt: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, anyMoment()),
      formatAllowed: mostly(true, false),
      twin: mostly(false, true),
    }),
    { nil: undefined, freq: 15 },
  ),
  person: fc.option(anyPerson, { nil: undefined, freq: 15 }),
  presence: fc.record({
    zone: fc.oneof({ weight: 4, arbitrary: fc.constant('a') }, anyPlace, fc.constant(undefined)),
    since: fc.option(anyMoment(), { nil: undefined }),
    door: fc.constantFrom('door', 'other', undefined),
    waitsAt: mostly<string | undefined>(undefined, 'door', 'other'),
    pending: fc.option(
      fc.record({
        door: fc.constantFrom('door', 'other'),
        from: anyPlace,
        to: anyPlace,
        until: anyMoment(),
        along: fc.boolean(),
      }),
      { nil: undefined },
    ),
    places: fc
      .tuple(anyKnownPlace('a'), anyKnownPlace('b'), anyKnownPlace('c'))
      .map(([a, b, c]) => [{ ...a, reachesFrom: true }, { ...b, reachesTo: true }, c]),
  }),
  rules: fc.constant({ policy: 'unified-h24-draft', site: 7, ministry: 3 }),
});

/** Whoever is on the way out: leaving, or a step of a way out of the plan. */
export function leadsOut(facts: PassageFacts): boolean {
  return directionOf(facts.from, facts.to) === 'leaving' || facts.door.leadsOut;
}

/** Somebody known, by a card that is not reported missing and a name that no act has stopped; all else is as it may be. */
export const anyKnownPerson: fc.Arbitrary<PassageFacts> = fc
  .record({
    facts: anyFacts,
    person: anyPerson,
    state: fc.constantFrom('active', 'suspended', 'damaged', 'returned', 'destroyed'),
    gone: fc.constantFrom('active', 'left'),
    activeFrom: anyMoment(),
  })
  .map(({ facts, person, state, gone, activeFrom }) => ({
    ...facts,
    read: 'ok',
    card: {
      id: 'card',
      state,
      activeFrom,
      expiresAt: facts.card?.expiresAt,
      formatAllowed: true,
      twin: facts.card?.twin ?? false,
    },
    person: { ...person, state: gone },
  }));
