import type { SitePlan, Zone } from '../src/zones/plan/site-plan.ts';
import { aDoor, aReader, aZone } from '../test/support/a-plan.ts';

/** Size of the office the bench reads cards in. */
export const officeSize = { staff: 5_000, doors: 40, gateways: 8 } as const;

/** Where others work on the same cores an office is made more slowly than a service may rest in its transactions. */
export const patience = { idle_in_transaction_session_timeout: '60s', statement_timeout: '60s' } as const;

/** A site large enough for reading its plan to be felt, and how often an act is done there. */
export const largeSite = { zones: 3_000, staff: 60, actsPerRound: 60 } as const;

/** A street, doors from one hall into as many rooms, eight gateways; no contacts, so that a read is one passage and one entry. */
export function benchPlan(organisation: string, doors: number): SitePlan {
  const rooms = Array.from({ length: doors }, (_, index) => `room-${index + 1}`);
  const zone = (id: string, zoneClass: number): Zone =>
    aZone({ id, name: id, class: zoneClass, organisation });
  return {
    site: { name: 'bench', timeZone: 'Asia/Tokyo' },
    zones: [zone('street', 0), zone('hall', 1), ...rooms.map((id) => zone(id, 2))],
    boundaries: [],
    doors: [
      ...rooms.map((id) => aDoor('hall', id, { id: `door-${id}`, name: id, contact: false })),
      aDoor('street', 'hall', { control: 'gate', contact: false }),
    ],
    readers: [
      ...rooms.map((id, index) => ({
        id: `reader-${id}`,
        door: `door-${id}`,
        to: id,
        gateway: gatewayOf(index),
      })),
      { ...aReader('street-hall', 'hall'), gateway: gatewayOf(0) },
    ],
    gateways: Array.from({ length: officeSize.gateways }, (_, index) => ({
      id: gatewayOf(index),
      name: `${index}`,
    })),
    schedules: [
      {
        id: 'always',
        name: '終日',
        hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
        onHolidays: 'as-usual',
        onYearEnd: 'as-usual',
      },
    ],
    signs: [],
    calendar: [],
  };
}

/**
 * As many zones, doors, readers, boundaries and signs as a plan may have, next to each other, with nothing in it that is refused: 8 MB.
 * `edition` is part of the name of every zone and door.
 */
export function largestPlan(organisation: string, edition: string): SitePlan {
  const plan = benchPlan(organisation, 4_998);
  const rooms = plan.zones.slice(2).map(({ id }) => id);
  const roomAt = (index: number): string => rooms[index % rooms.length] ?? 'hall';
  const many = <Value>(count: number, make: (index: number) => Value): Value[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const second = many(10_000 - plan.doors.length, (index) =>
    aDoor('hall', roomAt(index), { id: `second-${index}`, contact: false }),
  );
  const doors = [...plan.doors, ...second].map((door) => ({ ...door, name: `${door.id} ${edition}` }));
  const readers = doors.flatMap(({ id: door, directions }, index) =>
    directions.map(({ to }) => ({ id: `${door}-to-${to}`, door, to, gateway: gatewayOf(index) })),
  );
  return {
    ...plan,
    zones: plan.zones.map((zone) => ({ ...zone, name: `${zone.id} ${edition}` })),
    doors,
    readers,
    boundaries: many(20_000, (index) => ({
      id: `wall-${index}`,
      zones: ['hall', roomAt(index)],
      separation: 'wall-through-ceiling',
      glass: 'none',
    })),
    signs: many(10_000, (index) => ({ id: `sign-${index}`, hangsIn: roomAt(index), shows: 'hall' })),
  };
}

function gatewayOf(index: number): string {
  return `gateway-${(index % officeSize.gateways) + 1}`;
}
