import type { SitePlan } from '../../src/zones/plan/site-plan.ts';
import { aPlan } from './a-plan.ts';

/** The plan of the examples open at any time, with `count` gateways, each with a reader of its own at the entrance. */
export function planWithGateways(count: number): SitePlan {
  const ids = Array.from({ length: count }, (_, index) => `gateway-${index + 1}`);
  return aPlan({
    schedules: [
      {
        id: 'always',
        name: '終日',
        hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '00:00' }],
        onHolidays: 'as-usual',
        onYearEnd: 'as-usual',
      },
    ],
    gateways: ids.map((id) => ({ id, name: id })),
    readers: ids.map((id) => ({ id: readerOf(id), door: 'street-hall', to: 'hall', gateway: id })),
  });
}

export function readerOf(gateway: string): string {
  return `${gateway}-reader`;
}
