import type { ClientBase } from 'pg';
import { sameWithinMs } from './same-within-ms.ts';

/** A passage that a reader told of: who, by which door into which zone, when, and by which entry. */
export type ReadPassage = {
  readonly person: string;
  readonly door: string;
  readonly zone: string;
  readonly at: Date;
  readonly seq: number;
};

/** The granted reads of these persons at these doors between two instants, both inclusive; told late or not. */
export async function findReadsOf(
  source: Pick<ClientBase, 'query'>,
  siteId: string,
  asked: {
    readonly persons: readonly string[];
    readonly doors: readonly string[];
    readonly from: Date;
    readonly until: Date;
  },
): Promise<readonly ReadPassage[]> {
  const { persons, doors, from, until } = asked;
  if (persons.length === 0) return [];
  const { rows } = await source.query<ReadPassage>({
    name: 'find-reads-of',
    text: `
      select person_id as person, door_id as door, zones[2] as zone, at, seq from entries
      where site_id = $1 and person_id = any($2::uuid[]) and recorded_at >= $4 and kind = 'card-read' and verdict = 'grant'
        and door_id = any($3::text[]) and at between $4 and $5
      order by at, seq`,
    values: [siteId, persons, doors, from, until],
  });
  return rows;
}

/** The read that tells of this passage, the nearest; undefined = none does. */
export function readOf(
  reads: readonly ReadPassage[],
  { person, door, zone, at }: Omit<ReadPassage, 'seq'>,
): ReadPassage | undefined {
  const apart = (read: ReadPassage) => Math.abs(read.at.getTime() - at.getTime());
  return reads
    .filter((read) => read.person === person && read.door === door && read.zone === zone)
    .filter((read) => apart(read) <= sameWithinMs)
    .toSorted((one, other) => apart(one) - apart(other))[0];
}
