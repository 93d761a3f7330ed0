import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPassageFacts } from '../../../src/access/batch/answer/reads/gather-passage-facts.ts';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { compilingSiteRules } from '../../../src/access/rules/site-rules.ts';
import { emptySite } from '../../../src/access/state/site-state.ts';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import type { CardHolder, HeldPermission } from '../../../src/people/at-the-door/card-holder.ts';
import type { VisitAtDoor } from '../../../src/visitors/at-the-door/visit-at-door.ts';
import { outsideZones, passages, zonesWithoutWayOut } from '../../../src/zones/plan/plan-graph.ts';
import type { Door, Reader, SitePlan } from '../../../src/zones/plan/site-plan.ts';
import { waysOut } from '../../../src/zones/plan/ways-out.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aDetermination, theLayers } from '../../support/a-ruled-zone.ts';

const night = new Date('2026-04-10T23:30:00+09:00');

/** Rows 20 and 21 are 要 for every class, so that leaving asks as much as it ever may. */
const layers = theLayers({
  determinations: ([1, 2, 3] as const).flatMap((zoneClass) => [
    aDetermination({ id: `20-${zoneClass}`, row: 't1r20', zoneClass, value: 'required' }),
    aDetermination({ id: `21-${zoneClass}`, row: 't1r21', zoneClass, value: 'required' }),
  ]),
});

/** Zones of any class and doors between any of them, any of whose directions may be read, marked, one way or out of service. */
const anyPlan: fc.Arbitrary<SitePlan> = fc
  .array(fc.constantFrom(0, 1, 1, 2, 2, 3, null), { minLength: 1, maxLength: 6 })
  .chain((classes) => {
    const zones = [0, ...classes].map((zoneClass, index) =>
      aZone({ id: `z${index}`, class: zoneClass, neverAlone: index % 3 === 2, maxOccupancy: 1 }),
    );
    const ids = zones.map(({ id }) => id);
    const anyDirection = fc.record({
      escape: fc.constantFrom(undefined, undefined, true, false),
      mode: fc.constantFrom('off' as const, 'soft' as const, 'hard' as const),
      read: fc.boolean(),
    });
    const anyDoor = fc.record({
      from: fc.constantFrom(...ids),
      to: fc.constantFrom(...ids),
      ways: fc.array(anyDirection, { minLength: 1, maxLength: 2 }),
      outOfService: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    });
    return fc.array(anyDoor, { minLength: 1, maxLength: 9 }).map((made) => {
      const doors = made.filter(({ from, to }) => from !== to);
      return aPlan({
        zones,
        doors: doors.map(({ from, to, ways, outOfService }, index): Door => {
          const directions = ways.map(({ escape: marked, mode }, way) => ({
            ...(way === 0 ? { from, to } : { from: to, to: from }),
            passback: { mode },
            ...(marked === undefined ? {} : { escape: marked }),
          }));
          return aDoor(from, to, { id: `d${index}`, directions, outOfService });
        }),
        readers: doors.flatMap(({ from, to, ways }, index): readonly Reader[] =>
          ways.flatMap(({ read }, way) => (read ? [aReader(`d${index}`, way === 0 ? to : from)] : [])),
        ),
      });
    });
  })
  .filter((plan) => {
    const entered = new Set(passages(plan).map(({ to }) => to));
    return zonesWithoutWayOut(plan).every((zone) => !entered.has(zone));
  });

