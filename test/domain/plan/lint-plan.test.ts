import fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import { lintPlan, newRefusals } from '../../../src/zones/lints/lint-plan.ts';
import { type SitePlan, SitePlanBody, type Zone } from '../../../src/zones/plan/site-plan.ts';
import { nothingKnown } from '../../../src/zones/regulation/circumstances.ts';
import type { DeterminationClause } from '../../../src/zones/regulation/determination-clause.ts';
import type { Layers } from '../../../src/zones/regulation/layers.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { resolveRequirement } from '../../../src/zones/regulation/resolve-requirement.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import {
  aControl,
  aDetermination,
  aMoment,
  anOpening,
  theLayers,
  unified,
} from '../../support/a-ruled-zone.ts';
import { anyRequirementFacts } from '../../support/any-layers.ts';

const officers = new Set(['hall', 'office', 'server']);

/** Every proposal adopted. */
const adopted = theLayers({
  determinations: loadProposals(unified).map(({ reason, ...proposal }) =>
    aDetermination({ id: `${proposal.row}/${proposal.zoneClass}`, ...proposal }),
  ),
});

function lint(over: Partial<SitePlan> = {}, layers: Layers = adopted) {
  return atOnce(lintPlan(aPlan(over), { layersFor: () => layers, officers, at: aMoment }));
}

/** Findings in short: severity, code, place. */
function found(over: Partial<SitePlan> = {}, layers: Layers = adopted): readonly string[] {
  return lint(over, layers).map(({ severity, code, at }) => `${severity} ${code} ${at}`);
}

const plan = aPlan();
const without = <Element extends { readonly id: string }>(
  elements: readonly Element[],
  id: string,
): Element[] => elements.filter((element) => element.id !== id);

describe('lintPlan', () => {
  it('finds nothing in an ordinary office', () => {
    expect(Value.Check(SitePlanBody, plan)).toBe(true);
    expect(found()).toEqual([]);
  });

  it('names what is wrong, why, and what to do, with row and clause', () => {
    const [finding] = lint({ boundaries: [{ ...thePartition, separation: 'movable-partition' }] });
    expect(finding).toEqual({
      code: 'separation-forbidden',
      severity: 'refused',
      at: '/boundaries/0',
      element: 'boundaries/hall-office',
      row: 't1r14',
      clause: '2.3.1.1(1)(a)(イ)',
      message:
        '「執務室」（クラス2）と「玄関ホール」（クラス1）を動かせるパーティションで仕切っています。別表1 行14で禁じられています。申請して許可を受けるか、図面を改めてください。',
    });
  });
});

const theBackWall = {
  id: 'hall-server',
  zones: ['hall', 'server'],
  separation: 'wall-through-ceiling',
  glass: 'none',
} satisfies SitePlan['boundaries'][number];

const thePartition = { id: 'hall-office', zones: ['hall', 'office'], glass: 'none' } satisfies object as Pick<
  SitePlan['boundaries'][number],
  'id' | 'zones' | 'glass'
>;

describe('a broken plan', () => {
  it('is judged to its end whatever is missing', () => {
    const keep = <Element>(elements: readonly Element[]) => fc.subarray([...elements]);
    const anyBroken = fc.record({
      zones: keep(plan.zones),
      boundaries: keep(plan.boundaries),
      doors: keep(plan.doors),
      readers: keep(plan.readers),
      gateways: keep(plan.gateways),
      signs: keep(plan.signs),
    });
    fc.assert(
      fc.property(anyBroken, (over) => {
        for (const { message } of lint(over)) expect(message).toMatch(/。$/);
      }),
    );
  });
});

