import type { AlarmState } from '../log/entry/alarm-lifecycle.ts';

/** Of an alarm, what its next step is judged by. */
export type AlarmRow = {
  readonly kind: string;
  readonly state: AlarmState;
  readonly active: boolean;
  readonly door: string | null;
  readonly gateway: string | null;
  readonly person: string | null;
};
