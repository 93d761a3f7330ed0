import type { ArrivalRow } from '../../visitors/registry/arrival-rows.ts';

/** The seq of the entry since which a member's day has been so, of its versions with the newest first; undefined = it is not so now. */
export function seqSince(
  versions: readonly ArrivalRow[],
  isSo: (version: ArrivalRow) => boolean,
): number | undefined {
  const end = versions.findIndex((version) => !isSo(version));
  return versions.slice(0, end === -1 ? versions.length : end).at(-1)?.fromSeq;
}
