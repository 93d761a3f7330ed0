import { correctionsOn, loadCorrections } from '../../visitors/corrections/load-corrections.ts';
import { loadArrivalVersions } from '../../visitors/registry/arrival-rows.ts';
import type { DeskAct } from '../check-in/begin-desk-act.ts';
import { seqSince } from './seq-since.ts';

/** A member under whose name somebody has left: since the entry `from`, until another told who they were; undefined = until now. */
export type LeftAs = {
  readonly memberId: string;
  readonly from: number;
  readonly until: number | undefined;
};

/**
 * Under whose names somebody who is written down as gone has left, the present one first: where a correction of the person (訂正) has handed
 * a stay on, the check-out stands under the name before it. The last begins with the check-out. Empty = nobody has left under that name.
 */
export async function findWhoLeft(
  act: Pick<DeskAct, 'tx' | 'siteId' | 'day'>,
  { memberId, until }: Omit<LeftAs, 'from'>,
): Promise<readonly LeftAs[]> {
  const { tx, siteId, day } = act;
  const [versions, corrections] = await Promise.all([
    loadArrivalVersions(tx.db, siteId, [memberId], day),
    loadCorrections(tx.client, siteId, [memberId]),
  ]);
  const known = versions.filter(({ fromSeq }) => until === undefined || fromSeq < until);
  const since = seqSince(known, ({ state }) => state === 'checked-out');
  if (since === undefined) return [];
  const handedOn = correctionsOn(corrections, memberId, day).findLast(
    ({ what, seq }) => what === 'person' && seq >= since && (until === undefined || seq < until),
  );
  if (handedOn === undefined) return [{ memberId, from: since, until }];
  const { seq: from, was, now } = handedOn;
  const other = was.member === memberId ? now.member : was.member;
  const before = other === null ? [] : await findWhoLeft(act, { memberId: other, until: from });
  return [{ memberId, from, until }, ...before];
}
