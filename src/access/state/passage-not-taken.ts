import type { Effect } from '../../log/entry/effects.ts';
import type { PendingPassage } from '../decide/facts/pending-passage.ts';

/** The deadline of one pending passage, as it was set with the grant. */
export type PassageDeadline = { readonly person: string; readonly door: string; readonly until: Date };

/**
 * The door was not opened in time: the passage was not taken and the person is where he was. Nothing happens when
 * meanwhile the passage was confirmed, abandoned, or replaced by another grant, which has a deadline of its own.
 */
export function passageNotTaken(
  { person, door, until }: PassageDeadline,
  pending: PendingPassage | undefined,
): readonly Effect[] {
  const same = pending?.door === door && pending.until.getTime() === until.getTime();
  return same ? [{ type: 'pending-over', person, door }] : [];
}