describe('the form of a plan', () => {
  it.each<[string, Partial<SitePlan>, string]>([
    ['a zone named twice', { zones: [...plan.zones, aZone()] }, 'refused duplicate /zones/4'],
    [
      'a calendar day given twice',
      {
        calendar: [
          { on: '2026-08-13', day: 'holiday', reason: '閉庁' },
          { on: '2026-08-13', day: 'working', reason: '開庁' },
        ],
      },
      'refused duplicate /calendar/1',
    ],
    [
      'an alarm that is spoken of twice',
      { alarms: [{ id: 'door-held' }, { id: 'door-held', instruction: '扉を閉めてください。' }] },
      'refused duplicate /alarms/1',
    ],
    [
      'an alarm that is never raised',
      { alarms: [{ id: 'door-held' }, { id: 'toString', instruction: '扉を閉めてください。' }] },
      'refused alarm-kind-unknown /alarms/1/id',
    ],
    [
      'a series of what is no series',
      {
        alarms: [
          { id: 'unknown-cards', series: null },
          { id: 'tamper', series: null },
        ],
      },
      'refused alarm-series-unused /alarms/1/series',
    ],
    [
      'a boundary to nowhere',
      { boundaries: [{ ...thePartition, zones: ['hall', 'attic'], separation: 'wall-through-ceiling' }] },
      'refused unknown-reference /boundaries/0/zones/1',
    ],
    [
      'a door from nowhere',
      { doors: [...plan.doors, aDoor('attic', 'office')] },
      'refused unknown-reference /doors/3/directions/0/from',
    ],
    [
      'a reader of a gateway that is not there',
      { gateways: [] },
      'refused unknown-reference /readers/0/gateway',
    ],
    [
      'a schedule that is not there',
      {
        schedules: [],
        doors: [aDoor('hall', 'office', { freePassage: { schedule: 'day', guardPost: '1F' } })],
      },
      'refused unknown-reference /doors/0/freePassage/schedule',
    ],
    [
      'a sign to nowhere',
      { signs: [{ id: 'lost', hangsIn: 'hall', shows: 'attic' }] },
      'refused unknown-reference /signs/0/shows',
    ],
    [
      'a door that joins a zone to itself',
      { doors: [...plan.doors, aDoor('office', 'office')] },
      'refused joins-itself /doors/3/directions/0',
    ],
    [
      'a boundary of a zone with itself',
      { boundaries: [{ ...thePartition, zones: ['hall', 'hall'], separation: 'movable-partition' }] },
      'refused joins-itself /boundaries/0/zones',
    ],
    [
      'a door whose second direction is no way back',
      {
        doors: [
          ...plan.doors,
          aDoor('hall', 'office', {
            id: 'odd',
            directions: [
              { from: 'hall', to: 'office', passback: { mode: 'off' } },
              { from: 'server', to: 'hall', passback: { mode: 'off' } },
            ],
          }),
        ],
      },
      'refused directions-not-inverse /doors/3/directions',
    ],
    [
      'a reader that leads where its door does not',
      { readers: [...plan.readers, { id: 'odd', door: 'hall-office', to: 'server', gateway: 'gateway' }] },
      'refused reader-without-direction /readers/4/to',
    ],
    [
      'a time zone nobody knows',
      { site: { name: '庁舎', timeZone: 'Asia/Edo' } },
      'refused unknown-time-zone /site/timeZone',
    ],
    [
      'an offset in place of a time zone',
      { site: { name: '庁舎', timeZone: '+09:00' } },
      'refused unknown-time-zone /site/timeZone',
    ],
  ])('refuses %s', (_, over, finding) => {
    expect(found(over)).toContain(finding);
  });
});

/** Photographs are free to visitors and forbidden to everybody else. */
const photographs = aDetermination({
  row: 't2r14',
  zoneClass: 2,
  value: 'forbidden',
  clauses: [{ value: 'not-required', persons: ['visitor'] }, { value: 'forbidden' }],
});
const later = { value: 'forbidden', from: new Date('2026-04-20T00:00:00+09:00') } as const;

