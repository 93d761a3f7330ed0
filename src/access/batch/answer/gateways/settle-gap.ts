import { systemActor } from '../../../../kernel/actor.ts';
import type { Deadline } from '../../../state/deadline.ts';
import type { DraftLog } from '../draft/draft-log.ts';
import type { NumbersSeen } from './numbers-seen.ts';

/** How long numbers may be on their way: a gateway posts again what was not answered, and tells a backlog afterwards. */
export const settlingMs = 300_000;

/** So many holes are named in the entry; all of them are listed with their gateway. */
const named = 20;

/** Holds to be missing what has not come to the holes of a gateway in the settling time; looks again for younger ones. */
export function settleGap(
  log: DraftLog,
  { kind, ref: gateway, dueAt }: Deadline,
  numbers: NumbersSeen,
): void {
  const settled = numbers.settle(gateway, new Date(log.now.getTime() - settlingMs));
  const since = numbers.waitingSince(gateway);
  if (since !== undefined) {
    log.deadlines.push({ kind, ref: gateway, dueAt: new Date(since.getTime() + settlingMs) });
  }
  if (settled.length === 0) return;
  const gaps = settled.toSorted((one, other) => one.from - other.from);
  log.record({
    kind: 'gateway-gap',
    at: dueAt,
    actor: systemActor,
    subject: { gateway },
    effects: [{ type: 'alarm', kind: 'gateway-gap', active: true, gateway }],
    details: {
      missing: gaps.reduce((count, { from, to }) => count + to - from + 1, 0),
      gaps: gaps.slice(0, named).map(({ epoch, from, to }) => ({ epoch, from, to })),
      ...(gaps.length > named ? { more: gaps.length - named } : {}),
    },
  });
}
