import type { Subject } from './subject.ts';

/** Where and about whom an alarm is. */
type AlarmPlace = {
  readonly [Name in 'door' | 'gateway' | 'person']: string | null | undefined;
};

/** What an entry that takes an alarm a step on is about. */
export function subjectOfAlarm({ door, gateway, person }: AlarmPlace): Subject {
  return { ...(door ? { door } : {}), ...(gateway ? { gateway } : {}), ...(person ? { person } : {}) };
}
