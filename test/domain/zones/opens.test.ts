import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPassageFacts } from '../../../src/access/batch/answer/gather-passage-facts.ts';
import { decidePassage } from '../../../src/access/decide/decide-passage.ts';
import { compileSiteRules } from '../../../src/access/rules/site-rules.ts';
import { emptySite, type SiteState } from '../../../src/access/state/site-state.ts';
import type { CardPerson } from '../../../src/people/at-the-door/card-holder.ts';
import type { Permitted } from '../../../src/zones/opens/admitted-anew.ts';
import { judgeOpens, needsSecond, type OpensFacts } from '../../../src/zones/opens/judge-opens.ts';
import { readerKey, waysOf } from '../../../src/zones/opens/ways-of.ts';
import { directionOf } from '../../../src/zones/plan/direction.ts';
import type { SitePlan, Zone } from '../../../src/zones/plan/site-plan.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import type { Layers } from '../../../src/zones/regulation/layers.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aControl, aDetermination, aMoment, theLayers, unified } from '../../support/a-ruled-zone.ts';

const adopted: readonly Determination[] = loadProposals(unified).map(({ reason, ...proposal }) =>
  aDetermination({ id: `${proposal.row}/${proposal.zoneClass}`, ...proposal }),
);

/** A later determination of a row, for every class. */
const determined = (row: Determination['row'], over: Partial<Determination> = {}): readonly Determination[] =>
  [1, 2, 3].map((zoneClass) =>
    aDetermination({
      id: `later ${row}/${zoneClass}`,
      row,
      zoneClass,
      from: new Date('2026-04-01'),
      ...over,
    }),
  );

const lobby: Permitted = { person: 'lobby', outsider: false, zones: ['hall'], schedule: 'day' };
const server: Permitted = {
  person: 'server',
  outsider: false,
  zones: ['hall', 'office', 'server'],
  schedule: 'day',
};
const cleaner: Permitted = { person: 'cleaner', outsider: true, zones: ['hall', 'office'], schedule: 'day' };
const permitted = [lobby, server, cleaner];

type Change = {
  readonly was?: Partial<SitePlan>;
  readonly is?: Partial<SitePlan>;
  readonly rulesWere?: readonly Determination[];
  readonly rulesAre?: readonly Determination[];
  readonly former?: OpensFacts['former'];
};

function opensOf({ was = {}, is = {}, rulesWere = [], rulesAre = rulesWere, former = new Map() }: Change) {
  const layers = (more: readonly Determination[]) => () =>
    theLayers({ determinations: [...adopted, ...more] });
  return judgeOpens({
    before: { plan: aPlan(was), layersFor: layers(rulesWere) },
    after: { plan: aPlan(is), layersFor: layers(rulesAre) },
    permitted,
    former,
    moments: [aMoment, new Date('2026-05-01T00:00:00+09:00')],
  });
}

const plan = aPlan();
const zone = (id: string, over: Partial<Zone>) => ({
  zones: plan.zones.map((one) => (one.id === id ? { ...one, ...over } : one)),
});
const door = (id: string, over: Partial<SitePlan['doors'][number]>) => ({
  doors: plan.doors.map((one) => (one.id === id ? { ...one, ...over } : one)),
});
const reader = (id: string, over: Partial<SitePlan['readers'][number]>) => ({
  readers: plan.readers.map((one) => (one.id === id ? { ...one, ...over } : one)),
});
const hours = (over: Partial<SitePlan['schedules'][number]>) => ({
  schedules: plan.schedules.map((one) => ({ ...one, ...over })),
});
const calendar = (on: string, day: 'holiday' | 'working') => ({ calendar: [{ on, day, reason: '臨時' }] });

const always = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }];
const turned = reader('office-server-to-server', { door: 'street-hall', to: 'hall' });
const persons = (zoneId: string, zoneClass: number | null, named: string[], ...by: string[]) => [
  { zone: zoneId, class: zoneClass, anybody: false, persons: named, by },
];
const anybody = (zoneId: string, zoneClass: number | null, ...by: string[]) => [
  { zone: zoneId, class: zoneClass, anybody: true, persons: [], by },
];

