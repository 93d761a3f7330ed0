import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/kernel/in-slices.ts';
import type { Permitted } from '../../../src/zones/opens/admitted-anew.ts';
import { judgeOpens, needsSecond, type OpensFacts } from '../../../src/zones/opens/judge-opens.ts';
import type { SitePlan, Zone } from '../../../src/zones/plan/site-plan.ts';
import type { Determination } from '../../../src/zones/regulation/determination.ts';
import { loadProposals } from '../../../src/zones/regulation/load-proposals.ts';
import { aDoor, aPlan, aReader, aZone } from '../../support/a-plan.ts';
import { aControl, aDetermination, aMoment, theLayers, unified } from '../../support/a-ruled-zone.ts';
import { determined } from '../../support/determined.ts';

const adopted: readonly Determination[] = loadProposals(unified).map(({ reason, ...proposal }) =>
  aDetermination({ id: `${proposal.row}/${proposal.zoneClass}`, ...proposal }),
);

const long = { from: new Date(0), until: new Date('2030-01-01') };
const lobby: Permitted = { person: 'lobby', outsider: false, zones: ['hall'], schedule: 'day', ...long };
const server: Permitted = {
  person: 'server',
  outsider: false,
  zones: ['hall', 'office', 'server'],
  schedule: 'day',
  ...long,
};
const cleaner: Permitted = {
  person: 'cleaner',
  outsider: true,
  zones: ['hall', 'office'],
  schedule: 'day',
  ...long,
};
const permitted = [lobby, server, cleaner];

type Change = {
  readonly was?: Partial<SitePlan>;
  readonly is?: Partial<SitePlan>;
  readonly rulesWere?: readonly Determination[];
  readonly rulesAre?: readonly Determination[];
  readonly former?: OpensFacts['former'];
  readonly permits?: readonly Permitted[];
};

function opensOf({
  was = {},
  is = {},
  rulesWere = [],
  rulesAre = rulesWere,
  former = new Map(),
  permits = permitted,
}: Change) {
  const layers = (more: readonly Determination[]) => () =>
    theLayers({ determinations: [...adopted, ...more] });
  return atOnce(
    judgeOpens({
      before: { plan: aPlan(was), layersFor: layers(rulesWere) },
      after: { plan: aPlan(is), layersFor: layers(rulesAre) },
      permitted: permits,
      former,
      now: aMoment,
    }),
  );
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

const later = new Date('2026-06-01T00:00:00+09:00');
const nextMonth = new Date('2026-05-01T00:00:00+09:00');
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
      { rulesAre: determined('t1r19', { from: nextMonth }) },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'anybody sooner, where a waiver that was to come is brought forward',
      {
        rulesWere: determined('t1r19', { from: nextMonth }),
        rulesAre: determined('t1r19', { from: aMoment }),
      },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'anybody sooner, where a control that was to end ends earlier',
      {
        was: zone('server', { controls: [aControl({ row: 't1r19', until: nextMonth.toISOString() })] }),
        is: zone('server', { controls: [aControl({ row: 't1r19', until: '2026-04-20T00:00:00+09:00' })] }),
        rulesWere: determined('t1r19'),
      },
      anybody('server', 3, 'readers/office-server-to-server'),
    ],
    [
      'anybody, where a waiver comes sooner than the other that was to come, and none between them',
      {
        rulesWere: determined('t1r19', { from: nextMonth }),
        rulesAre: [
          ...determined('t1r19', { from: nextMonth }),
          ...determined('t1r19', { id: 'for a week', from: aMoment, until: new Date('2026-04-16') }),
        ],
      },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'anybody longer, where a waiver was to end',
      {
        rulesWere: determined('t1r19', { until: nextMonth }),
        rulesAre: determined('t1r19'),
      },
      [
        ...anybody('office', 2, 'readers/hall-office-to-office'),
        ...anybody('server', 3, 'readers/office-server-to-server'),
      ],
    ],
    [
      'whoever had a permission of the server room until now, and one of the lobby from then on',
      {
        is: turned,
        permits: [
          { ...server, until: nextMonth },
          { ...lobby, person: 'server', from: nextMonth },
        ],
      },
      persons('server', 3, ['server'], 'readers/office-server-to-server'),
    ],
    [
      'outsiders who are permitted, where less is asked of them',
      { rulesWere: determined('t1r34', { value: 'required' }), rulesAre: determined('t1r34') },
      persons('office', 2, ['cleaner'], 'readers/hall-office-to-office'),
    ],
    [
      'staff who are permitted, where their work need not be attended any more',
      { rulesWere: determined('t1r47', { value: 'required' }), rulesAre: determined('t1r47') },
      [
        ...persons('office', 2, ['server'], 'readers/hall-office-to-office'),
        ...persons('server', 3, ['server'], 'readers/office-server-to-server'),
      ],
    ],
    [
      'staff of the zone where a control that asked for attendance is lifted',
      {
        was: zone('server', { controls: [aControl({ row: 't1r47' })] }),
        rulesWere: determined('t1r47'),
      },
      persons('server', 3, ['server'], 'readers/office-server-to-server'),
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
    [
      'a waiver that was to come is put off',
      { rulesWere: determined('t1r19', { from: nextMonth }), rulesAre: determined('t1r19', { from: later }) },
    ],
    [
      'less is asked only when the permissions are over',
      {
        rulesWere: determined('t1r34', { value: 'required' }),
        rulesAre: [
          ...determined('t1r34', { value: 'required', until: nextMonth }),
          ...determined('t1r34', { from: nextMonth }),
        ],
        permits: [{ ...cleaner, until: nextMonth }],
      },
    ],
    [
      'a permission of the server room and one of the lobby are of one person at one time',
      { is: turned, permits: [server, { ...lobby, person: 'server', until: nextMonth }] },
    ],
    [
      'more is asked of work',
      { rulesWere: determined('t1r47'), rulesAre: determined('t1r47', { value: 'required' }) },
    ],
    ['more is asked', { rulesWere: determined('t1r19'), rulesAre: [] }],
  ])('nobody where %s', (_what, change) => {
    expect(opensOf(change)).toEqual([]);
  });

  it('counts as anybody what thousands of controls that begin and end leave unweighed', () => {
    const day = (nth: number) => new Date(aMoment.getTime() + nth * 86_400_000).toISOString();
    const controls = Array.from({ length: 500 }, (_, nth) =>
      aControl({ row: 't1r19', from: day(2 * nth + 1), until: day(2 * nth + 2) }),
    );
    const readers = [
      ...plan.readers,
      ...['one', 'two'].map((id) => ({ ...aReader('office-server', 'server'), id })),
    ];
    const named = (name: string) => ({ ...zone('server', { name, controls }), readers });
    expect(opensOf({ was: named('サーバ室'), is: named('電算室') })).toEqual(
      anybody('server', 3, 'readers/one', 'readers/two'),
    );
  });

  it('asks for a second person from class 3 on and while there is no class', () => {
    const opened = (zoneClass: number | null) =>
      needsSecond([...anybody('office', 2), ...anybody('zone', zoneClass)]);
    expect([0, 1, 2, 3, 4, null].map(opened)).toEqual([false, false, false, true, true, true]);
  });
});
