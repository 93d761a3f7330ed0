import type { AlarmKind } from '../log/effects.ts';

/** Which alarm a guard takes first; 1 before all others. */
export const alarmPriorities = {
  fire: 1,
  duress: 1,
  'refused-leaving': 1,
  'door-forced': 2,
  intrusion: 2,
  'lost-card-used': 2,
  tamper: 2,
  'database-restored': 2,
  'event-quarantined': 3,
  'gateway-conflict': 3,
  'late-discrepancy': 3,
  'door-held': 3,
  passback: 3,
  'unexpected-zone': 3,
  'power-lost': 3,
  'gateway-silent': 3,
  'gateway-gap': 4,
  'gateway-buffer-lost': 3,
  'default-partition-used': 4,
} as const satisfies Record<AlarmKind, 1 | 2 | 3 | 4>;
