import type { Schedule } from '../zones/plan/open-hours.ts';
import type { Boundary, Desk, SitePlan } from '../zones/plan/site-plan.ts';
import { demoDoors, demoReaders } from './demo-doors.ts';
import { demoZones } from './demo-zones.ts';

const workdays = [1, 2, 3, 4, 5];
const closed = { onHolidays: 'closed', onYearEnd: 'closed' } as const;
const asUsual = { onHolidays: 'as-usual', onYearEnd: 'as-usual' } as const;

const schedules: readonly Schedule[] = [
  {
    id: 'office-hours',
    name: '執務時間と前後',
    hours: [{ weekdays: workdays, from: '07:30', until: '22:00' }],
    ...closed,
  },
  {
    id: 'counter-hours',
    name: '窓口の受付時間',
    hours: [{ weekdays: workdays, from: '09:00', until: '17:00' }],
    ...closed,
  },
  {
    id: 'cleaning',
    name: '清掃の時間',
    hours: [{ weekdays: workdays, from: '06:00', until: '20:00' }],
    ...closed,
  },
  {
    id: 'always',
    name: '終日',
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
    ...asUsual,
  },
];

export const demoTimeZone = 'Asia/Tokyo';

export const demoDesk = {
  id: 'front',
  name: '総合受付',
  zone: 'counter',
  outside: 'street',
} as const satisfies Omit<Desk, 'organisation'>;

/** The demo office: one building. Its doors' boundaries need no mention; these are the walls. */
export function demoPlan(organisation: string): SitePlan {
  return {
    site: {
      name: '見本合同庁舎 本館',
      timeZone: demoTimeZone,
      presenceResetAt: '04:00',
      // Whoever tries it copies two lines meanwhile.
      visitors: { escortWithinMs: 60_000 },
    },
    zones: demoZones(organisation),
    boundaries: [...walls()],
    doors: demoDoors(),
    readers: demoReaders(),
    gateways: [
      { id: 'gw-1f', name: '1階 盤' },
      { id: 'gw-2f', name: '2階 盤' },
      { id: 'gw-3f', name: '3階 盤' },
    ],
    schedules: [...schedules],
    signs: [
      { id: 'sign-counter', hangsIn: 'counter', shows: 'lobby' },
      { id: 'sign-lobby', hangsIn: 'lobby', shows: 'meeting-1f' },
      { id: 'sign-2f-general', hangsIn: 'corridor-2f', shows: 'office-general' },
      { id: 'sign-2f-policy', hangsIn: 'corridor-2f', shows: 'office-policy' },
    ],
    calendar: [],
    desks: [{ ...demoDesk, organisation }],
  };
}

function walls(): readonly Boundary[] {
  const wall = (one: string, other: string, glass: Boundary['glass'] = 'none'): Boundary => ({
    id: `${one}-${other}`,
    zones: [one, other],
    separation: 'wall-through-ceiling',
    glass,
  });
  return [
    wall('street', 'counter', 'see-through'),
    wall('counter', 'lobby', 'see-through'),
    wall('counter', 'meeting-1f'),
    wall('lobby', 'guard-room', 'opaque'),
    wall('street', 'guard-room'),
    wall('corridor-2f', 'office-general', 'see-through'),
    wall('corridor-2f', 'office-policy', 'see-through'),
    { ...wall('office-general', 'office-policy'), separation: 'fixed-partition-below-ceiling' },
    { ...wall('corridor-2f', 'meeting-2f', 'opaque'), separation: 'partition-to-ceiling' },
    wall('corridor-3f', 'office-systems', 'opaque'),
    wall('office-systems', 'server-room'),
    wall('corridor-3f', 'server-room'),
    wall('corridor-3f', 'archive'),
  ];
}