describe('whom a change lets in', () => {
  it.each<[string, Change, ReturnType<typeof opensOf>]>([
    [
      'everybody of the lobby, where the reader of the server room is turned to it',
      { is: turned },
      persons('server', 3, ['cleaner', 'lobby'], 'readers/office-server-to-server'),
    ],
    [
      'everybody of the lobby, where a reader taken out of the server room comes back for the lobby',
      {
        was: { readers: plan.readers.filter(({ id }) => id !== 'office-server-to-server') },
        is: turned,
        former: new Map([['readers/office-server-to-server', { id: 'server', class: 3 }]]),
      },
      persons('server', 3, ['cleaner', 'lobby'], 'readers/office-server-to-server'),
    ],
    [
      'anybody, where a reader of the server room is turned to the street',
      {
        is: reader('office-server-to-server', { door: 'street-hall', to: 'street' }),
      },
      anybody('server', 3, 'readers/office-server-to-server'),
    ],
    [
      'anybody, where its door is said to come from a higher class: leaving asks for nothing there',
      {
        is: {
          zones: [...plan.zones, aZone({ id: 'vault', class: 4 })],
          doors: plan.doors.map((one) =>
            one.id === 'office-server' ? aDoor('vault', 'server', { id: 'office-server' }) : one,
          ),
        },
        rulesWere: [...determined('t1r20'), ...determined('t1r21')],
      },
      anybody('server', 3, 'readers/office-server-to-server'),
    ],
    [
      'anybody, where a door is left open by a schedule',
      { is: door('hall-office', { freePassage: { schedule: 'day', guardPost: '1F' } }) },
      anybody('office', 2, 'doors/hall-office/hall', 'readers/hall-office-to-office').map((one) => ({
        ...one,
        by: ['readers/hall-office-to-office'],
      })),
    ],
    [
      'anybody in an emergency, where a way in is marked as a way out',
      {
        is: door('office-server', {
          directions: [
            { from: 'office', to: 'server', escape: true, passback: { mode: 'off' } },
            { from: 'server', to: 'office', passback: { mode: 'off' } },
          ],
        }),
      },
      anybody('server', 3, 'readers/office-server-to-server'),
    ],
    [
      'whoever is permitted, at hours that come to be open',
      { is: hours({ hours: always }) },
      [
        ...persons('office', 2, ['cleaner', 'server'], 'readers/hall-office-to-office'),
        ...persons('server', 3, ['server'], 'readers/office-server-to-server'),
      ],
    ],
    [
      'whoever is permitted, on holidays',
      { is: hours({ onHolidays: 'as-usual' }) },
      [
        ...persons('office', 2, ['cleaner', 'server'], 'readers/hall-office-to-office'),
        ...persons('server', 3, ['server'], 'readers/office-server-to-server'),
      ],
    ],
    [
      'whoever is permitted, on a holiday that is called a working day',
      { is: calendar('2026-11-23', 'working') },
      [
        ...persons('office', 2, ['cleaner', 'server'], 'readers/hall-office-to-office'),
        ...persons('server', 3, ['server'], 'readers/office-server-to-server'),
      ],
    ],
    [
      'whoever is permitted, with other cards',
      { was: zone('server', { cardFormats: ['felica-idm'] }) },
      persons('server', 3, ['server'], 'readers/office-server-to-server'),
    ],
    [
      'anybody, where entrants are no longer confirmed',
      { rulesAre: determined('t1r19') },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'anybody, where they are not at night',
      {
        rulesAre: determined('t1r19', {
          value: 'required',
          clauses: [{ value: 'not-required', times: { schedule: 'day' } }, { value: 'required' }],
        }),
      },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'anybody later, where they will not be from next month on',
      { rulesAre: determined('t1r19', { from: new Date('2026-05-01T00:00:00+09:00') }) },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'outsiders who are permitted, where less is asked of them',
      { rulesWere: determined('t1r34', { value: 'required' }), rulesAre: determined('t1r34') },
      persons('office', 2, ['cleaner'], 'readers/hall-office-to-office'),
    ],
    [
      'anybody, where a control that confirmed entrants is lifted',
      {
        was: zone('server', { controls: [aControl({ row: 't1r19' })] }),
        rulesWere: determined('t1r19'),
      },
      anybody('server', 3, 'readers/office-server-to-server'),
    ],
    [
      'nobody yet, where a class falls',
      { is: zone('server', { class: 2 }) },
      persons('server', 3, [], 'zones/server'),
    ],
    [
      'nobody yet, where a zone without a class gets a low one',
      { was: zone('server', { class: null }), is: zone('server', { class: 2 }) },
      persons('server', null, [], 'zones/server'),
    ],
  ])('%s', (_what, change, opens) => {
    expect(opensOf(change)).toEqual(opens);
  });

  it.each<[string, Change]>([
    ['nothing changes', {}],
    ['names change', { is: zone('server', { name: '電算室' }) }],
    ['a class rises', { is: zone('office', { class: 3 }) }],
    ['a zone without a class gets class 3', { was: zone('server', { class: null }) }],
    ['hours are fewer', { is: hours({ hours: [{ weekdays: [1], from: '09:00', until: '10:00' }] }) }],
    [
      'the same hours are written in two stretches',
      {
        is: hours({
          hours: [
            { weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '12:00' },
            { weekdays: [1, 2, 3, 4, 5], from: '12:00', until: '18:15' },
          ],
        }),
      },
    ],
    ['a day becomes a holiday', { is: calendar('2026-11-24', 'holiday') }],
    [
      'a Saturday is called a working day, and no schedule names it',
      { is: calendar('2026-11-28', 'working') },
    ],
    [
      'a zone is closed',
      {
        is: {
          zones: plan.zones.filter(({ id }) => id !== 'server'),
          doors: plan.doors.slice(0, 2),
          readers: plan.readers.slice(0, 2),
          boundaries: [],
        },
      },
    ],
    [
      'a second reader comes to a zone',
      {
        is: {
          readers: [...plan.readers, aReader('hall-office', 'office')]
            .map((one, at) => ({ ...one, id: `${at}-${one.id}` }))
            .concat(plan.readers),
        },
      },
    ],
    ['a reader comes for the way out', { was: { readers: plan.readers.slice(0, 3) } }],
    ['a door is put back into service', { was: door('office-server', { outOfService: true }) }],
    [
      'only the lobby opens wider',
      { is: door('street-hall', { freePassage: { schedule: 'day', guardPost: '正門' } }) },
    ],
    ['more is asked', { rulesWere: determined('t1r19'), rulesAre: [] }],
  ])('nobody where %s', (_what, change) => {
    expect(opensOf(change)).toEqual([]);
  });

  it('asks for a second person from class 3 on and while there is no class', () => {
    const opened = (zoneClass: number | null) =>
      needsSecond([...anybody('office', 2), ...anybody('zone', zoneClass)]);
    expect([0, 1, 2, 3, 4, null].map(opened)).toEqual([false, false, false, true, true, true]);
  });
});

