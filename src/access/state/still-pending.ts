import type { Effect } from '../../log/entry/effects.ts';
import type { PendingPassage } from '../decide/facts/pending-passage.ts';

/**
 * States anew, behind a place that ended it, what is pending of somebody: the effects of an act stand by themselves, whatever was
 * before.
 */
export function stillPending(person: string, pending: PendingPassage | undefined): readonly Effect[] {
  if (pending === undefined) return [];
  const { until, along, ...way } = pending;
  const goesOn = { type: 'pending', person, ...way, until: until.toISOString() } as const;
  return [along ? { ...goesOn, along } : goesOn];
}