describe('the controls of a zone', () => {
  const withControl = (over: Parameters<typeof aControl>[0]) =>
    found({ zones: [...without(plan.zones, 'office'), aZone({ controls: [aControl(over)] })] });

  it.each([
    ['names a row that does not exist', { row: 't1r18' }, 'control-unknown-row'],
    ['asks a permission of a measure', { value: 'permission' } as const, 'control-not-fit'],
    ['demands an act', { row: 't2r14' }, 'control-not-fit'],
    ['is over before it begins', { until: '2025-01-01T00:00:00+09:00' }, 'control-period-empty'],
  ])('one that %s is refused', (_, over, code) => {
    expect(withControl(over)).toEqual([`refused ${code} /zones/3/controls/0`]);
  });

  it('one that fits its row is taken', () => {
    expect(withControl({ row: 't2r14', value: 'forbidden' })).toEqual([]);
  });

  const strict = [
    ['forbids by application what is allowed', 't1r14', 'forbidden-unless-permitted', 1, []],
    ['asks for a permission where the table asks for none', 't2r8', 'permission', 2, []],
    ['equals what the table asks', 't1r36', 'required', 2, []],
    ['binds where the table asks nothing', 't1r17', 'required', 2, []],
    ['forbids where text asks for a permission', 't2r29', 'forbidden', 0, []],
    ['forbids what nobody determined', 't2r14', 'forbidden', 2, []],
    ['is stricter than one of the clauses', 't2r14', 'permission', 2, [photographs]],
    ['is over already', 't1r14', 'forbidden-unless-permitted', 2, [], '2026-03-01T00:00:00+09:00'],
  ] as const;

  it.each(strict)(
    'are taken where one %s',
    (_what, row, value, zoneClass, determinations, until?: string) => {
      const layers = theLayers({ determinations: [...determinations] });
      const control = aControl({ row, value, ...(until === undefined ? {} : { until }) });
      const zone = aZone({ class: zoneClass, controls: [control] });
      expect(found({ zones: [...without(plan.zones, 'office'), zone] }, layers).join()).not.toContain(
        'control-',
      );
    },
  );

  const weak = [
    ['notifies of what needs a permission by the table', 't2r10', 'notification', 2, []],
    ['permits what nobody determined', 't2r14', 'permission', 2, []],
    ['permits what a determination forbids', 't2r14', 'permission', 2, [{ value: 'forbidden' }]],
    ['permits what a determination to come will forbid when it begins', 't2r14', 'permission', 2, [later]],
    ['notifies where text asks for a permission', 't2r29', 'notification', 0, []],
    ['would change a text about boundaries', 't1r15', 'required', 2, []],
  ] as const;

  it.each(weak)('are refused where one %s', (_what, row, value, zoneClass, determined) => {
    const determinations = determined.map((one) => aDetermination({ row, zoneClass, ...one }));
    const control = aControl({ row, value, from: '2026-05-01T00:00:00+09:00' });
    const zone = aZone({ class: zoneClass, controls: [control] });
    const findings = lint({ zones: [...without(plan.zones, 'office'), zone] }, theLayers({ determinations }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'control-too-weak',
        severity: 'refused',
        element: 'zones/office',
        at: '/zones/3/controls/0',
        message: expect.stringMatching(/効きません。.+緩められません。.+ください。$/),
      }),
    );
  });

  it('are refused exactly where the one resolver lets none of them answer', () => {
    fc.assert(
      fc.property(anyRequirementFacts, ({ row, zone, at, layers }) => {
        const [control] = zone.controls;
        const over = control?.until !== undefined && Date.parse(control.until) <= at.getTime();
        fc.pre(control !== undefined && !over && Date.parse(control.from) <= at.getTime());
        const alone = aZone({ ...zone, id: 'office', floor: '1F', controls: [control] });
        const facts = { layersFor: () => layers, officers, at };
        const findings = atOnce(lintPlan(aPlan({ zones: [alone] }), facts)).filter(({ at: where }) =>
          where.includes('/controls/'),
        );
        const { chain } = resolveRequirement(row, { ...zone, controls: [control] }, at, nothingKnown, layers);
        expect(findings.length === 0).toBe(chain.some(({ layer }) => layer === 'control'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('hours', () => {
  const withHours = (...hours: SitePlan['schedules'][number]['hours']) =>
    found({ schedules: [{ id: 'day', name: '日中', hours, onHolidays: 'closed', onYearEnd: 'closed' }] });
  const every = [1, 2, 3, 4, 5, 6, 7];
  const lost = 'warning schedule-loses-a-minute /schedules/0/hours/0/until';

  it.each([
    ['end at 23:59', [{ weekdays: every, from: '00:00', until: '23:59' }]],
    ['end at 23:59 on the last day before a closed one', [{ weekdays: [5], from: '09:00', until: '23:59' }]],
    [
      'end a minute before the next begin',
      [
        { weekdays: [1], from: '09:00', until: '11:59' },
        { weekdays: [1, 2], from: '12:00', until: '17:00' },
      ],
    ],
    [
      'end past midnight, a minute before the next day’s begin',
      [
        { weekdays: [7], from: '22:00', until: '05:59' },
        { weekdays: [1], from: '06:00', until: '12:00' },
      ],
    ],
    ['end a minute before they begin again', [{ weekdays: every, from: '08:00', until: '07:59' }]],
  ])('lose a minute that is named where they %s', (_what, hours) => {
    expect(withHours(...hours)).toEqual([lost]);
  });

  it.each([
    ['end at midnight, written 00:00', [{ weekdays: every, from: '00:00', until: '00:00' }]],
    ['end at a minute like any other', [{ weekdays: [1], from: '08:30', until: '17:59' }]],
    [
      'are open in that minute by others',
      [
        { weekdays: every, from: '00:00', until: '23:59' },
        { weekdays: every, from: '23:00', until: '01:00' },
      ],
    ],
    [
      'begin again two minutes later',
      [
        { weekdays: [1], from: '09:00', until: '11:58' },
        { weekdays: [1], from: '12:00', until: '17:00' },
      ],
    ],
    [
      'begin again on another day',
      [
        { weekdays: [1], from: '09:00', until: '11:59' },
        { weekdays: [2], from: '12:00', until: '17:00' },
      ],
    ],
  ])('lose none where they %s', (_what, hours) => {
    expect(withHours(...hours)).toEqual([]);
  });

  it('are told which minute is lost and how midnight is written', () => {
    const hours = [{ weekdays: every, from: '00:00', until: '23:59' }];
    const [finding] = lint({
      schedules: [{ id: 'day', name: '日中', hours, onHolidays: 'closed', onYearEnd: 'closed' }],
    });
    expect(finding?.message).toContain('23:59から24:00までの1分は開きません');
    expect(finding?.message).toContain('「00:00」');
  });

  it('are written from 00:00 to 23:59: 24:00 is no time of day', () => {
    const hours = [{ weekdays: every, from: '00:00', until: '24:00' }];
    const schedules = [{ id: 'day', name: '日中', hours, onHolidays: 'closed', onYearEnd: 'closed' }];
    expect(Value.Check(SitePlanBody, { ...plan, schedules })).toBe(false);
  });
});

describe('days of the calendar', () => {
  const onDay = (on: string, day: 'working' | 'holiday') =>
    found({ calendar: [{ on, day, reason: '臨時' }] });

  it.each([
    ['an ordinary Saturday', '2026-11-28'],
    ['a Sunday that is a holiday', '2026-05-03'],
    ['a Monday that is none', '2026-11-30'],
  ])('called working are warned about where no schedule opens: %s', (_what, on) => {
    expect(onDay(on, 'working')).toEqual(['warning working-day-opens-nothing /calendar/0']);
  });

  it.each([
    ['a holiday on a Monday', '2026-11-23'],
    ['a day of the year end', '2026-12-29'],
  ])('called working open what names the weekday: %s', (_what, on) => {
    expect(onDay(on, 'working')).toEqual([]);
  });

  it('called holiday are never warned about', () => {
    expect(onDay('2026-11-28', 'holiday')).toEqual([]);
  });
});

describe('the card formats of a zone', () => {
  const withFormats = (...cardFormats: string[]) =>
    found({ zones: [...without(plan.zones, 'office'), aZone({ cardFormats })] });

  it.each(['felica_idm', ' wiegand-34', '-34', 'ＦｅｌｉＣａ'])(
    'are refused where no card can have them: %j',
    (format) => {
      expect(withFormats('wiegand-26', format)).toEqual([
        'refused card-format-unreadable /zones/3/cardFormats/1',
      ]);
    },
  );

  it('AT-117 2.2.1.1(1)(f)(エ): are told where they open class 3 to cards that are easily copied', () => {
    const server = aZone({ id: 'server', class: 3, serverRoom: true, cardFormats: ['wiegand-34', 'UID'] });
    expect(found({ zones: [...without(plan.zones, 'server'), server] })).toEqual([
      'warning card-format-copyable /zones/3/cardFormats/1',
    ]);
    expect(withFormats('uid')).toEqual([]);
  });

  it('are taken as cards are registered', () => {
    expect(withFormats('Wiegand-34', 'felica-idm')).toEqual([]);
  });
});

describe('boundaries (別表1 行7–15)', () => {
  const back = aDoor('street', 'server');
  const walls = [...plan.boundaries, { ...theBackWall, zones: ['street', 'server'] as [string, string] }];
  const withBackDoor = { doors: [...plan.doors, back], boundaries: walls };
  const readers = [...plan.readers, aReader('street-server', 'server'), aReader('street-server', 'street')];

  it('refuses a class 3 room that opens onto the street unless an application opens it', () => {
    expect(found({ ...withBackDoor, readers })).toEqual(['refused adjoining-forbidden /doors/3']);
    const opening = anOpening({ row: 't1r7', zone: 'server' });
    expect(found({ ...withBackDoor, readers }, { ...adopted, openings: [opening] })).toEqual([]);
  });

  it('refuses what the ministry has not determined, and says so', () => {
    const [finding] = lint({ ...withBackDoor, readers }, theLayers());
    expect(finding).toMatchObject({ code: 'adjoining-undetermined', row: 't1r7', severity: 'refused' });
    expect(finding?.message).toContain('未決定');
  });

  it('finds the higher zone from either side of the door', () => {
    const turned = aDoor('server', 'street', { id: 'street-server' });
    expect(found({ doors: [...plan.doors, turned], boundaries: walls, readers })).toEqual([
      'refused adjoining-forbidden /doors/3',
    ]);
  });

  it('asks nothing of a zone that holds no protected system', () => {
    const open = { holdsProtectedSystems: false };
    const zones = [
      ...without(plan.zones, 'server'),
      aZone({ id: 'server', name: '展示室', class: 3, ...open }),
    ];
    expect(found({ ...withBackDoor, readers, zones })).toEqual([]);
  });

  it('asks nothing between two zones of one class', () => {
    const zones = [...plan.zones, aZone({ id: 'next', name: '隣室' })];
    const boundary = { ...thePartition, zones: ['office', 'next'] as [string, string] };
    const boundaries = [
      ...plan.boundaries,
      { ...boundary, id: 'next', separation: 'movable-partition' as const },
    ];
    const doors = [...plan.doors, aDoor('office', 'next', { control: 'none' })];
    expect(found({ zones, boundaries, doors })).toEqual(['warning no-officer /zones/4']);
  });

  it('refuses a gate where a lockable door is asked', () => {
    const doors = [...without(plan.doors, 'hall-office'), aDoor('hall', 'office', { control: 'gate' })];
    expect(found({ doors })).toEqual(['refused boundary-control /doors/2/control']);
  });

  it('tolerates glass at class 2 and refuses it at class 3, in doors and walls', () => {
    const doors = [
      ...without(plan.doors, 'office-server'),
      aDoor('office', 'server', { glass: 'see-through' }),
    ];
    const wall = {
      id: 'pane',
      zones: ['server', 'office'] as [string, string],
      glass: 'see-through' as const,
    };
    const boundaries = [...plan.boundaries, { ...wall, separation: 'wall-through-ceiling' as const }];
    expect(found({ doors, boundaries })).toEqual([
      'refused boundary-see-through /doors/2/glass',
      'refused boundary-see-through /boundaries/2/glass',
    ]);
  });

  it('only warns where the class of the zone is undecided', () => {
    const zones = [...without(plan.zones, 'office'), aZone({ class: null, name: '倉庫' })];
    const doors = [
      aDoor('street', 'office', { control: 'none' }),
      aDoor('street', 'hall', { control: 'gate' }),
    ];
    const over = { zones, doors, boundaries: [], signs: [], readers: [] };
    expect(found(over).filter((one) => one.startsWith('refused'))).toEqual([]);
    expect(found(over)).toEqual(
      expect.arrayContaining([
        'warning adjoining-undetermined /doors/0',
        'warning boundary-control /doors/0/control',
        'warning class-undecided /zones/3/class',
      ]),
    );
  });
});

describe('signs (別表1 行3–6)', () => {
  it('refuses a sign that shows a server room', () => {
    const signs = [{ id: 'to-server', hangsIn: 'office', shows: 'server' }];
    expect(found({ signs })).toEqual(['refused sign-shows-hidden /signs/0']);
  });

  it('refuses a sign that shows a hidden zone', () => {
    const zones = [...without(plan.zones, 'office'), aZone({ hidden: true })];
    expect(found({ zones })).toEqual(['refused sign-shows-hidden /signs/0']);
  });

  it('refuses what the place where it hangs forbids', () => {
    const control = aControl({ row: 't1r5', value: 'forbidden-unless-permitted' });
    const hall = aZone({ id: 'hall', name: '玄関ホール', class: 1, controls: [control] });
    expect(found({ zones: [...without(plan.zones, 'hall'), hall] })).toEqual([
      'refused sign-forbidden /signs/0',
    ]);
  });
});

describe('free passage (別表1 行17, 19, 24)', () => {
  const free = (from: string, to: string, guardPost?: string) => {
    const freePassage = { schedule: 'day', ...(guardPost === undefined ? {} : { guardPost }) };
    return {
      doors: plan.doors.map((door) => (door.id === `${from}-${to}` ? { ...door, freePassage } : door)),
    };
  };

  it('is refused at class 3, guard or not', () => {
    expect(found(free('office', 'server', '2F'))).toEqual([
      'refused free-passage-forbidden /doors/2/freePassage',
    ]);
  });

  it('needs a guard post where entrants are confirmed', () => {
    expect(found(free('street', 'hall'))).toEqual(['refused free-passage-unguarded /doors/0/freePassage']);
    expect(found(free('street', 'hall', '正門'))).toEqual([]);
  });

  it('needs none where neither confirming nor recording is asked', () => {
    const waived = ['t1r19', 't1r24'] as const;
    const determinations = [
      ...waived.map((row) => aDetermination({ id: row, row, from: new Date('2026-04-01T00:00:00+09:00') })),
      ...adopted.determinations,
    ];
    expect(found(free('street', 'hall'), { ...adopted, determinations })).toEqual([]);
  });

  it('needs one while nothing is determined', () => {
    expect(found(free('street', 'hall'), theLayers())).toContain(
      'refused free-passage-unguarded /doors/0/freePassage',
    );
  });
});

describe('ways in and out', () => {
  const oneWay = (from: string, to: string, escapes?: boolean) =>
    aDoor(from, to, {
      directions: [
        { from, to, passback: { mode: 'off' }, ...(escapes === undefined ? {} : { escape: escapes }) },
      ],
    });

  it('refuses a zone one can enter and not escape from', () => {
    const doors = [...without(plan.doors, 'office-server'), oneWay('office', 'server')];
    const readers = without(plan.readers, 'office-server-to-office');
    expect(found({ doors, readers })).toEqual(['refused no-way-out /zones/3']);
  });

  it('takes a way out through another door', () => {
    const doors = [
      ...without(plan.doors, 'office-server'),
      oneWay('office', 'server'),
      { ...oneWay('server', 'hall'), id: 'back' },
    ];
    const readers = [...without(plan.readers, 'office-server-to-office'), aReader('back', 'hall')];
    expect(found({ doors, readers, boundaries: [...plan.boundaries, theBackWall] })).toEqual([]);
  });

  it('does not count a direction that is not released, nor a door out of service', () => {
    const [main, ...inner] = plan.doors;
    const shut = { ...main, directions: main?.directions.map((way) => ({ ...way, escape: false })) };
    const broken = { ...main, outOfService: true };
    for (const door of [shut, broken]) {
      expect(found({ doors: [door as (typeof plan.doors)[number], ...inner] })).toEqual([
        'refused no-way-out /zones/1',
        'refused no-way-out /zones/2',
        'refused no-way-out /zones/3',
      ]);
    }
  });

  it('warns of a zone nobody can reach', () => {
    const zones = [...plan.zones, aZone({ id: 'attic', class: 0 }), aZone({ id: 'cellar', name: '地下' })];
    expect(found({ zones })).toEqual(['warning unreachable /zones/5', 'warning no-officer /zones/5']);
  });

  it('refuses a site without an outside', () => {
    const zones = plan.zones.map((zone) => (zone.id === 'street' ? { ...zone, class: 1 } : zone));
    expect(found({ zones })).toContain('refused no-outside /zones');
  });
});

describe('who leaves where row 20 asks that leavers are confirmed', () => {
  const server = without(plan.doors, 'office-server');
  const exit = (over: Parameters<typeof aDoor>[2] = {}) =>
    aDoor('server', 'hall', {
      id: 'exit',
      directions: [{ from: 'server', to: 'hall', passback: { mode: 'off' } }],
      ...over,
    });
  const unread = { readers: without(plan.readers, 'office-server-to-office') };
  const noReader = 'warning no-exit-reader /doors/2/directions/1';
  const walls = { boundaries: [...plan.boundaries, theBackWall] };

  it('is warned about at a door without a reader on the inner side, in words that say what to do', () => {
    expect(found(unread)).toEqual([noReader]);
    const [finding] = lint(unread);
    expect(finding).toEqual({
      code: 'no-exit-reader',
      severity: 'warning',
      at: '/doors/2/directions/1',
      element: 'doors/office-server',
      row: 't1r20',
      clause: '2.3.1.1(2)(a)(イ)',
      message:
        '扉「office-server」の「サーバ室」（クラス3）側に読取装置がありません。「サーバ室」（クラス3）から出る者の確認（別表1 行20）ができないため、読取装置を加えるか、警備員を配置してください。',
    });
  });

  it.each<[string, Partial<SitePlan>, Layers]>([
    ['a guard stands', { doors: [...server, aDoor('office', 'server', { control: 'guarded' })] }, adopted],
    [
      'nobody is to be confirmed',
      {},
      theLayers({
        determinations: [
          ...adopted.determinations.filter(({ row, zoneClass }) => row !== 't1r20' || zoneClass !== 3),
          aDetermination({ row: 't1r20', zoneClass: 3, words: '出る者の確認は行わない' }),
        ],
      }),
    ],
  ])('is not where %s', (_what, over, layers) => {
    expect(found({ ...unread, ...over }, layers).join()).not.toContain('exit');
  });

  it('is warned about as long as nobody determined it, and says that', () => {
    const [finding] = lint(unread, theLayers()).filter(({ code }) => code === 'no-exit-reader');
    expect(finding?.message).toContain('未決定');
  });

  it('is asked of controls of the zone too', () => {
    const zones = plan.zones.map((zone) =>
      zone.id === 'office' ? { ...zone, controls: [aControl({ row: 't1r20' })] } : zone,
    );
    expect(found({ zones })).toEqual(['warning no-exit-reader /doors/1/directions/1']);
  });

  it('is not asked of an emergency exit beside a door that is read, but of a room that has no other', () => {
    expect(found({ doors: [...plan.doors, exit()], ...walls })).toEqual([]);
    const inward = [{ from: 'office', to: 'server', passback: { mode: 'off' as const } }];
    const doors = [...server, aDoor('office', 'server', { directions: inward }), exit()];
    expect(found({ doors, ...unread, ...walls })).toEqual(['warning no-exit-reader /zones/3']);
  });
});

describe('zones without a boundary in the plan', () => {
  it('are warned about where a separation from the zone behind the door could be forbidden', () => {
    expect(found({ boundaries: [] })).toEqual([
      'warning no-boundary /zones/2',
      'warning no-boundary /zones/3',
    ]);
    const [office] = lint({ boundaries: [] });
    expect(office).toEqual({
      code: 'no-boundary',
      severity: 'warning',
      at: '/zones/2',
      element: 'zones/office',
      row: 't1r14',
      clause: '2.3.1.1(1)(a)(イ)',
      message:
        '「執務室」（クラス2）と「玄関ホール」（クラス1）の仕切りが図面にありません。別表1 行14により認められない仕切りがあるため、境界（boundaries）を加えてください。',
    });
  });

  it('are named with all the zones they open onto', () => {
    const doors = [...plan.doors, aDoor('hall', 'server', { id: 'second' })];
    const [finding] = lint({ doors, boundaries: plan.boundaries.slice(0, 1) }).filter(
      ({ code }) => code === 'no-boundary',
    );
    expect(finding?.message).toContain('「執務室」（クラス2）・「玄関ホール」（クラス1）');
  });

  it('are not where either side names the boundary first, nor where any separation will do', () => {
    const boundaries = plan.boundaries.map(({ zones: [one, other], ...rest }) => ({
      ...rest,
      zones: [other, one] as [string, string],
    }));
    expect(found({ boundaries })).toEqual([]);
    const zones = plan.zones.map((zone) => ({ ...zone, class: zone.class === 0 ? 0 : 1 }));
    expect(found({ zones, boundaries: [] })).toEqual([]);
  });

  it('are warned about for the glass alone, where the inside must not be seen', () => {
    const opened = (['t1r13', 't1r14'] as const).map((row) => anOpening({ id: row, row, zone: 'server' }));
    const [finding] = lint({ boundaries: plan.boundaries.slice(0, 1) }, { ...adopted, openings: opened });
    expect(finding).toMatchObject({ code: 'no-boundary', row: 't1r15', element: 'zones/server' });
  });
});

describe('zones that only an emergency opens', () => {
  const inByEscape = aDoor('office', 'server', {
    directions: [
      { from: 'office', to: 'server', escape: true, passback: { mode: 'off' } },
      { from: 'server', to: 'office', passback: { mode: 'off' } },
    ],
  });

  it('are warned about where every way in is released in an emergency', () => {
    const doors = [...without(plan.doors, 'office-server'), inByEscape];
    expect(found({ doors })).toEqual(['warning entered-by-escape-only /zones/3']);
  });

  it('are not where another door leads in', () => {
    const doors = [...plan.doors, { ...inByEscape, id: 'emergency' }];
    const readers = [...plan.readers, aReader('emergency', 'server'), aReader('emergency', 'office')];
    expect(found({ doors, readers })).toEqual([]);
  });

  it('are told by the first of them alone: what lies behind has its own door', () => {
    const zones = [...plan.zones, aZone({ id: 'vault', name: '書庫', class: 3 })];
    const doors = [...without(plan.doors, 'office-server'), inByEscape, aDoor('server', 'vault')];
    expect(found({ zones, doors })).toEqual([
      'warning entered-by-escape-only /zones/3',
      'warning no-officer /zones/4',
    ]);
  });
});

describe('people and classes', () => {
  it('warns of a door one enters by without a reader, unless a guard stands there', () => {
    const readers = without(plan.readers, 'street-hall-to-hall');
    expect(found({ readers })).toEqual(['warning no-entry-reader /doors/0/directions/0']);
    const doors = [aDoor('street', 'hall', { control: 'guarded' }), ...without(plan.doors, 'street-hall')];
    expect(found({ readers, doors })).toEqual([]);
  });

  it('warns of a managed zone without an officer', () => {
    const findings = atOnce(
      lintPlan(plan, { layersFor: () => adopted, officers: new Set(['hall']), at: aMoment }),
    );
    expect(findings.map(({ code, element }) => [code, element])).toEqual([
      ['no-officer', 'zones/office'],
      ['no-officer', 'zones/server'],
    ]);
  });

  it("notes a class of the ministry's own", () => {
    const zones = plan.zones.map((zone) => (zone.id === 'server' ? { ...zone, class: 5 } : zone));
    expect(found({ zones })).toEqual(['warning own-class /zones/3/class']);
  });
});

describe('a zone where nobody may be alone', () => {
  const vault = (over: Partial<Zone> = {}) => ({
    zones: plan.zones.map((zone) => (zone.id === 'server' ? { ...zone, neverAlone: true, ...over } : zone)),
  });
  const withoutReader = (to: string) => ({ readers: plan.readers.filter((reader) => reader.to !== to) });
  const noReader = 'refused never-alone-no-reader /zones/3/neverAlone';

  it('is taken where the first of two can wait at a reader', () => {
    expect(found(vault())).toEqual([]);
  });

  it('is refused where nobody is read who enters: two could never meet', () => {
    expect(found({ ...vault(), ...withoutReader('server') })).toContain(noReader);
  });

  it('is taken when one of several doors has such a reader, also from a zone of the same class', () => {
    const doors = [...plan.doors, aDoor('hall', 'server')];
    const readers = [...withoutReader('server').readers, aReader('hall-server', 'server')];
    expect(found({ ...vault(), doors, readers })).not.toContain(noReader);
    expect(found({ ...vault({ class: 2 }) })).not.toContain(noReader);
  });

  it('is refused where its only reader reads whoever comes down from a higher class: nobody waits there', () => {
    const zones = plan.zones.map((zone) => (zone.id === 'hall' ? { ...zone, neverAlone: true } : zone));
    const readers = [...withoutReader('hall').readers, aReader('hall-office', 'hall')];
    expect(found({ zones, readers })).toContain('refused never-alone-no-reader /zones/1/neverAlone');
  });

  it('is refused where there is room for one alone', () => {
    expect(found(vault({ maxOccupancy: 1 }))).toEqual(['refused never-alone-no-room /zones/3/maxOccupancy']);
    expect(found(vault({ maxOccupancy: 2 }))).toEqual([]);
  });
});

describe('what determinations say case by case', () => {
  const determinedBy = (row: 't1r20' | 't1r21', ...clauses: readonly DeterminationClause[]) =>
    theLayers({
      determinations: [
        ...adopted.determinations.filter((one) => one.row !== row || one.zoneClass !== 3),
        aDetermination({ id: row, row, zoneClass: 3, value: 'required', clauses }),
      ],
    });
  const serverWith = (over: Partial<Zone>) => ({
    zones: plan.zones.map((zone) => (zone.id === 'server' ? { ...zone, ...over } : zone)),
  });
  const twoOrMore = determinedBy('t1r21', { value: 'required', number: { atLeast: 2 } });
  const atMostFour = determinedBy(
    't1r21',
    { value: 'required', persons: ['visitor'], number: { atMost: 4 } },
    { value: 'required', number: { atMost: 8 } },
  );

  it('warns where two or more are wanted and the doors let one alone', () => {
    expect(found({}, twoOrMore)).toEqual(['warning number-at-least /zones/3/neverAlone']);
    expect(found(serverWith({ neverAlone: true }), twoOrMore)).toEqual([]);
  });

  it('warns where more are wanted than doors can tell', () => {
    const three = determinedBy('t1r21', { value: 'required', number: { atLeast: 3 } });
    const [finding] = lint(serverWith({ neverAlone: true }), three);
    expect(finding).toMatchObject({ code: 'number-at-least', row: 't1r21', clause: '2.3.1.1(2)(a)(ウ)' });
    expect(finding?.message).toContain('3人以上');
  });

  it('warns where more may be inside than the strictest clause allows', () => {
    expect(found({}, atMostFour)).toEqual(['warning number-at-most /zones/3/maxOccupancy']);
    expect(found(serverWith({ maxOccupancy: 5 }), atMostFour)).toEqual([
      'warning number-at-most /zones/3/maxOccupancy',
    ]);
    expect(found(serverWith({ maxOccupancy: 4 }), atMostFour)).toEqual([]);
  });

  it('warns of a schedule the site does not have, once a zone', () => {
    const byDay = (schedule: string) =>
      determinedBy(
        't1r20',
        { value: 'not-required', times: { schedule }, persons: ['staff'] },
        { value: 'not-required', times: { schedule }, persons: ['card-lent'] },
        { value: 'required' },
      );
    expect(found({}, byDay('day'))).toEqual([]);
    expect(found({}, byDay('night'))).toEqual(['warning determination-unknown-schedule /zones/3']);
  });

  it('weighs the plan as for the strictest case', () => {
    const open = { ...thePartition, separation: 'fixed-partition-below-ceiling' as const };
    const layers = theLayers({
      determinations: [
        ...adopted.determinations.filter((one) => one.row !== 't1r13' || one.zoneClass !== 2),
        aDetermination({
          id: 'partition',
          row: 't1r13',
          zoneClass: 2,
          value: 'forbidden-unless-permitted',
          clauses: [
            { value: 'allowed', purposes: ['works'] },
            { value: 'forbidden-unless-permitted', decider: 'zone-officer' },
          ],
        }),
      ],
    });
    const boundaries = [open, ...plan.boundaries.slice(1)];
    expect(found({ boundaries })).toEqual([]);
    expect(found({ boundaries }, layers)).toEqual(['refused separation-forbidden /boundaries/0']);
  });
});

describe('newRefusals', () => {
  it('lets an officer change other things while a standing door is refused by a changed rule', () => {
    const doors = [aDoor('street', 'server'), ...plan.doors];
    const present = lint({ doors }, theLayers());
    const reordered = lint({ doors: doors.toReversed(), signs: [] }, theLayers());
    expect(reordered.some(({ severity }) => severity === 'refused')).toBe(true);
    expect(newRefusals(present, reordered)).toEqual([]);
  });

  it('stops what the present plan does not have', () => {
    const next = lint({ doors: [aDoor('street', 'server'), ...plan.doors] });
    expect(newRefusals(lint(), next).map(({ code }) => code)).toEqual(['adjoining-forbidden']);
  });
});
