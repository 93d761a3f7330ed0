import type { ReceivedEvent } from '../../gateways/receive-events.ts';

/** Events of one site that are decided in one transaction. */
export type Batch = {
  readonly siteId: string;
  readonly lane: 'live' | 'late';
  readonly events: readonly ReceivedEvent[];
  readonly now: Date;
  /** False leaves what is due where it is: only while a deadline that cannot be settled would hold up the doors. */
  readonly withDue: boolean;
};
