import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aDoor, aPlan, aQuietGateway, aReader } from './a-plan.ts';

/** Doors that grant and do not wait to be told, with readers on both sides, at every hour. */
export const doorsAtEveryHour = {
  doors: [
    aDoor('street', 'hall', { contact: false }),
    aDoor('hall', 'office', { contact: false }),
    aDoor('office', 'server', { contact: false }),
  ],
  readers: ['hall-office', 'office-server'].flatMap((door) => door.split('-').map((to) => aReader(door, to))),
  gateways: [aQuietGateway],
  schedules: aPlan().schedules.map((one) => ({
    ...one,
    hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
  })),
} as const satisfies Partial<SitePlan>;