/** A known person: any papers, lapsed or for other zones, with any card that nobody has reported missing. */
const anyHolder: fc.Arbitrary<CardHolder> = fc
  .record({
    card: fc.constantFrom('active', 'suspended', 'returned', 'damaged'),
    begins: fc.constantFrom(0, 2_000_000_000_000),
    person: fc.constantFrom('active', 'left'),
    kind: fc.constantFrom('staff', 'card-lent', 'visitor'),
    permissions: fc.array(
      fc.record({
        id: fc.constantFrom('p1', 'p2'),
        coversTo: fc.boolean(),
        coversFrom: fc.boolean(),
        startsAt: fc.constantFrom(new Date(0), new Date('2026-05-01')),
        endsAt: fc.constantFrom(new Date('2026-04-01'), new Date('2030-01-01')),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ card, begins, person, kind, permissions }) => ({
    card: {
      id: 'card',
      format: 'wiegand-26',
      state: card,
      activeFrom: new Date(begins),
      expiresAt: undefined,
      fromSeq: 1,
      twins: [],
    },
    person: {
      id: 'someone',
      kind,
      state: person,
      organisationId: undefined,
      contract: undefined,
      fromSeq: 1,
      permissions: permissions.map(
        (one): HeldPermission => ({
          ...one,
          scheduleId: 'day',
          duringLockdown: false,
          identityConfirmed: false,
          hostReviewed: false,
          fromSeq: 1,
        }),
      ),
    },
  }));

/** Any visit: checked out, cancelled, paused or over, and about whichever zones; undefined = the door knows of none. */
const anyVisit: fc.Arbitrary<VisitAtDoor | undefined> = fc.option(
  fc.record({
    id: fc.constant('visit'),
    open: fc.boolean(),
    endsAt: fc.constantFrom(new Date('2026-04-10'), new Date('2030-01-01')),
    endsBy: fc.constantFrom('hours', 'press', 'turned-closed'),
    coversTo: fc.boolean(),
    coversFrom: fc.boolean(),
    identityConfirmed: fc.boolean(),
    hostReviewed: fc.boolean(),
    escortIds: fc.constant([]),
    escortOrganisationIds: fc.constant([]),
    fromSeq: fc.constant(1),
  }),
  { nil: undefined },
);

/** Somebody with a card, and the visit they are here under. */
type Somebody = { readonly holder: CardHolder; readonly visit: VisitAtDoor | undefined };

const anybody: fc.Arbitrary<Somebody> = fc.record({ holder: anyHolder, visit: anyVisit });

/** The zones from which this person comes outside at night, in a lockdown, wherever the record has them. */
function freed(plan: SitePlan, { holder, visit }: Somebody, zone: string | null): ReadonlySet<string> {
  const site = { epoch: 'e', rulesSeq: 1, plan, layers };
  const rules = atOnce(compilingSiteRules({ site, extensions: new Map() }));
  const place = {
    zone,
    certainty: 'confirmed' as const,
    since: night,
    seq: 1,
    door: undefined,
    pending: undefined,
  };
  const state = {
    ...emptySite,
    presence: new Map([
      ['someone', place],
      ['another', { ...place, zone: 'z1' }],
    ]),
    conditions: new Map([['lockdown', { condition: 'lockdown' as const, zone: null, since: night, seq: 1 }]]),
  };
  const passes = (door: Door, to: string): boolean => {
    const found = rules.wayOf(`${door.id}-to-${to}`);
    if (found === undefined) return !door.outOfService;
    const known = {
      rules,
      rulesUsed: { policy: '', site: 1, ministry: 1 },
      reader: {
        holder,
        place,
        visit,
        escorts: undefined,
        works: undefined,
        exceptions: undefined,
        items: undefined,
      },
    };
    const alone = { together: [], companions: new Map(), joining: new Map(), company: new Set<string>() };
    const read = {
      at: night,
      live: true,
      tooOld: false,
      way: found.way,
      readable: true,
      ...alone,
      known,
      state,
    };
    return decidePassage(gatherPassageFacts(read)).verdict === 'grant';
  };
  const out = new Set(outsideZones(plan));
  for (const reached of out) {
    for (const door of plan.doors) {
      for (const { from, to } of door.directions) if (to === reached && passes(door, to)) out.add(from);
    }
  }
  return out;
}

describe('from every zone a person can be in', () => {
  it('a way to class 0 is granted, whatever their papers, the hour, and where the record has them (I6)', () => {
    fc.assert(
      fc.property(anyPlan, anybody, fc.constantFrom('z0', 'z1', 'z2', null), (plan, somebody, zone) => {
        const free = freed(plan, somebody, zone);
        const entered = passages(plan).map(({ to }) => to);
        expect(entered.filter((one) => !free.has(one))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const zones = [
  aZone({ id: 'street', class: 0 }),
  aZone({ id: 'hall', class: 1 }),
  aZone({ id: 'corridor' }),
  aZone({ id: 'room' }),
  aZone({ id: 'other' }),
];
const doors = [
  aDoor('street', 'hall'),
  aDoor('hall', 'corridor'),
  aDoor('corridor', 'room'),
  aDoor('room', 'other'),
];

describe('the ways out of a plan', () => {
  const shown = (plan: SitePlan) => {
    const leads = atOnce(waysOut(plan));
    return plan.doors.flatMap(({ id, directions }) =>
      directions.filter(({ to }) => leads(id, to)).map(({ from, to }) => `${from}>${to}`),
    );
  };
  const readers = doors.flatMap(({ id, directions }) => directions.map(({ to }) => aReader(id, to)));
  const plan = aPlan({ zones, doors, readers });

  it('lead by each step nearer to the street, never back', () => {
    expect(shown(plan)).toEqual(['hall>street', 'corridor>hall', 'room>corridor', 'other>room']);
  });

  it('do not lead between rooms that each have a nearer one', () => {
    const both = { ...plan, doors: [...doors, aDoor('corridor', 'other')] };
    expect(shown(both)).not.toContain('other>room');
    expect(shown(both)).not.toContain('room>other');
  });

  it('are others where a door is out of service', () => {
    const [gate, lower, inner, between] = doors;
    if (!gate || !lower || !inner || !between) throw new Error('a plan of four doors');
    const broken = { ...inner, outOfService: true };
    const round = { ...plan, doors: [gate, lower, broken, between, aDoor('corridor', 'other')] };
    expect(shown(round)).toContain('room>other');
    expect(shown(round)).not.toContain('other>room');
  });

  it('do not count an emergency exit where there is another way, and count it where there is none', () => {
    const exit = { ...aDoor('room', 'street'), directions: aDoor('room', 'street').directions.slice(0, 1) };
    expect(shown({ ...plan, doors: [...doors, exit] })).toContain('room>corridor');
    const [gate, lower, , between] = doors;
    if (!gate || !lower || !between) throw new Error('a plan of four doors');
    expect(shown({ ...plan, doors: [gate, lower, exit, between] })).toContain('other>room');
  });

  it('are moving that the plan marks as escape', () => {
    const marked = aDoor('corridor', 'other');
    const [there, back] = marked.directions;
    if (there === undefined || back === undefined) throw new Error('a door of two directions');
    const lit = { ...marked, directions: [{ ...there, escape: true }, back] };
    expect(shown({ ...plan, doors: [...doors, lit] })).toContain('corridor>other');
  });

  it('go through a higher zone only where no way goes around it, and the plan marks that', () => {
    const pocket = aDoor('room', 'pocket');
    const [into, outOf] = pocket.directions;
    if (into === undefined || outOf === undefined) throw new Error('a door of two directions');
    const lit = { ...pocket, directions: [into, { ...outOf, escape: true }] };
    const deep = { ...plan, zones: [...zones, aZone({ id: 'pocket', class: 1 })] };
    expect(shown({ ...deep, doors: [...doors, lit] })).toContain('pocket>room');
    expect(shown({ ...deep, doors: [...doors, pocket] })).not.toContain('pocket>room');
    expect(shown({ ...deep, doors: [...doors, lit, aDoor('pocket', 'hall')] })).not.toContain('pocket>room');
  });
});
