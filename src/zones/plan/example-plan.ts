import { exampleIds } from '../../api/openapi/examples/example-ids.ts';
import type { SitePlan } from './site-plan.ts';

/** A small office as the document shows a plan: the street, a hall with the desk, an office, and a server room behind it. */
export const examplePlan = {
  site: {
    name: '見本庁舎',
    timeZone: 'Asia/Tokyo',
    presenceResetAt: '04:00',
    visitors: { visitorsUntil: '20:00', deskClosesAt: '17:00' },
  },
  zones: [
    { ...aZone('street', '構外', 0), holdsProtectedSystems: false, holdsStableSystems: false },
    { ...aZone('hall', '玄関ホール', 1), visitorsCommon: true },
    { ...aZone('office', '総務課', 2), displayName: '総務課（102号室）' },
    { ...aZone('server-room', 'サーバ室', 3), hidden: true, serverRoom: true, maxOccupancy: 6 },
  ],
  boundaries: [
    {
      id: 'street-hall',
      zones: ['street', 'hall'],
      separation: 'wall-through-ceiling',
      glass: 'see-through',
    },
    { id: 'hall-office', zones: ['hall', 'office'], separation: 'partition-to-ceiling', glass: 'opaque' },
    {
      id: 'office-server-room',
      zones: ['office', 'server-room'],
      separation: 'wall-through-ceiling',
      glass: 'none',
    },
  ],
  doors: [
    {
      ...aDoor('main', '正面玄関', 'street', 'hall'),
      control: 'gate',
      glass: 'see-through',
      freePassage: { schedule: 'counter-hours', guardPost: '正面警備' },
    },
    aDoor('office', '総務課の扉', 'hall', 'office'),
    aDoor('server-room', 'サーバ室の扉', 'office', 'server-room'),
  ],
  readers: [
    { id: 'main-in', door: 'main', to: 'hall', gateway: 'gw-1f' },
    { id: 'office-in', door: 'office', to: 'office', gateway: 'gw-1f' },
    { id: 'server-room-in', door: 'server-room', to: 'server-room', gateway: 'gw-1f' },
    { id: 'server-room-out', door: 'server-room', to: 'office', gateway: 'gw-1f' },
  ],
  gateways: [{ id: 'gw-1f', name: '1階 盤' }],
  schedules: [
    {
      id: 'counter-hours',
      name: '窓口の受付時間',
      hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '17:00' }],
      onHolidays: 'closed',
      onYearEnd: 'closed',
    },
  ],
  signs: [{ id: 'hall-to-office', hangsIn: 'hall', shows: 'office' }],
  calendar: [{ on: '2027-03-31', day: 'holiday', reason: '庁舎の停電作業' }],
  alarms: [{ id: 'door-forced', instruction: '現地を確認し、警備室へ知らせる', acknowledgeWithinMinutes: 5 }],
  desks: [
    { id: 'front', name: '総合受付', zone: 'hall', outside: 'street', organisation: exampleIds.organisation },
  ],
} satisfies SitePlan;

function aZone(id: string, name: string, zoneClass: number): SitePlan['zones'][number] {
  return {
    id,
    name,
    class: zoneClass,
    organisation: exampleIds.organisation,
    floor: '1階',
    hidden: false,
    serverRoom: false,
    holdsProtectedSystems: true,
    holdsStableSystems: true,
    neverAlone: false,
    handover: false,
    controls: [],
  };
}

/** A lockable door through which people go both ways. */
function aDoor(id: string, name: string, from: string, to: string): SitePlan['doors'][number] {
  return {
    id,
    name,
    control: 'lockable',
    glass: 'none',
    contact: true,
    openWithinMs: 10_000,
    directions: [
      { from, to, passback: { mode: 'off' } },
      { from: to, to: from, passback: { mode: 'off' } },
    ],
    outOfService: false,
  };
}