/** Somebody is everywhere, so that no free passage ends because a zone is empty. */
const occupied: SiteState = {
  ...emptySite,
  presence: new Map(
    [...plan.zones.map(({ id }) => id), 'vault'].map((id) => [
      `someone in ${id}`,
      { zone: id, certainty: 'confirmed', since: aMoment, seq: 1, door: undefined, pending: undefined },
    ]),
  ),
};

/** Who passes which reader when, decided as a batch decides it; `at` is not live, because places are another matter. */
function passes(of: SitePlan, layers: Layers) {
  const site = { epoch: 'e', rulesSeq: 1, plan: of, layers };
  const rules = compileSiteRules({ site, extensions: new Map() });
  return (held: Permitted, readerId: string, at: Date): boolean => {
    const found = rules.wayOf(readerId);
    if (found === undefined) return false;
    const { way } = found;
    const covers = (id: string) => held.zones.includes(id);
    const person: CardPerson = {
      id: held.person,
      kind: held.outsider ? 'card-lent' : 'staff',
      state: 'active',
      organisationId: undefined,
      contract: held.outsider
        ? { id: 'contract', startsAt: new Date(0), endsAt: new Date('2030-01-01'), fromSeq: 1 }
        : undefined,
      fromSeq: 1,
      permissions: [
        {
          id: 'permission',
          coversTo: covers(way.to.id),
          coversFrom: covers(way.from.id),
          scheduleId: held.schedule,
          startsAt: new Date(0),
          endsAt: new Date('2030-01-01'),
          duringLockdown: false,
          identityConfirmed: false,
          hostReviewed: false,
          fromSeq: 1,
        },
      ].filter(({ coversTo, coversFrom }) => coversTo || coversFrom),
    };
    const card = {
      id: 'card',
      format: 'wiegand-26',
      state: 'active',
      activeFrom: new Date(0),
      expiresAt: undefined,
      fromSeq: 1,
      twins: [],
    } as const;
    const known = {
      rules,
      rulesUsed: { policy: 'p', site: 1, ministry: 1 },
      reader: { holder: { card, person }, place: undefined },
    };
    const alone = { together: [], company: new Set<string>() };
    const read = { at, live: false, way, readable: true, ...alone, known, state: occupied };
    const facts = gatherPassageFacts(read);
    return decidePassage(facts).verdict === 'grant';
  };
}

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
const outside = (held: readonly Permitted[]) =>
  held.map((one) => ({ ...one, outsider: one.person === '丁' }));

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
        const opens = judgeOpens({
          before: { plan: was, layersFor: () => layersWere },
          after: { plan: is, layersFor: () => layersAre },
          permitted: held,
          former: new Map(),
          moments: [aMoment],
        });
        const [passed, passesNow] = [passes(was, layersWere), passes(is, layersAre)];
        for (const { id } of was.readers) {
          const way = waysOf(was).get(readerKey(id));
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
      { numRuns: 1000 },
    );
    expect(told).toBeGreaterThan(200);
  });
});
