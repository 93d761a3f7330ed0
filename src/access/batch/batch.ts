import type { ReceivedEvent } from '../../gateways/receive-events.ts';
import type { LateGrounds } from './late-grounds.ts';

/** Events of one site that are decided in one transaction. */
export type Batch = LiveBatch | LateBatch;

/** Somebody stands at the door for each card read of it. */
export type LiveBatch = BatchOf & { readonly lane: 'live' };

/** Nobody waits for it. */
export type LateBatch = BatchOf & {
  readonly lane: 'late';
  /** By which rules its card reads are judged, read before the head was taken. */
  readonly grounds: LateGrounds;
};

type BatchOf = {
  readonly siteId: string;
  readonly events: readonly ReceivedEvent[];
  readonly now: Date;
  /** Since when whoever decides it can hear what gateways say. */
  readonly listeningSince: Date;
  /** False leaves what is due where it is: only while a deadline that cannot be settled would hold up the doors. */
  readonly withDue: boolean;
};
