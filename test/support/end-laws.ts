import type { Entry } from '../../src/log/entry/entry.ts';
import type { Breaches } from './desk-laws.ts';

/** One version of a 来庁. */
export type ArrivalTold = {
  readonly seq: number;
  readonly member: string;
  readonly state: string;
  readonly checkedOutAt: Date | null;
  readonly endOrigin: string | null;
};

/**
 * The end of a 来庁 has an origin, and a time by it: the read it names, the desk’s own moment, or none where nobody knows. No end comes by
 * itself, and none that was written changes but by a correction.
 */
export function breachesOfEnds(entries: readonly Entry[], versions: readonly ArrivalTold[]): Breaches {
  const before = new Map<string, ArrivalTold>();
  return versions
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap((version) => {
      const { member, seq } = version;
      const told = before.get(member);
      before.set(member, version);
      const entry = entries.find((one) => one.seq === seq);
      return isAsTold(version, told, entry, entries)
        ? []
        : [`a visit’s times equal its reads or carry another origin (entry ${seq})`];
    });
}

function isAsTold(
  { member, state, checkedOutAt, endOrigin }: ArrivalTold,
  before: ArrivalTold | undefined,
  entry: Entry | undefined,
  entries: readonly Entry[],
): boolean {
  if (state !== 'checked-out') return checkedOutAt === null && endOrigin === null;
  if (entry?.kind !== 'visitor-checked-out') {
    return endOrigin === before?.endOrigin && checkedOutAt?.getTime() === before?.checkedOutAt?.getTime();
  }
  // What the kind says of itself beside.
  const { origin, members } = entry.details as {
    readonly origin: string;
    readonly members: readonly { readonly member: string; readonly read: number | null }[];
  };
  if (endOrigin !== origin) return false;
  if (origin === 'unknown') return checkedOutAt === null;
  const read = entries.find(({ seq }) => seq === members.find((one) => one.member === member)?.read);
  if (origin !== 'read') return checkedOutAt?.toISOString() === entry.recordedAt;
  const theirs = [read?.subject.person, ...(read?.subject.with ?? [])].includes(member);
  return theirs && read?.decision?.verdict === 'grant' && checkedOutAt?.toISOString() === read.at;
}
