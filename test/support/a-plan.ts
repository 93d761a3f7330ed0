import type { Door, Reader, SitePlan, Zone } from '../../src/zones/plan/site-plan.ts';
import { anOrganisation } from './a-ruled-zone.ts';

export function aZone(over: Partial<Zone> = {}): Zone {
  return {
    id: 'office',
    name: '執務室',
    class: 2,
    organisation: anOrganisation,
    floor: '1F',
    hidden: false,
    serverRoom: false,
    holdsProtectedSystems: true,
    holdsStableSystems: true,
    neverAlone: false,
    handover: false,
    controls: [],
    ...over,
  };
}

/** A lockable opaque door from one zone to another and back. */
export function aDoor(from: string, to: string, over: Partial<Door> = {}): Door {
  return {
    id: `${from}-${to}`,
    name: `${from}-${to}`,
    control: 'lockable',
    glass: 'none',
    contact: true,
    openWithinMs: 10_000,
    directions: [
      { from, to, passback: { mode: 'off' } },
      { from: to, to: from, passback: { mode: 'off' } },
    ],
    outOfService: false,
    ...over,
  };
}

export function aReader(door: string, to: string): Reader {
  return { id: `${door}-to-${to}`, door, to, gateway: 'gateway' };
}

/** Street, hall, office and server room, one behind the other; nothing in it is wrong. */
export function aPlan(over: Partial<SitePlan> = {}): SitePlan {
  return {
    site: { name: '第一庁舎', timeZone: 'Asia/Tokyo' },
    zones: [
      aZone({ id: 'street', name: '構外', class: 0 }),
      aZone({ id: 'hall', name: '玄関ホール', class: 1 }),
      aZone(),
      aZone({ id: 'server', name: 'サーバ室', class: 3, serverRoom: true }),
    ],
    boundaries: [
      {
        id: 'hall-office',
        zones: ['hall', 'office'],
        separation: 'partition-to-ceiling',
        glass: 'see-through',
      },
      { id: 'office-server', zones: ['office', 'server'], separation: 'wall-through-ceiling', glass: 'none' },
    ],
    doors: [
      aDoor('street', 'hall', { control: 'gate', glass: 'see-through' }),
      aDoor('hall', 'office'),
      aDoor('office', 'server'),
    ],
    readers: [
      aReader('street-hall', 'hall'),
      aReader('hall-office', 'office'),
      aReader('office-server', 'server'),
      aReader('office-server', 'office'),
    ],
    gateways: [{ id: 'gateway', name: '1F' }],
    schedules: [
      {
        id: 'day',
        name: '日中',
        hours: [{ weekdays: [1, 2, 3, 4, 5], from: '08:30', until: '18:15' }],
        onHolidays: 'closed',
        onYearEnd: 'closed',
      },
    ],
    signs: [{ id: 'to-office', hangsIn: 'hall', shows: 'office' }],
    calendar: [],
    alarms: [],
    desks: [],
    ...over,
  };
}

/** A gateway that may say nothing for a week. */
export const aQuietGateway = { id: 'gateway', name: '1F', silentAfterMs: 604_800_000 };
